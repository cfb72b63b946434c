import { eq } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { beforeEach, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { listSeries } from "../../db/queries/series.ts";
import { agencies, terms, totals } from "../../db/schema.ts";
import { storeReport } from "../../db/store.ts";
import { rebuildTotals } from "../../db/totals.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { fact, type ReportSketch, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
let db: Database;
beforeEach(() => {
  db = openInMemory();
});

const store = (sketch: ReportSketch) => storeReport(db, catalog, storeInput(sketch));

const RECEIVED = "requests-received";
const direct = "litigation-direct-total";

/** Every total with the names of its keys. */
function listTotals() {
  const indicator = alias(terms, "indicator");
  const edition = alias(terms, "edition");
  return db
    .select({
      indicator: indicator.id,
      year: totals.year,
      agency: agencies.id,
      scope: totals.scope,
      edition: edition.id,
      grade: totals.grade,
      unit: totals.unit,
      status: totals.status,
      amount: totals.amount,
    })
    .from(totals)
    .innerJoin(agencies, eq(agencies.key, totals.agency))
    .innerJoin(indicator, eq(indicator.key, totals.indicator))
    .innerJoin(edition, eq(edition.key, totals.edition))
    .all();
}

describe("totals", () => {
  it("equal the figures drawn from the facts, as stored and rebuilt", async () => {
    const indicators = catalog.indicators.map(({ id }) => id);
    const all = indicators.map((id, index) =>
      fact(id, index % 5 === 0 ? "blank" : index, { row: index + 1 }),
    );
    await store({ facts: all });
    await store({ file: "b", year: 2014, facts: all.map((each) => ({ ...each, edition: "form-2014" })) });
    await store({ file: "c", year: 2014, facts: [fact(RECEIVED, 3), fact(direct, 1)] });
    const figures = await listSeries(db, catalog, {
      agencies: ["pingtan-zone"],
      indicators,
      years: [2014, 2022],
    });
    const expected = figures.flatMap(({ agency, year, scope, indicator, edition, grade, unit, value }) => {
      const amount = value.status === "reported" ? value.amount : null;
      const total = { indicator, year, agency, scope, edition, grade, unit, status: value.status, amount };
      return edition === null ? [] : [total];
    });
    expect(expected.length).toBeGreaterThan(50);
    const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
    expect(sorted(listTotals())).toEqual(sorted(expected));
    db.delete(totals).run();
    await rebuildTotals(db, catalog);
    expect(sorted(listTotals())).toEqual(sorted(expected));
  });
});
