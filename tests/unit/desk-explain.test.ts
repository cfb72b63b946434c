import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../db/client.ts";
import {
  discardExplanation,
  listExplanationRows,
  type NewExplanation,
  proposeExplanation,
} from "../../db/desk/explain.ts";
import { countPending, listPending, releaseDecisions } from "../../db/desk/release-decisions.ts";
import { findItem, type ReviewItem } from "../../db/desk/review.ts";
import type { SessionUser } from "../../db/desk/sessions.ts";
import { explain } from "../../db/explanations.ts";
import { listExplanations, listTallies } from "../../db/queries/check-record.ts";
import { scanFindings } from "../../db/queries/finding-scan.ts";
import { listFailures } from "../../db/queries/quality.ts";
import { listReleaseEntries } from "../../db/queries/releases.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { EVERYWHERE } from "../../lib/desk/remit.ts";
import { databaseFile } from "../../lib/env.ts";
import { NOTHING, remedies } from "../fixtures/remedies.ts";
import { storeInput } from "../fixtures/report-builder.ts";

const AT = "2026-03-01T00:00:00.000Z";
const CHECK = "reconsideration-sum";
const FAILURE = { check: CHECK, instance: "form-2021" };
const folder = mkdtempSync(join(tmpdir(), "gongkai-explain-"));
const file = databaseFile(folder);
const catalog = getCatalog();
const lin: SessionUser = { key: 1, name: "lin", role: "publisher", remit: EVERYWHERE };
let db: Database;

beforeAll(async () => {
  db = openDatabase(file);
  const facts = remedies([[2, 1, 0, 1, 9], NOTHING, NOTHING]);
  await storeReport(db, catalog, storeInput({ file: "bad", year: 2022, facts }));
}, 120_000);
afterAll(() => {
  db.$client.close();
  rmSync(folder, { recursive: true, force: true });
});

const item = (): ReviewItem => {
  const key = db.$client.prepare("SELECT key FROM reports").pluck().get();
  const found = findItem(db, lin, Number(key));
  if (found === undefined) throw new Error("no report");
  return found;
};
const propose = (part: Partial<NewExplanation> = {}) =>
  proposeExplanation(db, item(), {
    ...FAILURE,
    ...{ words: "two cases were joined", by: "office", source: "letter 3", at: "2026-02-20", seen: 0 },
    ...{ enteredBy: "lin", enteredAt: AT, ...part },
  });
const newest = () => listExplanationRows(db, item())[0]?.key ?? 0;
const release = () =>
  releaseDecisions(file, catalog, { title: "Answers", notes: "", by: lin, address: "", at: AT });
const shown = async () =>
  (await listFailures(db, { checks: [CHECK] })).map(({ explanation }) => explanation?.words ?? null);

