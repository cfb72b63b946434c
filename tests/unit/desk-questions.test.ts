import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { messages } from "../../app/_messages/messages.ts";
import { type Database, openDatabase } from "../../db/client.ts";
import { listAudit } from "../../db/desk/audit.ts";
import { listCorrections } from "../../db/desk/correct.ts";
import { getDeskDatabase } from "../../db/desk/index.ts";
import { listReportQuestions, listSteps } from "../../db/desk/questions.ts";
import { findItem } from "../../db/desk/review.ts";
import { openSession } from "../../db/desk/sessions.ts";
import { addUser, findUser } from "../../db/desk/users.ts";
import { enterQuestion } from "../../db/questions.ts";
import { storeReport } from "../../db/store.ts";
import type { CellAddress } from "../../lib/asking/cell-address.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { EVERYWHERE } from "../../lib/desk/remit.ts";
import { databaseFile } from "../../lib/env.ts";
import { sendForm } from "../fixtures/desk-form.ts";
import { fact, storeInput } from "../fixtures/report-builder.ts";

/** The forms with which editors answer what readers doubt. */

const CELL: CellAddress = {
  ...{ agency: "pingtan-zone", year: 2022, scope: "whole-region" as const },
  ...{ edition: "form-2021", indicator: "requests-received", member: "natural-person" },
};
const folder = mkdtempSync(join(tmpdir(), "gongkai-desk-questions-"));
const before = process.env.GONGKAI_DATA;
let db: Database;
let token = "";
let asked = 0;

beforeAll(async () => {
  process.env.GONGKAI_DATA = folder;
  openDatabase(databaseFile(folder)).$client.close();
  db = getDeskDatabase();
  const facts = [fact("requests-received", 30, { member: "natural-person" })];
  await storeReport(db, getCatalog(), storeInput({ file: "a", year: 2022, facts }));
  addUser(db, {
    name: "lin",
    password: "-",
    role: "editor",
    remit: EVERYWHERE,
    at: new Date().toISOString(),
  });
  token = openSession(db, findUser(db, "lin")?.key ?? 0, "10.0.0.1", new Date());
}, 120_000);

afterAll(() => {
  db.$client.close();
  if (before === undefined) delete process.env.GONGKAI_DATA;
  else process.env.GONGKAI_DATA = before;
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(() => {
  const entered = enterQuestion(
    db,
    getCatalog(),
    { cell: CELL, kind: "other", words: `doubt ${asked}`, contact: null },
    new Date(),
  );
  asked = typeof entered === "string" ? 0 : entered.number;
});

const item = () => {
  const lin = findUser(db, "lin");
  const found = lin && findItem(db, lin, Number(db.$client.prepare("SELECT key FROM reports").pluck().get()));
  return found ?? expect.fail("no report");
};
const question = () => listReportQuestions(db, item()).find(({ key }) => key === asked) ?? expect.fail();
const pending = () => listCorrections(db, item()).find(({ state }) => state === "pending");
const send = (route: string, form: Record<string, string>) =>
  sendForm(`review/[report]/${route}`, token, { form, params: { report: String(item().report) } });
const trail = () => listAudit(db, {}).rows[0];
const correct = (amount: number, given: Record<string, string> = {}) =>
  send("correct", {
    cell: `form-2021|requests-received|natural-person|reported|${pending()?.isAmount ?? 30}`,
    ...{ status: "reported", amount: String(amount), why: "misread", evidence: "page 4", ...given },
  });

describe("a question answered by a correction that waits", () => {
  test("keeps what was written to the reader, and says that it waits", async () => {
    await correct(80);
    const form = {
      question: String(asked),
      revision: "0",
      state: String(pending()?.key),
      isTextShown: "yes",
    };
    expect(await send("questions/answer", { ...form, answer: "The original prints 80." })).toMatch(
      /\?done=question-waits#questions$/,
    );
    expect(messages("en").desk.done["question-waits"]).toContain("waits");
    expect(question()).toMatchObject({ state: "looked-at", isTextShown: true, correction: pending()?.key });
    expect(listSteps(db, asked).at(-1)).toMatchObject({ answer: "The original prints 80." });
    expect(trail()).toMatchObject({
      action: "question-answered",
      detail: { correction: pending()?.key, answer: "The original prints 80.", isTextShown: true },
    });
  });
});

describe("a correction entered for a question", () => {
  test("is linked to it, and the trail says so", async () => {
    const page = await correct(81, { question: String(asked), revision: "0" });
    expect(page).toContain("done=question-corrected");
    expect(question().correction).toBe(pending()?.key);
    expect(trail()).toMatchObject({ action: "correction-proposed", detail: { question: asked } });
    const { revision } = question();
    const next = await correct(82, { question: String(asked), revision: String(revision) });
    expect(next).toContain("done=question-corrected");
    expect(question().correction).toBe(pending()?.key);
    expect(trail()).toMatchObject({ detail: { is: { amount: 82 }, question: asked } });
  });

  test.each([
    ["changed meanwhile", () => String(asked), "7", "changed-meanwhile"],
    ["of no report", () => "999", "0", "no-question"],
  ])("stands without a question %s, which page and trail say", async (_, number, revision, why) => {
    const amount = (pending()?.isAmount ?? 0) + 1;
    const page = await correct(amount, { question: number(), revision });
    expect(page).toContain(`done=correction-unlinked-${why}`);
    for (const lang of ["zh", "en"] as const)
      expect(messages(lang).desk.done).toHaveProperty([`correction-unlinked-${why}`]);
    expect(pending()?.isAmount).toBe(amount);
    expect(question().correction).toBeNull();
    expect(trail()?.action).toBe("correction-proposed");
    expect(trail()?.detail).not.toHaveProperty("question");
  });

  test.each<Record<string, string>>([
    { question: "x", revision: "0" },
    { question: "1", revision: "x" },
    { question: "1" },
    { revision: "0" },
  ])("is not taken with a malformed one: %j", async (given) => {
    const held = pending()?.key;
    expect(await correct(500, given)).toContain("problem=bad-input");
    expect(pending()?.key).toBe(held);
  });
});
