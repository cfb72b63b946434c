import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fill, messages } from "../../app/_messages/messages.ts";
import { DeadlineForm } from "../../app/[lang]/desk/deadlines/deadline-form.tsx";
import { type Database, openDatabase } from "../../db/client.ts";
import { listDeadlines } from "../../db/desk/deadlines.ts";
import { getDeskDatabase } from "../../db/desk/index.ts";
import { findKeptForm } from "../../db/desk/kept-forms.ts";
import { openSession } from "../../db/desk/sessions.ts";
import { addUser, findUser } from "../../db/desk/users.ts";
import { EVERYWHERE } from "../../lib/desk/remit.ts";
import { databaseFile } from "../../lib/env.ts";
import { sendForm } from "../fixtures/desk-form.ts";

/** Two who keep the deadlines at the same time. */

const PAGE = "/desk/deadlines";
const folder = mkdtempSync(join(tmpdir(), "gongkai-desk-deadlines-"));
const before = process.env.GONGKAI_DATA;
let db: Database;
const tokens: Record<string, string> = {};

beforeAll(() => {
  process.env.GONGKAI_DATA = folder;
  openDatabase(databaseFile(folder)).$client.close();
  db = getDeskDatabase();
  for (const name of ["lin", "wang"]) {
    addUser(db, {
      ...{ name, password: "-", role: "administrator" },
      ...{ remit: EVERYWHERE, at: new Date().toISOString() },
    });
    tokens[name] = openSession(db, findUser(db, name)?.key ?? 0, "10.0.0.1", new Date());
  }
}, 120_000);

afterAll(() => {
  db.$client.close();
  if (before === undefined) delete process.env.GONGKAI_DATA;
  else process.env.GONGKAI_DATA = before;
  rmSync(folder, { recursive: true, force: true });
});

const TERMS = { region: "320000", since: "2021", month: "3", day: "15", basis: "Order 1" };
const send = (name: string, route: "set" | "end", form: Record<string, string>) =>
  sendForm(`deadlines/${route}`, tokens[name] ?? "", { form, params: {} });
/** What is shown again to somebody who is led to an address. */
const keptAt = (name: string, address: string) => {
  const key = Number(/kept=(\d+)/.exec(address)?.[1]);
  return findKeptForm(db, { key, user: findUser(db, name)?.key ?? 0, page: PAGE })?.fields;
};

beforeEach(async () => {
  db.$client.exec("DELETE FROM deadline_rules");
  await send("lin", "set", TERMS);
});

test("a change that does not say which revision it was made of changes nothing and sets nothing", async () => {
  const address = await send("wang", "set", { ...TERMS, rule: "1", month: "2" });
  expect(address).toMatch(/^\/en\/desk\/deadlines\?kept=\d+&problem=form-outdated#deadline-1$/);
  expect(keptAt("wang", address)).toMatchObject({ rule: "1", month: "2" });
  const ended = await send("wang", "end", { rule: "1", basis: "Order 2" });
  expect(ended).toContain("problem=bad-input");
  expect(listDeadlines(db)).toMatchObject([{ rule: 1, revision: 1, month: 3 }]);
});

test("the second of two is told so; what he wrote is kept beside what the first wrote", async () => {
  const seen = { rule: "1", revision: "1" };
  await send("lin", "set", { ...TERMS, ...seen, day: "20", kind: "department" });
  const address = await send("wang", "set", { ...TERMS, ...seen, day: "25", basis: "Order 3" });
  expect(address).toMatch(/problem=form-outdated#deadline-1$/);
  const fields = keptAt("wang", address) ?? {};
  expect(fields).toMatchObject({ day: "25", basis: "Order 3" });
  expect(listDeadlines(db)).toMatchObject([{ revision: 2, day: 20, kind: "department", basis: "Order 1" }]);

  const [now] = listDeadlines(db);
  const user = { key: 2, name: "wang", role: "administrator", remit: EVERYWHERE } as const;
  const markup = renderToStaticMarkup(
    DeadlineForm({
      desk: { lang: "en", user, token: "", formToken: "" },
      ...{ fields, now, seen: { rule: 1, revision: 2 }, label: "Change", submit: "Save" },
    }),
  );
  const { now: words, nothing } = messages("en").registry.form;
  const told = [...markup.matchAll(/<small[^>]*>([^<]*)/g)].map(([, text]) => text);
  expect(told).toEqual(["department", "20", "Order 1"].map((value) => fill(words, { value })));
  expect(markup).toContain('value="25"');
  expect(markup).not.toContain(fill(words, { value: nothing }));
});

test("a change of a deadline that was ended meanwhile is kept for one that is set", async () => {
  const seen = { rule: "1", revision: "1" };
  await send("lin", "end", { ...seen, basis: "gone" });
  const address = await send("wang", "set", { ...TERMS, ...seen, day: "25" });
  expect(address).toMatch(/problem=form-outdated#set$/);
  expect(keptAt("wang", address)).toMatchObject({ rule: "", day: "25" });
});

test("the end of a deadline that somebody changed is not lost either", async () => {
  const seen = { rule: "1", revision: "1" };
  await send("lin", "set", { ...TERMS, ...seen, day: "20" });
  const address = await send("wang", "end", { ...seen, last: "2023", basis: "Order 4" });
  expect(address).toMatch(/problem=form-outdated#deadline-1$/);
  expect(keptAt("wang", address)).toEqual({ ending: "1", last: "2023", why: "Order 4" });
  expect(listDeadlines(db)).toMatchObject([{ revision: 2, until: null }]);
});
