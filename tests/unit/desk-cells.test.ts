import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lookPath, parseSlot, slotOf } from "../../app/_desk/slot.ts";
import { type Database, openDatabase, openInMemory } from "../../db/client.ts";
import { proposeCorrection } from "../../db/desk/correct.ts";
import {
  type Cell,
  isDecided,
  judgeCell,
  listDoubtfulCells,
  type NewCellVerdict,
  nextCell,
} from "../../db/desk/doubtful-cells.ts";
import { findItem, type ReviewItem, readVersion } from "../../db/desk/review.ts";
import type { SessionUser } from "../../db/desk/sessions.ts";
import { enterQuestion } from "../../db/questions.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { EVERYWHERE } from "../../lib/desk/remit.ts";
import { databaseFile } from "../../lib/env.ts";
import { NOTHING, remedies } from "../fixtures/remedies.ts";
import { storeInput } from "../fixtures/report-builder.ts";

const AT = "2026-03-01T00:00:00.000Z";
const folder = mkdtempSync(join(tmpdir(), "gongkai-cells-"));
const catalog = getCatalog();
const lin: SessionUser = { key: 1, name: "lin", role: "publisher", remit: EVERYWHERE };
let db: Database;

/** The sum of reconsiderations fails; one cell of litigation was recognised unsurely. */
const store = (file: string, total: number) => {
  const facts = remedies([[2, 1, 0, 0, total], NOTHING, NOTHING]).map((fact) =>
    fact.indicator === "litigation-direct-other" ? { ...fact, confidence: 0.5 } : fact,
  );
  return storeReport(db, catalog, storeInput({ file, year: 2022, facts }));
};

beforeAll(async () => {
  db = openDatabase(databaseFile(folder));
  await store("a", 9);
}, 120_000);
afterAll(() => {
  db.$client.close();
  rmSync(folder, { recursive: true, force: true });
});

const item = (): ReviewItem => {
  const found = findItem(db, lin, Number(db.$client.prepare("SELECT key FROM reports").pluck().get()));
  if (found === undefined) throw new Error("no report");
  return found;
};
const all = () => listDoubtfulCells(db, catalog, item(), readVersion(db, item().versionKey).findings);
/** The sketch has one form of which nothing was read. */
const cells = () => all().filter(({ isUnread }) => !isUnread);
const cellOf = (indicator: string): Cell => ({ edition: "form-2021", indicator, member: "total" });
const find = (indicator: string) => {
  const found = all().find(({ fact }) => fact.indicator === indicator);
  if (found === undefined) throw new Error(indicator);
  return found;
};
const judge = (indicator: string, part: Partial<NewCellVerdict> = {}) =>
  judgeCell(db, item(), all(), {
    ...{ cell: cellOf(indicator), verdict: "accepted", fingerprint: find(indicator).fingerprint },
    ...{ by: "lin", at: AT, ...part },
  });

test("terms of a sum that fails, unless they are zero, and what was recognised unsurely are to be looked at", () => {
  expect(cells().map(({ fact }) => fact.indicator)).toEqual([
    "reconsideration-upheld",
    "reconsideration-corrected",
    "reconsideration-total",
    "litigation-direct-other",
  ]);
  expect(find("reconsideration-total").failures).toEqual(["reconsideration-sum form-2021"]);
  expect(find("litigation-direct-other")).toMatchObject({ isUnsure: true, isUnread: false, failures: [] });
});

test("a cell is decided once, as it was seen, and the next one is the next that is not", () => {
  expect(judge("reconsideration-upheld", { fingerprint: "0".repeat(64) })).toBe("changed-meanwhile");
  expect(judge("reconsideration-upheld", { verdict: "left-unread" })).toBe("not-so");
  expect(judge("reconsideration-upheld", { cell: cellOf("x") })).toBe("no-cell");
  expect(judge("reconsideration-upheld")).toBe("judged");
  expect(find("reconsideration-upheld").verdict).toBe("accepted");
  const next = (after: string) => nextCell(cells(), cellOf(after))?.fact.indicator;
  expect(next("reconsideration-upheld")).toBe("reconsideration-corrected");
  expect(judge("reconsideration-corrected")).toBe("judged");
  expect(next("reconsideration-upheld")).toBe("reconsideration-total");
  expect(next("litigation-direct-other")).toBe("reconsideration-total");
});

