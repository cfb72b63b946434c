import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { explanations } from "../../db/check-schema.ts";
import { type Database, openDatabase, openExisting } from "../../db/client.ts";
import { enterRelease } from "../../db/desk/publish.ts";
import {
  enterVerdicts,
  fingerprintChecks,
  listVerdictChanges,
  watchVerdicts,
} from "../../db/desk/verdict-changes.ts";
import { explain } from "../../db/explanations.ts";
import {
  findRelease,
  listDeclaredChanges,
  listReleases,
  listReleaseVerdicts,
} from "../../db/queries/releases.ts";
import { storeReport } from "../../db/store.ts";
import { type Catalog, getCatalog } from "../../lib/catalog/catalog.ts";
import { EVERYWHERE } from "../../lib/desk/remit.ts";
import { NOTHING, remedies } from "../fixtures/remedies.ts";
import { READ_AT, type ReportSketch, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
const CHECK = "reconsideration-sum";
const GOOD = remedies([[2, 1, 0, 1, 4], NOTHING, NOTHING]);
const BAD = remedies([[2, 1, 0, 1, 9], NOTHING, NOTHING]);
const WITH_BLANK = remedies([[2, 1, 0, "blank", 3], NOTHING, NOTHING]);

let folder: string;
let file: string;
let db: Database;
/** The connection that publishes. */
let own: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-verdicts-"));
  file = join(folder, "gongkai.sqlite");
  db = openDatabase(file);
  own = openExisting(file);
});
afterEach(() => {
  own.$client.close();
  db.$client.close();
  rmSync(folder, { recursive: true });
});

const store = (of: Database, sketch: ReportSketch) => storeReport(of, catalog, storeInput(sketch));
const by = { key: 1, name: "lin", role: "publisher", remit: EVERYWHERE } as never;
function release(declared: Catalog = catalog): number {
  const number = enterRelease(own, declared, { title: "T", notes: "", by, address: "", at: READ_AT }, [], {});
  enterVerdicts(own, number);
  return number;
}
const ofCheck = () =>
  listVerdictChanges(own)
    .filter(({ check }) => check === CHECK)
    .map(({ year, before, after }) => [year, before, after]);

describe("verdicts that a release changes", () => {
  test("are told by report and check, from what was shown before to what is shown now", async () => {
    await store(db, { file: "a", facts: BAD });
    await store(db, { file: "b", year: 2019, facts: GOOD });
    watchVerdicts(own);
    expect(listVerdictChanges(own)).toEqual([]);
    await store(own, { file: "a2", facts: GOOD });
    expect(ofCheck()).toEqual([[2022, "failed", "passed"]]);
    // Published together with the first: what counts is what was shown before both.
    await store(own, { file: "a3", facts: WITH_BLANK });
    expect(ofCheck()).toEqual([[2022, "failed", "not-assessable"]]);
    await store(own, { file: "a4", facts: BAD });
    expect(ofCheck()).toEqual([]);
  });

  test("are told of reports that look at those that changed", async () => {
    const pending = (n: number) => remedies([[0, 0, 0, n, n], NOTHING, NOTHING]);
    await store(db, { file: "a", year: 2021, facts: pending(3) });
    await store(db, { file: "b", year: 2022, facts: pending(2) });
    const across = (await listVerdictsOf(2022)).filter(([, verdict]) => verdict !== "not-assessable");
    watchVerdicts(own);
    await store(own, { file: "a2", year: 2021, facts: pending(1) });
    const changed = listVerdictChanges(own).filter(({ year }) => year === 2022);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.every(({ before, after }) => before !== null && after !== null && before !== after)).toBe(
      true,
    );
    expect(across.map(([check]) => check)).toEqual(expect.arrayContaining(changed.map(({ check }) => check)));
  });

  const listVerdictsOf = async (year: number) =>
    db.$client
      .prepare(
        "SELECT check_id, CASE WHEN failed > 0 THEN 'failed' WHEN passed > 0 THEN 'passed' ELSE 'not-assessable' END FROM check_counts c JOIN reports r ON r.key = c.report WHERE r.year = ?",
      )
      .raw()
      .all(year) as [string, string][];

  test("of a report that comes are its failures, of one that goes its failures, too", async () => {
    await store(db, { file: "gone", year: 2020, facts: BAD });
    watchVerdicts(own);
    await store(own, { file: "new", year: 2022, facts: BAD });
    await store(own, { file: "gone", year: 2023, facts: BAD, reader: "reader-2" });
    expect(ofCheck()).toEqual([
      [2020, "failed", null],
      [2022, null, "failed"],
      [2023, null, "failed"],
    ]);
    expect(listVerdictChanges(own).every(({ before, after }) => [before, after].includes("failed"))).toBe(
      true,
    );
  });

  test("tell a failure with a note from one without", async () => {
    await store(db, { file: "a", facts: BAD });
    const note = {
      agency: "pingtan-zone",
      year: 2022,
      check: CHECK,
      words: "并案",
      by: "办公室",
      at: READ_AT,
    };
    await explain(db, note);
    watchVerdicts(own);
    await store(own, { file: "a2", facts: GOOD });
    expect(ofCheck()).toEqual([[2022, "explained", "passed"]]);
  });

  test("are told of a failure to which a note is released", async () => {
    await store(db, { file: "a", facts: BAD });
    watchVerdicts(own);
    const said = { agency: "pingtan-zone", year: 2022, scope: "whole-region", check: CHECK } as const;
    const note = {
      ...said,
      instance: "form-2021",
      words: "并案",
      by: "办公室",
      at: READ_AT,
      enteredAt: READ_AT,
    };
    own
      .insert(explanations)
      .values({ ...note, state: "pending" })
      .run();
    expect(ofCheck()).toEqual([]);
    own.update(explanations).set({ state: "released" }).run();
    expect(ofCheck()).toEqual([[2022, "failed", "explained"]]);
  });

  test("are kept with the release", async () => {
    await store(db, { file: "a", facts: BAD });
    watchVerdicts(own);
    await store(own, { file: "a2", facts: GOOD });
    const number = release();
    const kept = await listReleaseVerdicts(db, number);
    expect(kept.map(({ check, before, after }) => [check, before, after])).toContainEqual([
      CHECK,
      "failed",
      "passed",
    ]);
    expect(await findRelease(db, number)).toMatchObject({ verdicts: kept.length });
    expect((await listReleases(db)).map(({ verdicts }) => verdicts)).toEqual([kept.length]);
  });
});

describe("checks that are declared otherwise since the release before", () => {
  test("are told by their ids; the first release has none before it", async () => {
    watchVerdicts(own);
    const [first, second, third] = catalog.checks;
    if (first === undefined || second === undefined || third === undefined) throw new Error("no checks");
    release({ ...catalog, checks: [first, second] });
    expect(await listDeclaredChanges(db)).toEqual([]);
    release({ ...catalog, checks: [first, second] });
    expect(await listDeclaredChanges(db)).toEqual([]);
    release({ ...catalog, checks: [{ ...first, severity: "info" }, third] });
    expect(await listDeclaredChanges(db, 3)).toMatchObject([
      { release: 3, added: [third.id], changed: [first.id], removed: [second.id] },
    ]);
    expect(await listDeclaredChanges(db, 2)).toEqual([]);
    expect(Object.keys(fingerprintChecks(catalog))).toHaveLength(catalog.checks.length);
  });
});
