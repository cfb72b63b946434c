import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { isSuspect, reconcile, type TableReading } from "../../lib/checks/reconcile.ts";
import { listEquations, runSums } from "../../lib/checks/relations.ts";
import type { Fact, ReadingMethod } from "../../lib/model.ts";
import { fact } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
const SUM = ["upheld", "corrected", "other", "pending", "total"] as const;
type Figures = readonly (number | "blank" | null)[];

/** Table four of 2021: three groups of upheld, corrected, other, pending, total; `null` leaves a cell unread. */
function remedies(groups: readonly Figures[], method: ReadingMethod = "layout"): Fact[] {
  const names = ["reconsideration", "litigation-direct", "litigation-after-reconsideration"];
  return groups.flatMap((figures, group) =>
    figures.flatMap((figure, at) =>
      figure === null ? [] : [{ ...fact(`${names[group]}-${SUM[at]}`, figure), table: "remedies", method }],
    ),
  );
}

const read = (facts: readonly Fact[]): TableReading[] => [
  { edition: "form-2021", table: "remedies", expected: 15, facts },
];
const GOOD: Figures = [2, 1, 0, 1, 4];
const ZERO: Figures = [0, 0, 0, 0, 0];
const verdicts = (facts: readonly Fact[]) =>
  Object.fromEntries(
    runSums(facts, catalog)
      .filter(({ equation }) => equation.check.table === "remedies")
      .map(({ equation, verdict }) => [equation.check.id, verdict]),
  );

describe("checks", () => {
  it("are spelled out over the columns and rows of each form", () => {
    const count = (edition: string, check: string) =>
      listEquations(catalog).filter((one) => one.edition === edition && one.check.id === check).length;
    expect([count("form-2021", "requests-balance"), count("form-2021", "requests-row")]).toEqual([7, 25]);
    expect([count("form-2019", "requests-results"), count("form-2019", "requests-row")]).toEqual([7, 23]);
    const results = listEquations(catalog).find((one) => one.check.id === "requests-results");
    expect(results?.terms.filter(({ side }) => side === "right").length).toBe(
      results?.edition === "form-2021" ? 21 : 19,
    );
  });

  it("name only cells that their form prints", () => {
    for (const { check, edition, terms } of listEquations(catalog)) {
      if (check.table === undefined) continue;
      const form = catalog.editions.find(({ id }) => id === edition);
      const table = form?.tables.find(({ id }) => id === check.table);
      const printed = new Set(
        table?.blocks.flatMap((block) => block.rows.flatMap((row) => Object.values(row.indicators))),
      );
      for (const cell of terms) expect([...printed], check.id).toContain(cell.indicator);
    }
  });

  it("pass, fail and cannot be assessed; a blank is never a zero", () => {
    expect(verdicts(remedies([GOOD, [2, 0, 0, 0, 3], [0, 0, "blank", 0, 0]]))).toEqual({
      "reconsideration-sum": "passed",
      "litigation-direct-sum": "failed",
      "litigation-after-reconsideration-sum": "not-assessable",
    });
  });
});

describe("two readings", () => {
  const judge = (first: Fact[], second: Fact[] | undefined) =>
    reconcile(read(first), second && read(second), catalog);
  const codes = (outcome: ReturnType<typeof judge>) => outcome.findings.map(({ code }) => code);

  it("are called for where a sum fails or a cell is missing", () => {
    expect(isSuspect(read(remedies([GOOD, ZERO, ZERO])), catalog)).toBe(false);
    expect(isSuspect(read(remedies([GOOD, ZERO, [0, 0, 0, 0, 1]])), catalog)).toBe(true);
    expect(isSuspect(read(remedies([GOOD, ZERO, [0, 0, 0, 0, null]])), catalog)).toBe(true);
  });

  it("that agree on a sum that fails blame the source", () => {
    const wrong = remedies([GOOD, ZERO, [5, 0, 0, 0, 0]]);
    expect(judge(wrong, wrong).agreements).toEqual({
      "litigation-after-reconsideration-sum form-2021": "source",
    });
  });

  it("leave it open where there is only one", () => {
    expect(judge(remedies([GOOD, ZERO, [5, 0, 0, 0, 0]]), undefined).agreements).toEqual({
      "litigation-after-reconsideration-sum form-2021": "open",
    });
  });

  it("keep the one whose sums hold", () => {
    const outcome = judge(remedies([[2, 10, 0, 1, 4], ZERO, ZERO]), remedies([GOOD, ZERO, ZERO]));
    expect(outcome.tables[0]?.kept).toBe("second");
    expect(outcome.findings).toMatchObject([{ code: "second-reading-kept", parameters: { count: 1 } }]);
  });

  it("that differ where no sum tells leave those cells unread, unless the file declares them", () => {
    const first = [[2, 1, 0, 1, 7], ZERO, ZERO];
    const second = remedies([[2, 1, 0, 1, 9], ZERO, ZERO]);
    const laidOut = judge(remedies(first), second);
    expect([...(laidOut.tables[0]?.doubtful ?? [])]).toEqual(["reconsideration-total/total"]);
    expect(codes(laidOut)).toEqual(["readings-disagree"]);
    const declared = judge(remedies(first, "markup"), second);
    expect([...(declared.tables[0]?.doubtful ?? [])]).toEqual([]);
    expect(codes(declared)).toEqual([]);
    expect(Object.values(declared.agreements)).toEqual(["open"]);
  });

  it("add cells where they agree in all others", () => {
    const first = remedies([GOOD, ZERO, [0, 0, 0, 0, null]]);
    const added = (second: Fact[]) => judge(first, second).tables[0]?.added.map((one) => one.indicator);
    expect(added(remedies([GOOD, ZERO, ZERO]))).toEqual(["litigation-after-reconsideration-total"]);
    expect(added(remedies([GOOD, [1, 0, 0, 0, 1], ZERO])), "another cell differs").toEqual([]);
    expect(added(remedies([GOOD, ZERO, [0, 0, 0, 0, 6]])), "what is added breaks a sum").toEqual([]);
    const lacking = remedies([GOOD, ZERO, [null, null, null, null, null]]);
    const guessed = remedies([GOOD, ZERO, [null, null, null, 1, 4]]);
    expect(judge(lacking, guessed).tables[0]?.added, "no sum vouches for them").toEqual([]);
  });

  it("take a table that the second alone finds only if it is whole or its sums hold", () => {
    expect(judge([], remedies([GOOD, ZERO, ZERO])).tables[0]?.kept).toBe("second");
    expect(judge([], remedies([GOOD])).tables[0]?.kept).toBe("first");
  });

  it("take a part of a table only where it tells its edition", () => {
    const members = catalog.members.map(({ id }) => id);
    const rowOf = (indicator: string): Fact[] =>
      members.map((member) => ({ ...fact(indicator, 0, { member }), table: "requests", method: "layout" }));
    const table = (facts: readonly Fact[]): TableReading[] => [
      { edition: "form-2021", table: "requests", expected: 175, facts },
    ];
    const shared = ["requests-received", "requests-carried-in", "disclosed-in-full"].flatMap(rowOf);
    const keptOf = (facts: readonly Fact[]) => reconcile(table([]), table(facts), catalog).tables[0]?.kept;
    expect(keptOf(shared), "both editions print these rows").toBe("first");
    expect(keptOf([...shared, ...rowOf("other-fee-unpaid")]), "2021 alone prints the last").toBe("second");
  });
});
