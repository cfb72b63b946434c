import { describe, expect, it } from "vitest";
import { listAgencies } from "../../db/queries/agencies.ts";
import { listRates } from "../../db/queries/rates.ts";
import { getReport, listReports } from "../../db/queries/reports.ts";
import { listSeries } from "../../db/queries/series.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { RATE_COLUMNS, rateRows } from "../../lib/exports/rate-rows.ts";
import { REPORT_COLUMNS, reportRows } from "../../lib/exports/report-rows.ts";
import { SERIES_COLUMNS, seriesRows } from "../../lib/exports/series-rows.ts";
import { toCsv } from "../../lib/exports/to-csv.ts";
import { toJson } from "../../lib/exports/to-json.ts";
import type { Fact } from "../../lib/model.ts";
import { buildXlsx } from "../fixtures/build-xlsx.ts";
import { parseCsv } from "../fixtures/parse-csv.ts";
import { type ReadReport, readMany } from "../fixtures/read-collected.ts";
import { storeSeed } from "../fixtures/store-seed.ts";

const catalog = getCatalog();
const utf8 = (text: string) => new TextEncoder().encode(text);

const db = await storeSeed();
const agencies = await listAgencies(db);
const reports = await listReports(db);
const context = { catalog, language: "zh", agencies, dataVersion: 1 } as const;

/** Everything a fact says but where it stands. */
const said = ({ indicator, member, edition, table, unit, label, memberLabel, value, printed }: Fact) => ({
  indicator,
  member,
  edition,
  table,
  unit,
  label,
  memberLabel,
  value,
  printed,
});
const nameOf = ({ edition, indicator, member }: Fact) => `${edition}/${indicator}/${member}`;
const sorted = (facts: readonly Fact[]) =>
  facts.map(said).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const views = await Promise.all(
  reports.map(async ({ agency, year, scope }) => {
    const view = await getReport(db, agency, year, scope);
    const summary = agencies.find(({ id }) => id === agency);
    if (!view || !summary) throw new Error(`${agency} ${year}`);
    return { view, summary, rows: reportRows(summary, view, context) };
  }),
);

function expectSame(read: ReadReport | undefined, { view, summary }: (typeof views)[number]) {
  expect(read?.identity).toMatchObject({
    agency: { id: summary.id },
    year: view.summary.year,
    scope: view.summary.scope,
  });
  expect(sorted(read?.facts ?? [])).toEqual(sorted(view.facts));
  expect(read?.findings).toEqual([]);
}

describe("an exported report", () => {
  it.each(views.map((one) => [`${one.summary.id} ${one.view.summary.year}`, one] as const))(
    "of %s reads back whole",
    async (_, one) => {
      const [read, ...more] = await readMany("report.csv", utf8(toCsv(REPORT_COLUMNS, one.rows)));
      expect(more).toEqual([]);
      expectSame(read, one);
    },
  );

  it("reads back from a file of many, from JSON, and saved as a workbook", async () => {
    const csv = toCsv(
      REPORT_COLUMNS,
      views.flatMap(({ rows }) => rows),
    );
    const json = JSON.stringify({
      report: {},
      rows: toJson(
        REPORT_COLUMNS,
        views.flatMap(({ rows }) => rows),
      ),
    });
    const files = [
      await readMany("all.csv", utf8(csv)),
      await readMany("all.json", utf8(json)),
      await readMany("all.xlsx", buildXlsx([{ name: "s", rows: parseCsv(csv) }])),
    ];
    for (const read of files) {
      expect(read).toHaveLength(views.length);
      for (const [at, one] of views.entries()) expectSame(read[at], one);
    }
  });

  it("does not believe an amount that the printed text contradicts", async () => {
    const [one] = views;
    const rows = (one?.rows ?? []).map((row, at) =>
      at === 0 ? { ...row, amount: Number(row.amount ?? 0) + 1, status: "reported" } : row,
    );
    const [read] = await readMany("report.csv", utf8(toCsv(REPORT_COLUMNS, rows)));
    expect(read?.facts.filter(({ value }) => value.status === "illegible")).toHaveLength(1);
    expect(read?.findings.map(({ code }) => code)).toEqual(["export-cell-contradicts"]);
  });
});

describe("an exported comparison", () => {
  it.each(["total", "natural-person", "cumulative"])(
    "of members “%s” gives the cells its figures rest on",
    async (member) => {
      const asked = {
        agencies: agencies.map(({ id }) => id),
        years: [...new Set(reports.map(({ year }) => year))],
      };
      const figures = await listSeries(db, catalog, {
        ...asked,
        indicators: catalog.indicators.map(({ id }) => id),
        member,
      });
      const read = await readMany(
        "comparison.csv",
        utf8(toCsv(SERIES_COLUMNS, seriesRows(figures, context))),
      );
      const facts = new Map(
        read.flatMap(({ identity, facts: list }) =>
          list.map((fact) => [`${identity.agency?.id} ${identity.year} ${nameOf(fact)}`, fact] as const),
        ),
      );
      const rests = new Set(
        figures.flatMap(({ agency, year, scope, cells }) =>
          cells.map((cell) => `${agency} ${year} ${scope} ${cell.indicator} ${cell.member}`),
        ),
      );
      let compared = 0;
      for (const { view, summary } of views)
        for (const fact of view.facts) {
          const back = facts.get(`${summary.id} ${view.summary.year} ${nameOf(fact)}`);
          const used = rests.has(
            `${summary.id} ${view.summary.year} ${view.summary.scope} ${fact.indicator} ${fact.member}`,
          );
          if (!used) continue;
          compared++;
          expect(back && { value: back.value, unit: back.unit, printed: back.printed }, nameOf(fact)).toEqual(
            { value: fact.value, unit: fact.unit, printed: fact.printed },
          );
        }
      expect(compared).toBe(facts.size);
      expect(compared).toBeGreaterThan(member === "cumulative" ? 20 : 250);
      expect(read.flatMap(({ findings }) => findings)).toEqual([]);
    },
  );

  it("of rates gives no figures and says why", async () => {
    const asked = { agencies: agencies.map(({ id }) => id), years: [2023, 2024] };
    const rates = await listRates(db, catalog, { ...asked, rate: "full-disclosure-rate" });
    const [read, ...more] = await readMany("rates.csv", utf8(toCsv(RATE_COLUMNS, rateRows(rates, context))));
    expect(more).toEqual([]);
    expect(read?.facts).toEqual([]);
    expect(read?.findings.map(({ code }) => code)).toEqual(["export-of-rates"]);
  });
});

describe("the catalog's columns of exports", () => {
  it("are those of the exports", () => {
    expect(catalog.exportColumns).toEqual({
      report: REPORT_COLUMNS.map(({ id }) => id),
      series: SERIES_COLUMNS.map(({ id }) => id),
      rates: RATE_COLUMNS.map(({ id }) => id),
    });
  });
});
