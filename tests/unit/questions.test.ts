import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../db/client.ts";
import { discardCorrection, listCorrections, proposeCorrection } from "../../db/desk/correct.ts";
import {
  answerByCorrection,
  answerQuestion,
  listReportQuestions,
  listSteps,
  type Question,
  takeUp,
} from "../../db/desk/questions.ts";
import { releaseDecisions } from "../../db/desk/release-decisions.ts";
import { enterReview, findItem, isOpen, listQueue, type ReviewItem } from "../../db/desk/review.ts";
import type { SessionUser } from "../../db/desk/sessions.ts";
import { findQuestion, listQuestions } from "../../db/queries/questions.ts";
import { enterQuestion } from "../../db/questions.ts";
import { storeReport } from "../../db/store.ts";
import type { CellAddress } from "../../lib/asking/cell-address.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { EVERYWHERE } from "../../lib/desk/remit.ts";
import { databaseFile } from "../../lib/env.ts";
import { questionRows } from "../../lib/exports/question-rows.ts";
import { watchDataVersion } from "../../lib/server/data-version.ts";
import { fact, storeInput } from "../fixtures/report-builder.ts";

const AT = new Date("2026-03-01T00:00:00.000Z");
const LATER = "2026-03-02T00:00:00.000Z";
const folder = mkdtempSync(join(tmpdir(), "gongkai-questions-"));
const file = databaseFile(folder);
const catalog = getCatalog();
const lin: SessionUser = { key: 1, name: "lin", role: "publisher", remit: EVERYWHERE };
let db: Database;

const CELL: CellAddress = {
  ...{ agency: "pingtan-zone", year: 2022, scope: "whole-region" as const },
  ...{ edition: "form-2021", indicator: "requests-received", member: "natural-person" },
};

