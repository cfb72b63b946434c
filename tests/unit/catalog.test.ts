import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { findingText } from "../../lib/catalog/finding-text.ts";
import type { TableBlock } from "../../lib/catalog/schema.ts";
import { keyOf } from "../../lib/recognition/label.ts";
import { listTemplates } from "../../lib/recognition/template.ts";

const catalog = getCatalog();
const ids = <T extends { readonly id: string }>(entries: readonly T[]): string[] =>
  entries.map((entry) => entry.id);
const indicators = new Set(ids(catalog.indicators));
const blocks = catalog.editions.flatMap((edition) =>
  edition.tables.flatMap((table) => table.blocks.map((block) => ({ edition, table, block }))),
);
const printedBy = (block: TableBlock): string[] => block.rows.flatMap((row) => Object.values(row.indicators));

describe("catalog", () => {
  it.each([
    ["editions", ids(catalog.editions)],
    ["indicators", ids(catalog.indicators)],
    ["groups", ids(catalog.groups)],
    ["members", ids(catalog.members)],
    ["units", ids(catalog.units)],
    [
      "rates and compositions and indicators",
      [...ids(catalog.rates), ...ids(catalog.compositions), ...ids(catalog.indicators)],
    ],
    ["breaks", ids(catalog.breaks)],
    ["peer groups", ids(catalog.peerGroups)],
    ["populations", catalog.populations.map(({ year }) => String(year))],
    ["agencies", ids(catalog.agencies)],
    ["findings", catalog.findings.map((finding) => finding.code)],
  ])("has each id of %s once", (_, list) => {
    expect(list.filter((id, at) => list.indexOf(id) !== at)).toEqual([]);
  });

  it("counts as many residents in provinces as in the parts it holds of them, and as in the country", () => {
    // Seventh National Population Census, communiqué no. 3: the 31 provinces without the 2,000,000 in the armed forces.
    const [census] = catalog.populations;
    const residents = Object.entries(census?.residents ?? {});
    const sum = (entries: typeof residents) => entries.reduce((total, [, amount]) => total + amount, 0);
    const provinces = residents.filter(([code]) => code.endsWith("0000"));
    expect([census?.year, provinces.length, sum(provinces)]).toEqual([2020, 31, 1_409_778_724]);
    for (const [province, amount] of provinces) {
      const parts = residents.filter(([code]) => code !== province && code.startsWith(province.slice(0, 2)));
      if (parts.length > 0) expect([province, sum(parts)]).toEqual([province, amount]);
    }
  });

  it("resolves every id it names", () => {
    const groups = new Set(ids(catalog.groups));
    const units = new Set(ids(catalog.units));
    const editions = new Set(ids(catalog.editions));
    const members = new Set(ids(catalog.members));
    const named = [
      ...blocks.flatMap(({ block }) => printedBy(block)).map((id) => [id, indicators] as const),
      ...blocks.flatMap(({ block }) => block.columns.map((column) => [column.member, members] as const)),
      ...catalog.indicators.flatMap((indicator) => [
        [indicator.group, groups] as const,
        [indicator.unit, units] as const,
        ...indicator.series.flatMap((series) => [
          [series.edition, editions] as const,
          ...series.terms.map((term) => [term, indicators] as const),
        ]),
      ]),
      ...catalog.rates.flatMap((rate) => [
        [rate.group, groups] as const,
        [rate.numeratorMember, members] as const,
        ...[...rate.numerator, ...rate.denominator].map((id) => [id, indicators] as const),
      ]),
      ...catalog.compositions.flatMap((composition) =>
        [composition.whole, ...composition.parts].map((id) => [id, indicators] as const),
      ),
      ...catalog.breaks.flatMap((point) => point.groups.map((id) => [id, groups] as const)),
    ];
    expect(named.filter(([id, known]) => !known.has(id)).map(([id]) => id)).toEqual([]);
  });

  it("reaches every indicator from a cell of its edition", () => {
    const printed = new Map(
      catalog.editions.map((edition) => [
        edition.id,
        new Set(edition.tables.flatMap((table) => table.blocks.flatMap(printedBy))),
      ]),
    );
    const unreached = catalog.indicators.flatMap((indicator) =>
      indicator.series
        .filter((series) => !series.terms.every((term) => printed.get(series.edition)?.has(term)))
        .map((series) => `${indicator.id} in ${series.edition}`),
    );
    expect(unreached).toEqual([]);
  });

  it("declares what every printed cell becomes", () => {
    const declared = new Set(
      catalog.indicators.flatMap((indicator) =>
        indicator.series.flatMap((series) => series.terms.map((term) => `${series.edition}/${term}`)),
      ),
    );
    const lost = blocks
      .flatMap(({ edition, block }) => printedBy(block).map((id) => `${edition.id}/${id}`))
      .filter((cell) => !declared.has(cell));
    expect(lost).toEqual([]);
  });

  it.each([
    ["form-2021", { disclosure: 10, requests: 175, remedies: 15 }],
    ["form-2019", { disclosure: 22, requests: 161, remedies: 15 }],
    ["form-2014", { statistics: 58 }],
  ])("has the cells of %s (REPORTS.md 1.2–1.4)", (edition, cells) => {
    const templates = listTemplates(catalog).filter((template) => template.edition.id === edition);
    expect(
      Object.fromEntries(templates.map((template) => [template.table.id, template.cells.length])),
    ).toEqual(cells);
  });

  it("has seven applicant members", () => {
    expect(catalog.members.filter((member) => member.dimension === "applicant")).toHaveLength(7);
  });

  it("never adds a total to its parts", () => {
    const totals = catalog.indicators
      .filter((indicator) => /-total$/.test(indicator.id))
      .map((indicator) => indicator.id);
    const sums = catalog.indicators.flatMap((indicator) =>
      indicator.series.filter((series) => series.terms.length > 1),
    );
    // The two litigation groups are counted apart on the form: their totals are no parts of one another.
    const apart = ["litigation-direct-total", "litigation-after-reconsideration-total"];
    expect(
      sums.filter((series) => series.terms.some((term) => totals.includes(term) && !apart.includes(term))),
    ).toEqual([]);
    expect(
      catalog.compositions.filter((composition) => composition.parts.includes(composition.whole)),
    ).toEqual([]);
  });

  it("tells the labels of sibling rows and columns apart", () => {
    const spellings = (label: { zh: string; aliases?: readonly string[] | undefined }): string[] => [
      ...new Set([label.zh, ...(label.aliases ?? [])].map((text) => keyOf(text).full)),
    ];
    const clashes = blocks.flatMap(({ edition, table, block }) =>
      [block.rows, block.columns].flatMap((siblings) => {
        const seen = new Map<string, string>();
        return siblings.flatMap(({ id, path }) => {
          const leaf = path.at(-1);
          if (leaf === undefined) return [];
          const parents = path
            .slice(0, -1)
            .map((label) => label.zh)
            .join("/");
          return spellings(leaf).flatMap((spelling) => {
            const place = `${parents}/${spelling}`;
            const other = seen.get(place);
            seen.set(place, id);
            return other !== undefined && other !== id
              ? [`${edition.id} ${table.id}: ${other} and ${id} both print ${spelling}`]
              : [];
          });
        });
      }),
    );
    expect(clashes).toEqual([]);
  });

  it("fills every finding's sentence in both languages", () => {
    for (const { code, message } of catalog.findings) {
      const keys = [...message.zh.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
      expect([...message.en.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort(), code).toEqual(
        [...keys].sort(),
      );
      const parameters = Object.fromEntries(keys.map((key) => [key, "x"]));
      for (const language of ["zh", "en"] as const)
        expect(findingText(catalog, { code, parameters }, language).message).not.toMatch(/[{}]/);
    }
  });

  it("names editions, tables and scopes of a finding in the reader's language", () => {
    const finding = {
      code: "cells-missing",
      parameters: {
        edition: "form-2021",
        table: "requests",
        expected: 175,
        missing: 7,
        example: "x",
        read: 168,
      },
    };
    expect(findingText(catalog, finding, "en").message).toBe(
      "Form of 2021, “Requests received and processed”: 7 of 175 cells were not found, for example “x”",
    );
    expect(
      findingText(catalog, { code: "scope-assumed", parameters: { scope: "own-organ" } }, "zh").message,
    ).toContain("本机关");
  });
});
