import { beforeEach, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { explain } from "../../db/explanations.ts";
import {
  listCheckCounts,
  listCheckRecord,
  listExplanations,
  listTallies,
} from "../../db/queries/check-record.ts";
import {
  type CheckFilter,
  countFailures,
  countUnassessed,
  listFailures,
  listUnassessed,
} from "../../db/queries/quality.ts";
import { listSeries } from "../../db/queries/series.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { regionPrefix } from "../../lib/catalog/regions.ts";
import { NOTHING, remedies } from "../fixtures/remedies.ts";
import { type ReportSketch, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
const CHECK = "reconsideration-sum";
const AT = "2026-03-01T00:00:00.000Z";
const GOOD = [2, 1, 0, 1, 4];
const BAD = [2, 1, 0, 1, 9];

let db: Database;
const store = (sketch: ReportSketch) => storeReport(db, catalog, storeInput(sketch));
const tally = async (check: string, year: number) =>
  (await listTallies(db)).find((one) => one.check === check && one.year === year);
const failing = (filter: CheckFilter = {}) => listFailures(db, { checks: [CHECK], ...filter });

beforeEach(async () => {
  db = openInMemory();
  await store({ file: "a", year: 2022, facts: remedies([BAD, NOTHING, NOTHING]) });
  await store({ file: "b", year: 2021, facts: remedies([GOOD, NOTHING, NOTHING]) });
  await store({
    file: "c",
    year: 2022,
    agency: { name: "某某局" },
    facts: remedies([GOOD, NOTHING, NOTHING]),
  });
  await store({
    file: "d",
    year: 2022,
    agency: { name: "某某委" },
    facts: remedies([[2, 1, 0, "blank", 3], NOTHING, NOTHING]),
  });
});

describe("checks over all reports", () => {
  it("are counted by check and year, each report once", async () => {
    expect(await tally(CHECK, 2022)).toEqual({
      check: CHECK,
      year: 2022,
      reports: 3,
      passed: 1,
      failed: 1,
      explained: 0,
      notAssessable: 1,
    });
    expect(await tally(CHECK, 2021)).toMatchObject({ reports: 1, passed: 1, failed: 0 });
  });

  it("list each failure with both values, the cells and the report", async () => {
    const [failure, ...more] = await failing();
    expect(more).toEqual([]);
    expect(failure).toMatchObject({
      agency: "pingtan-zone",
      year: 2022,
      verdict: "failed",
      explanation: null,
    });
    expect(failure?.finding.detail).toMatchObject({ left: 9, right: 4 });
    expect(failure?.finding.detail?.operands.map(({ column }) => column)).toEqual([5, 1, 2, 3, 4]);
    expect(failure?.finding.severity).toBe("error");
  });

  it.each<[string, CheckFilter, number]>([
    ["agency", { agency: "pingtan-zone" }, 1],
    ["another agency", { agency: "suqian-city" }, 0],
    ["year", { year: 2022 }, 1],
    ["another year", { year: 2021 }, 0],
    ["severity", { severity: "error" }, 1],
    ["another severity", { severity: "info" }, 0],
    ["region", { region: "350000" }, 1],
    ["another region", { region: "320000" }, 0],
    ["verdict", { verdict: "failed" }, 1],
    ["another verdict", { verdict: "explained" }, 0],
    ["agreement that was not asked", { agreement: "source" }, 0],
    ["level that none has", { level: "nation" }, 0],
    ["kind that none has", { kind: "court" }, 0],
  ])("are filtered by %s", async (_, filter, n) => {
    expect([(await failing(filter)).length, await countFailures(db, { checks: [CHECK], ...filter })]).toEqual(
      [n, n],
    );
  });

  it("take a region with all that lies in it", () => {
    expect(["350000", "350100", "350128", "100000"].map(regionPrefix)).toEqual([
      "35",
      "3501",
      "350128",
      "10",
    ]);
  });

  it("are paged", async () => {
    const all = await listFailures(db, {});
    expect(all.length).toBe(await countFailures(db, {}));
    const pages = await Promise.all(all.map((_, offset) => listFailures(db, {}, { limit: 1, offset })));
    expect(pages.flat()).toEqual(all);
  });

  it("say what is missing where they cannot be assessed, and what blanks as zero would give", async () => {
    const [one] = await listUnassessed(db, { checks: [CHECK] });
    expect(one).toMatchObject({
      year: 2022,
      count: 1,
      inferred: 1,
      missing: ["reconsideration-pending/total/2022"],
    });
    expect(await countUnassessed(db, { checks: [CHECK] })).toBe(1);
  });

  it("look only at what is shown: a new version takes the place of the old", async () => {
    await store({ file: "a2", year: 2022, facts: remedies([GOOD, NOTHING, NOTHING]) });
    expect(await failing()).toEqual([]);
    expect(await tally(CHECK, 2022)).toMatchObject({ passed: 2, failed: 0 });
  });
});

describe("an explanation", () => {
  const note = { agency: "pingtan-zone", year: 2022, check: CHECK, words: "两件并案", by: "办公室", at: AT };

  it("stands beside the failure, which is then explained and no longer failed", async () => {
    expect(await explain(db, note)).toEqual(["form-2021"]);
    expect(await failing({ verdict: "failed" })).toEqual([]);
    expect(await failing()).toMatchObject([
      { verdict: "explained", explanation: { words: "两件并案", by: "办公室", at: AT } },
    ]);
    expect(await tally(CHECK, 2022)).toMatchObject({ failed: 0, explained: 1, passed: 1 });
    expect((await listCheckRecord(db, "pingtan-zone"))[0]).toMatchObject({ year: 2022, explained: 1 });
  });

  it("outlives another run of the checks; the last one is shown once", async () => {
    await explain(db, note);
    await explain(db, { ...note, words: "更正" });
    await store({ file: "b2", year: 2021, facts: remedies([[3, 0, 0, 0, 3], NOTHING, NOTHING]) });
    expect((await failing()).map(({ explanation }) => explanation?.words)).toEqual(["更正"]);
    const notes = await listExplanations(db, "pingtan-zone", 2022, "whole-region");
    expect([...notes.keys()]).toEqual([`${CHECK} form-2021`]);
    expect((await listCheckRecord(db, "pingtan-zone"))[0]).toMatchObject({ explained: 1 });
  });

  it.each([
    ["check", { check: "requests-balance" }],
    ["year", { year: 2021 }],
    ["instance", { instance: "form-2019" }],
    ["agency", { agency: "suqian-city" }],
  ])("names nothing where the %s does not fail", async (_, other) => {
    expect(await explain(db, { ...note, ...other })).toEqual([]);
    expect(await failing({ verdict: "explained" })).toEqual([]);
  });
});

describe("the record of an agency", () => {
  it("counts the checks of each report", async () => {
    const counts = await listCheckCounts(db, "pingtan-zone", 2022, "whole-region");
    const sum = (of: "passed" | "failed" | "notAssessable") =>
      counts.reduce((total, one) => total + one[of], 0);
    const record = await listCheckRecord(db, "pingtan-zone");
    expect(record.map(({ year }) => year)).toEqual([2022, 2021]);
    expect(record[0]).toEqual({
      year: 2022,
      scope: "whole-region",
      passed: sum("passed"),
      failed: sum("failed"),
      explained: 0,
      notAssessable: sum("notAssessable"),
    });
    expect(counts.find(({ check }) => check === CHECK)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe("a figure that is a term of a failed check", () => {
  const figureOf = async (indicator: string, year: number) =>
    (
      await listSeries(db, catalog, { agencies: ["pingtan-zone"], indicators: [indicator], years: [year] })
    )[0];

  it("carries the check with its place, whether it is the total or a part", async () => {
    for (const indicator of ["reconsideration-total", "reconsideration-corrected"]) {
      const figure = await figureOf(indicator, 2022);
      expect(figure?.failures, indicator).toContainEqual({
        check: CHECK,
        instance: "form-2021",
        code: "check-failed",
        agency: "pingtan-zone",
        year: 2022,
        scope: "whole-region",
        origin: { table: 3, row: 3, column: 5 },
      });
      expect(figure?.findings).toContain("check-failed");
    }
  });

  it("carries also those of the report of the year after that look back at it", async () => {
    await store({ file: "b3", year: 2021, facts: remedies([[0, 0, 0, 30, 30], NOTHING, NOTHING]) });
    await store({ file: "a3", year: 2022, facts: remedies([[0, 1, 0, 0, 1], NOTHING, NOTHING]) });
    const back = (await failing({ checks: ["reconsideration-pending"] }))[0];
    expect(back).toMatchObject({ year: 2022 });
    const figure = await figureOf("reconsideration-pending", 2021);
    if (figure !== undefined) expect(figure.failures.map(({ year }) => year)).toContain(2022);
  });

  it("carries none where all checks hold", async () => {
    expect((await figureOf("reconsideration-total", 2021))?.failures).toEqual([]);
  });
});