beforeAll(async () => {
  db = openDatabase(file);
  const facts = [fact("requests-received", 30, { member: "natural-person" })];
  await storeReport(db, catalog, storeInput({ file: "a", year: 2022, facts }));
}, 120_000);
afterAll(() => {
  db.$client.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (words: string, contact: string | null = null, at = AT) =>
  enterQuestion(db, catalog, { cell: CELL, kind: "differs-from-original", words, contact }, at);
const item = (): ReviewItem => {
  const found = findItem(db, lin, Number(db.$client.prepare("SELECT key FROM reports").pluck().get()));
  if (found === undefined) throw new Error("no report");
  return found;
};
const find = (number: number): Question => {
  const found = listReportQuestions(db, item()).find(({ key }) => key === number);
  if (found === undefined) throw new Error(String(number));
  return found;
};
const seen = (number: number) => ({
  ...{ question: number, revision: find(number).revision, by: "lin", at: AT.toISOString() },
});
const publicly = async (number: number) => (await findQuestion(db, number))?.question;
const propose = (amount: number) => {
  const [fact] = ["reported"] as const;
  const shown = listCorrections(db, item()).find(({ state }) => state === "pending")?.isAmount ?? 30;
  const proposed = proposeCorrection(db, catalog, item(), {
    cell: CELL,
    seen: { status: fact, amount: shown },
    is: { status: fact, amount },
    ...{ why: "misread", evidence: "page 4", by: "lin", at: AT.toISOString() },
  });
  if (typeof proposed === "string") throw new Error(proposed);
  return listCorrections(db, item()).find(({ key }) => key === proposed.key);
};

describe("what a reader doubts", () => {
  test("enters the queue with what was shown, and neither words nor contact are public", async () => {
    expect(enterQuestion(db, catalog, { ...taken(), cell: { ...CELL, member: "x" } }, AT)).toBe("no-cell");
    const versionOf = watchDataVersion(db);
    const other = openDatabase(file);
    const before = versionOf();
    expect(enterQuestion(other, catalog, taken(), AT)).toEqual({ number: 1 });
    other.$client.close();
    expect(versionOf()).not.toBe(before);
    expect(await publicly(1)).toMatchObject({ state: "received", shownAmount: 30, version: 1, words: null });
    expect(JSON.stringify(await listQuestions(db, {}))).not.toMatch(/page 4 prints 80|reader@/);
    expect(listQueue(db, lin)).toMatchObject([{ questions: 1 }]);
    expect(isOpen(item())).toBe(true);
  });

  test("is one question where it is sent twice, and another where the contact is", () => {
    expect(ask("page 4 prints 80", "reader@example.org")).toEqual({ number: 1 });
    expect(ask("page 4 prints 80", "other@example.org")).toEqual({ number: 2 });
  });

  test("keeps a report in the queue whatever was said of its figures", () => {
    const { fingerprint } = item();
    const verdict = { verdict: "accepted", note: "", by: "lin", at: AT.toISOString(), fingerprint } as const;
    expect(enterReview(db, item(), verdict)).toBe("reviewed");
    expect(listQueue(db, lin)).toHaveLength(1);
  });

  test("is looked at: then the words may be public, never the contact", async () => {
    expect(takeUp(db, item(), { ...seen(1), revision: 7, isTextShown: true })).toBe("changed-meanwhile");
    expect(takeUp(db, item(), { ...seen(1), isTextShown: true })).toBe("answered");
    expect(takeUp(db, item(), { ...seen(1), isTextShown: true })).toBe("already-so");
    expect(await publicly(1)).toMatchObject({ state: "looked-at", words: "page 4 prints 80" });
    expect(JSON.stringify(await findQuestion(db, 1))).not.toMatch(/reader@|lin/);
    expect(find(1).contact).toBe("reader@example.org");
  });

  test("is answered; the contact is deleted, and what is set aside is not shown", async () => {
    const aside = { state: "set-aside", answer: "not about this number", isTextShown: true } as const;
    expect(answerQuestion(db, item(), { ...seen(2), ...aside })).toBe("answered");
    expect(find(2).contact).toBeNull();
    expect(await publicly(2)).toMatchObject({ state: "set-aside", words: null, answer: aside.answer });
    expect(answerQuestion(db, item(), { ...seen(2), ...aside })).toBe("already-so");
    const context = { catalog, language: "en", dataVersion: 1 } as const;
    const rows = questionRows(await listQuestions(db, {}), context);
    expect(rows[0]).toMatchObject({
      ...{ question: 2, state: "set-aside", words: null, answer: aside.answer, shown_amount: 30 },
      ...{ indicator_name: "Requests newly received", member_name: "Natural persons", release: null },
    });
    expect(rows[1]).toMatchObject({ question: 1, words: "page 4 prints 80", answer: null });
  });

  test("can be taken up again, and the answer before stays in the history", async () => {
    expect(takeUp(db, item(), { ...seen(2), isTextShown: true })).toBe("answered");
    expect(listSteps(db, 2).map(({ state }) => state)).toEqual(["received", "set-aside", "looked-at"]);
    const so = { state: "source-itself", answer: "printed so", isTextShown: true } as const;
    expect(answerQuestion(db, item(), { ...seen(2), ...so })).toBe("answered");
    expect(await publicly(2)).toMatchObject({ state: "source-itself", words: "page 4 prints 80" });
  });
});

describe("a correction that answers a question", () => {
  test("shows nothing in public before its release, follows the one that replaces it, and may be given up", async () => {
    const shown = await findQuestion(db, 1);
    expect(shown?.steps.map(({ state }) => state)).toEqual(["received", "looked-at"]);
    const first = propose(80);
    expect(answerByCorrection(db, item(), { ...seen(1), at: LATER, answer: "80" }, first)).toBe("waits");
    expect(listQueue(db, lin)).toEqual([]);
    expect(await publicly(1)).toMatchObject({ state: "looked-at", release: null });
    const second = propose(81);
    expect(find(1).correction).toBe(second?.key);
    expect(discardCorrection(db, item(), second?.key ?? 0, { by: "lin", at: LATER })).toBe(true);
    expect(find(1).correction).toBeNull();
    expect(listQueue(db, lin)).toHaveLength(1);
    expect(listSteps(db, 1).map(({ state }) => state)).toEqual(["received", ...Array(4).fill("looked-at")]);
    expect(await findQuestion(db, 1)).toEqual(shown);
    expect(shown?.question.since).toBe(AT.toISOString());
    expect(await listQuestions(db, { state: "looked-at" })).toEqual([shown?.question]);
  });

  test("closes it with the release that brings it", async () => {
    const own = propose(80);
    const words = "The original prints 80.";
    const before = await findQuestion(db, 1);
    const said = { ...seen(1), answer: words, isTextShown: false };
    expect(answerByCorrection(db, item(), said, own)).toBe("waits");
    expect(takeUp(db, item(), { ...seen(1), isTextShown: true })).toBe("answered");
    expect(await findQuestion(db, 1)).toEqual(before);
    expect(find(1).contact).toBe("reader@example.org");
    const publication = { title: "Corrections", notes: "", by: lin, address: "", at: AT.toISOString() };
    expect(await releaseDecisions(file, catalog, publication)).toEqual({ release: 1 });
    expect(await publicly(1)).toMatchObject({ state: "corrected", release: 1, answer: words });
    expect(find(1).contact).toBeNull();
    expect(listSteps(db, 1).at(-1)).toMatchObject({ state: "corrected", correction: own?.key, release: 1 });
  });

  test("is of the same cell, and in force or waiting for it; its words go with it", async () => {
    const asked = ask("still wrong");
    const number = typeof asked === "string" ? 0 : asked.number;
    const [released] = listCorrections(db, item());
    const elsewhere = released && { ...released, member: "total" };
    expect(answerByCorrection(db, item(), seen(number), elsewhere)).toBe("no-correction");
    const discarded = listCorrections(db, item()).find(({ state }) => state === "discarded");
    expect(answerByCorrection(db, item(), seen(number), discarded)).toBe("no-correction");
    const said = { ...seen(number), answer: "It was misread.", isTextShown: true };
    expect(answerByCorrection(db, item(), said, released)).toBe("answered");
    expect(find(number)).toMatchObject({ state: "corrected", release: 1 });
    expect((await findQuestion(db, number))?.question).toMatchObject({
      ...{ words: "still wrong", answer: "It was misread." },
    });
  });
});

test("more than editors can look at is not taken in a day", () => {
  const later = new Date(AT.getTime() + 2 * 86_400_000);
  for (let n = 0; n < 200; n++)
    expect(ask(`doubt ${n}`, null, later)).toEqual({ number: expect.any(Number) });
  expect(ask("one more", null, later)).toBe("full-today");
  expect(ask("one more", null, new Date(later.getTime() + 86_400_001))).toMatchObject({
    number: expect.any(Number),
  });
});

function taken() {
  return {
    cell: CELL,
    kind: "differs-from-original",
    words: "page 4 prints 80",
    contact: "reader@example.org",
  } as const;
}