test("a correction that waits decides it, too", () => {
  const seen = { status: "reported", amount: 9 } as const;
  const is = { status: "reported", amount: 3 } as const;
  const correction = {
    cell: cellOf("reconsideration-total"),
    seen,
    is,
    why: "x",
    evidence: "y",
    by: "lin",
    at: AT,
  };
  expect(proposeCorrection(db, catalog, item(), correction)).toMatchObject({ key: 1 });
  expect(isDecided(find("reconsideration-total"))).toBe(true);
  expect(judge("litigation-direct-other")).toBe("judged");
  expect(cells().every(isDecided)).toBe(true);
  expect(nextCell(cells(), cellOf("reconsideration-total"))).toBeUndefined();
});

test("a cell of which nothing was read stays unread by a decision, and is not as printed by one", () => {
  const unread = all().find(({ isUnread }) => isUnread);
  if (unread === undefined) throw new Error("all was read");
  const { fact, fingerprint } = unread;
  const verdict = { cell: fact, fingerprint, by: "lin", at: AT };
  const { edition, indicator, member } = fact;
  const given = { ...verdict, cell: { edition, indicator, member } };
  expect(judgeCell(db, item(), all(), { ...given, verdict: "accepted" })).toBe("not-so");
  expect(judgeCell(db, item(), all(), { ...given, verdict: "left-unread" })).toBe("judged");
  expect(all().filter(isDecided)).toContainEqual({ ...unread, verdict: "left-unread" });
});

test("a reader's question opens a cell whatever was said of it, and makes one doubtful", () => {
  const about = (indicator: string) =>
    enterQuestion(
      db,
      catalog,
      {
        cell: { agency: "pingtan-zone", year: 2022, scope: "whole-region", ...cellOf(indicator) },
        ...{ kind: "other", words: "is that so?", contact: null },
      },
      new Date(AT),
    );
  about("reconsideration-upheld");
  about("litigation-direct-pending");
  expect(isDecided(find("reconsideration-upheld"))).toBe(false);
  expect(find("litigation-direct-pending").questions).toEqual([2]);
});

test("what was said holds for the same reading, and no more where a cell shows something else", async () => {
  await store("b", 9);
  expect(find("reconsideration-upheld").verdict).toBe("accepted");
  await store("c", 3);
  expect(cells().map(({ fact }) => fact.indicator)).toEqual([
    "reconsideration-upheld",
    "litigation-direct-pending",
    "litigation-direct-other",
  ]);
  expect(find("reconsideration-upheld").verdict).toBeUndefined();
  expect(find("litigation-direct-other").verdict).toBe("accepted");
});

test("what matters comes first: whom a reader asks about, what was not read, failing sums, what is unsure", async () => {
  await store("d", 9);
  const order = all().map((cell) =>
    cell.questions.length > 0
      ? "asked"
      : cell.isUnread
        ? "unread"
        : cell.failures.length > 0
          ? "fails"
          : "unsure",
  );
  expect(order.filter((why, at) => why !== order[at - 1])).toEqual(["asked", "unread", "fails", "unsure"]);
  // A correction that no longer fits comes before all of them.
  db.$client.exec("UPDATE corrections SET state = 'due'");
  const [first, second] = all();
  expect(first).toMatchObject({ isDue: true, fact: { indicator: "reconsideration-total" } });
  expect(second?.questions.length).toBe(1);
  db.$client.exec("UPDATE corrections SET state = 'pending'");
});

test("figures of one place of the document stand in one order in every database", async () => {
  const facts = remedies([[2, 1, 0, 0, 9], NOTHING, NOTHING]).map((one) => ({
    ...{ ...one, origin: { ...one.origin, table: 1, row: 1, column: 1 } },
    confidence: 0.5,
  }));
  const orderIn = async (stored: typeof facts) => {
    const other = openInMemory();
    await storeReport(other, catalog, storeInput({ file: "a", year: 2022, facts: stored }));
    const its = findItem(other, lin, 1) ?? expect.fail("no report");
    const { findings } = readVersion(other, its.versionKey);
    const order = listDoubtfulCells(other, catalog, its, findings).map(({ fact }) => slotOf(fact));
    other.$client.close();
    return order;
  };
  expect(await orderIn(facts.toReversed())).toEqual(await orderIn(facts));
});

test("an address names a cell", () => {
  const cell = cellOf("requests-received");
  expect(parseSlot(slotOf(cell))).toEqual(cell);
  expect(parseSlot("a|b")).toBeUndefined();
  expect(lookPath("/desk/review/1", cell)).toBe(
    "/desk/review/1?at=form-2021%7Crequests-received%7Ctotal#look-form-2021.requests-received.total",
  );
});