describe("what an agency says to a failed check", () => {
  test("is seen by nobody in public before a release, and can be given up until then", async () => {
    expect(await propose()).toBe("explained");
    expect(listPending(db, lin).explanations).toHaveLength(1);
    expect(await shown()).toEqual([null]);
    expect(discardExplanation(db, item(), newest())).toBe(true);
    expect(discardExplanation(db, item(), newest())).toBe(false);
    expect(countPending(listPending(db, lin))).toBe(0);
    expect(await release()).toBe("nothing-decided");
  });

  test("stands beside the failure once it is released, with its source, and the release says so", async () => {
    expect(await propose()).toBe("explained");
    expect(await release()).toEqual({ release: 1 });
    const note = { words: "two cases were joined", by: "office", at: "2026-02-20", source: "letter 3" };
    expect(await listFailures(db, { checks: [CHECK], verdict: "explained" })).toMatchObject([
      { verdict: "explained", explanation: note },
    ]);
    const { findings } = await scanFindings(db, { check: CHECK }, { limit: 10 });
    expect(findings.map(({ explanation }) => explanation)).toEqual([note]);
    const own = await scanFindings(db, { agency: "pingtan-zone", check: CHECK }, { limit: 10 });
    expect(own.findings.map(({ explanation }) => explanation)).toEqual([note]);
    expect(await listReleaseEntries(db, 1)).toMatchObject([{ change: "explained", year: 2022, version: 1 }]);
    const tally = (await listTallies(db)).find(({ check }) => check === CHECK);
    expect(tally).toMatchObject({ failed: 0, explained: 1 });
  });

  test("is not changed by who has not seen the last change, nor by saying the same", async () => {
    expect(await propose({ words: "other" })).toBe("changed-meanwhile");
    expect(await propose({ seen: newest() })).toBe("same-explanation");
    expect(await propose({ instance: "nowhere" })).toBe("no-finding");
    expect(await shown()).toEqual(["two cases were joined"]);
  });

  test("changes by a row of its own; the one before stays public until the release, and in the history", async () => {
    expect(await propose({ words: "three cases", seen: newest() })).toBe("explained");
    expect(await shown()).toEqual(["two cases were joined"]);
    await release();
    expect(await shown()).toEqual(["three cases"]);
    expect(listExplanationRows(db, item()).map(({ words, state }) => `${words} ${state}`)).toEqual([
      "three cases released",
      "two cases were joined replaced",
      "two cases were joined discarded",
    ]);
  });

  test("is taken back by a release, and can be said again", async () => {
    expect(await propose({ words: "", seen: newest() })).toBe("explained");
    expect(await shown()).toEqual(["three cases"]);
    await release();
    expect(await shown()).toEqual([null]);
    expect((await listExplanations(db, "pingtan-zone", 2022, "whole-region")).size).toBe(0);
    expect(await propose({ words: "", seen: newest() })).toBe("same-explanation");
    expect(await propose({ words: "three cases", seen: newest() })).toBe("explained");
    await release();
    expect(await shown()).toEqual(["three cases"]);
  });

  test("gives way to the command line, which enters it at once", async () => {
    const note = { agency: "pingtan-zone", year: 2022, check: CHECK, words: "four", by: "office", at: AT };
    expect(await explain(db, note)).toEqual(["form-2021"]);
    expect(await shown()).toEqual(["four"]);
  });

  test("waits for nobody whose remit it is not in", () => {
    const elsewhere = { ...lin, remit: { everywhere: false, regions: ["110000"], agencies: [] } };
    expect(propose({ words: "five", seen: newest() })).toBe("explained");
    expect(listPending(db, elsewhere).explanations).toEqual([]);
    expect(listPending(db, lin).explanations).toHaveLength(1);
  });
});

test("explanations of before this schema go on: the last of a failure in force, the others as history", () => {
  const old = new Sqlite(":memory:");
  const { entries } = JSON.parse(readFileSync("db/migrations/meta/_journal.json", "utf8"));
  const run = (tag: string) => old.exec(readFileSync(`db/migrations/${tag}.sql`, "utf8"));
  const at = entries.findIndex(({ tag }: { tag: string }) => tag.endsWith("_voices"));
  for (const { tag } of entries.slice(0, at)) run(tag);
  old.exec(`INSERT INTO agencies (key, id, name_zh) VALUES (7, 'a', 'A');
    INSERT INTO reports (key, agency, year, scope) VALUES (9, 7, 2020, 'own-level');
    INSERT INTO explanations (report, check_id, instance, words, given_by, given_at)
      VALUES (9, 'c', 'i', 'first', 'x', '2025-01-01'), (9, 'c', 'i', 'second', 'y', '2025-02-01');`);
  run(entries[at].tag);
  expect(
    old.prepare("SELECT agency, year, scope, words, state FROM explanations ORDER BY key").all(),
  ).toEqual([
    { agency: "a", year: 2020, scope: "own-level", words: "first", state: "replaced" },
    { agency: "a", year: 2020, scope: "own-level", words: "second", state: "released" },
  ]);
});
