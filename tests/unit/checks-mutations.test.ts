import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { type CheckResult, nameOf } from "../../lib/checks/result.ts";
import { runChecks } from "../../lib/checks/run-checks.ts";
import { aloneSubject } from "../../lib/checks/subject.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import type { Fact, Value } from "../../lib/model.ts";

/** A sound report with one cell changed: exactly the checks in which the cell is a term fail. */

const catalog = getCatalog();
const EDITION = "form-2021";
const template = catalog.editions
  .find(({ id }) => id === EDITION)
  ?.tables.find(({ id }) => id === "requests");
const ROWS = template?.blocks[0]?.rows.flatMap((row) => row.indicators["*"] ?? []) ?? [];
const RESULTS = ROWS.slice(ROWS.indexOf("requests-carried-in") + 1, ROWS.indexOf("results-total"));
const BALANCE = ["requests-received", "requests-carried-in", "results-total", "requests-carried-out"];
/** Rows of one outcome begin alike. */
const OUTCOMES = [
  ["denied-", "denied"],
  ["unable-", "unable"],
  ["not-processed-", "not-processed"],
  ["other-", "other-handling"],
] as const;
const GROUPS = ["litigation-after-reconsideration", "litigation-direct", "reconsideration"];
const BOUNDED = [
  ["rules", "rules-issued-bound"],
  ["normative-documents", "normative-documents-issued-bound"],
] as const;

let facts: readonly Fact[] = [];
const run = (given: readonly Fact[]): CheckResult[] =>
  runChecks(
    aloneSubject({
      agency: { id: "huaian-city", kind: "government", level: "prefecture" },
      year: 2024,
      scope: "whole-region",
      facts: given,
      published: null,
      years: { title: 2024, period: 2024 },
      claims: [],
      sections: [],
    }),
    catalog,
  );
const named = (results: readonly CheckResult[], verdict: CheckResult["verdict"]) =>
  results
    .filter((one) => one.verdict === verdict)
    .map(nameOf)
    .sort();
const change = (at: number, value: Value): Fact[] =>
  facts.map((one, index) => (index === at ? { ...one, value } : one));
const amountOf = (given: readonly Fact[], indicator: string, member = "total"): number => {
  const value = given.find((one) => one.indicator === indicator && one.member === member)?.value;
  return value?.status === "reported" ? value.amount : 0;
};

/** What must fail by the form alone, told without the catalog's checks. */
function expected(given: readonly Fact[], { table, indicator, member }: Fact): string[] {
  if (table === "requests") {
    const [prefix, outcome] = OUTCOMES.find(([start]) => indicator.startsWith(start)) ?? [
      indicator,
      indicator,
    ];
    const sum = RESULTS.filter((row) => row.startsWith(prefix)).reduce(
      (total, row) => total + amountOf(given, row, member),
      0,
    );
    const within = RESULTS.includes(indicator) && sum > amountOf(given, "results-total", member);
    return [
      `requests-row ${EDITION}/${indicator}`,
      ...(BALANCE.includes(indicator) ? [`requests-balance ${EDITION}/${member}`] : []),
      ...([...RESULTS, "results-total"].includes(indicator) ? [`requests-results ${EDITION}/${member}`] : []),
      ...(within ? [`outcome-within-total ${EDITION}/${outcome}/${member}`] : []),
    ].sort();
  }
  if (table === "remedies") return [`${GROUPS.find((one) => indicator.startsWith(one))}-sum ${EDITION}`];
  return BOUNDED.flatMap(([group, check]) => {
    const [issued, inForce, repealed] = ["issued", "in-force", "repealed"].map((part) =>
      amountOf(given, `${group}-${part}`),
    );
    return (issued ?? 0) > (inForce ?? 0) + (repealed ?? 0) ? [`${check} ${EDITION}`] : [];
  });
}

beforeAll(async () => {
  const fileName = "huaian-city-2024.docx";
  const bytes = readFileSync(`db/seed/reports/${fileName}`);
  const { value } = await readReports({ fileName, bytes }, catalog);
  facts = value[0]?.report.facts ?? [];
});

describe("a sound report", () => {
  it("has every cell of the three tables, and no check fails", () => {
    const count = (table: string) => facts.filter((one) => one.table === table).length;
    expect([count("disclosure"), count("requests"), count("remedies")]).toEqual([10, 175, 15]);
    expect(facts.every(({ value }) => value.status === "reported")).toBe(true);
    expect(named(run(facts), "failed")).toEqual([]);
  });

  it.each([1, 1_000_000])("with any one cell %d higher fails exactly where that cell is a term", (more) => {
    let told = 0;
    for (const [at, one] of facts.entries()) {
      if (one.value.status !== "reported") continue;
      const changed = change(at, { status: "reported", amount: one.value.amount + more });
      const failed = named(run(changed), "failed");
      expect(failed, `${one.table} ${one.indicator} ${one.member}`).toEqual(expected(changed, one));
      told += failed.length > 0 ? 1 : 0;
    }
    expect(told).toBeGreaterThanOrEqual(190);
  });

  it("with any one cell blank fails but where filled cells are asked for: what needs the cell is not assessable", () => {
    const before = new Set(named(run(facts), "not-assessable"));
    for (const [at, one] of facts.entries()) {
      const results = run(change(at, { status: "blank" }));
      expect(named(results, "failed"), `${one.indicator} ${one.member}`).toEqual([
        `cells-filled ${EDITION}/${one.table}`,
      ]);
      const lost = results.filter(
        (result) => result.verdict === "not-assessable" && !before.has(nameOf(result)),
      );
      for (const result of lost)
        expect(
          result.operands.some(
            ({ indicator, member }) => indicator === one.indicator && member === one.member,
          ),
          nameOf(result),
        ).toBe(true);
      if (one.table !== "disclosure") expect(lost.length, one.indicator).toBeGreaterThan(0);
    }
  });
});
