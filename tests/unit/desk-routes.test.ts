import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve, sep } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, openDatabase } from "../../db/client.ts";
import { listAudit } from "../../db/desk/audit.ts";
import { findBatch, openBatch } from "../../db/desk/batches.ts";
import { getDeskDatabase } from "../../db/desk/index.ts";
import { findRegistryRow, fingerprintOf, type RegistryRow } from "../../db/desk/registry.ts";
import { keepRegistryFile } from "../../db/desk/registry-files.ts";
import { formTokenOf, openSession } from "../../db/desk/sessions.ts";
import { addUser, findUser } from "../../db/desk/users.ts";
import { noteDoubt } from "../../db/registry/doubts.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { EVERYWHERE } from "../../lib/desk/remit.ts";
import { may, type Permission, ROLES, type Role } from "../../lib/desk/roles.ts";
import { databaseFile } from "../../lib/env.ts";
import { readReports } from "../../lib/ingest/read-report.ts";

/** What each route of the desk takes; `enter` opens the session and is tried in its own test. */
const NEEDS: Readonly<Record<string, Permission | "nobody">> = {
  "account/password": "read-drafts",
  "account/sessions": "read-drafts",
  "agencies/[id]/act": "administer",
  "agencies/[id]/change": "administer",
  "agencies/[id]/strike": "administer",
  "agencies/add": "administer",
  "agencies/data.csv": "administer",
  "agencies/data.json": "administer",
  "agencies/data.xlsx": "administer",
  "agencies/doubts/settle": "administer",
  "agencies/import/[key]/apply": "administer",
  "agencies/import/[key]/drop": "administer",
  "agencies/import/receive": "administer",
  "agencies/template/data.csv": "administer",
  "audit/data.csv": "administer",
  "audit/data.json": "administer",
  "audit/data.xlsx": "administer",
  "batches/[key]/decide": "edit",
  "batches/[key]/files": "edit",
  "batches/[key]/leave-out": "edit",
  "batches/[key]/progress": "read-drafts",
  "batches/[key]/publish": "publish",
  "batches/[key]/withdraw": "edit",
  "batches/open": "edit",
  "review/[report]/cell": "edit",
  "deadlines/end": "administer",
  "deadlines/set": "administer",
  "review/[report]/correct": "edit",
  "review/[report]/discard": "edit",
  "review/[report]/explain": "edit",
  "review/[report]/explain/discard": "edit",
  "review/[report]/explain/withdraw": "edit",
  "review/[report]/next": "read-drafts",
  "review/[report]/questions/answer": "edit",
  "review/[report]/questions/take-up": "edit",
  "review/[report]/verdict": "edit",
  "review/publish": "publish",
  "sign-in/enter": "nobody",
  "sign-out": "read-drafts",
  "users/add": "administer",
  "users/change": "administer",
  "users/password": "administer",
  "users/sessions": "administer",
};

const ROOT = "app/[lang]/desk";
const ROUTES = readdirSync(ROOT, { recursive: true, encoding: "utf8" })
  .map((name) => name.split(sep).join("/"))
  .filter((name) => name.endsWith("/route.ts"))
  .map((name) => name.slice(0, -"/route.ts".length))
  .toSorted();

type Handler = (request: Request, props: { params: Promise<Record<string, string>> }) => Promise<Response>;

const folder = mkdtempSync(join(tmpdir(), "gongkai-desk-"));
const before = process.env.GONGKAI_DATA;
let db: Database;
const tokens = new Map<Role, string>();

beforeAll(() => {
  process.env.GONGKAI_DATA = folder;
  openDatabase(databaseFile(folder)).$client.close();
  db = getDeskDatabase();
  for (const role of ROLES) {
    addUser(db, { name: role, password: "-", role, remit: EVERYWHERE, at: new Date().toISOString() });
    tokens.set(role, openSession(db, findUser(db, role)?.key ?? 0, "10.0.0.1", new Date()));
  }
  openBatch(db, "of the administrator", findUser(db, "administrator")?.key ?? 0, new Date().toISOString());
}, 120_000);

afterAll(() => {
  db.$client.close();
  if (before === undefined) delete process.env.GONGKAI_DATA;
  else process.env.GONGKAI_DATA = before;
  rmSync(folder, { recursive: true, force: true });
});

const HERE = { host: "gongkai.test", origin: "http://gongkai.test", accept: "application/json" };

/** As a browser sends it back. */
async function cookieOf(token: string): Promise<string> {
  const { sessionCookie } = await import("../../app/_desk/session-cookie.ts");
  return (await sessionCookie(token, new Headers())).split(";")[0] ?? "";
}

async function ask(
  route: string,
  {
    headers = {},
    token,
    form = {},
    id = "suqian-city",
  }: {
    headers?: Record<string, string>;
    token?: string;
    form?: Record<string, string>;
    id?: string;
  },
): Promise<Response> {
  const handlers = (await import(/* @vite-ignore */ resolve(ROOT, route, "route.ts"))) as Partial<
    Record<"GET" | "POST", Handler>
  >;
  const method = handlers.POST === undefined ? "GET" : "POST";
  const handler = handlers[method];
  if (handler === undefined) throw new Error(`${route} answers neither GET nor POST`);
  const body = new URLSearchParams(form).toString();
  const request = new Request(`http://gongkai.test/desk/${route}`, {
    method,
    headers: {
      ...HERE,
      ...(token === undefined ? {} : { cookie: await cookieOf(token) }),
      ...(method === "POST"
        ? { "content-type": "application/x-www-form-urlencoded", "content-length": String(body.length) }
        : {}),
      ...headers,
    },
    ...(method === "POST" ? { body } : {}),
  });
  return handler(request, { params: Promise.resolve({ lang: "en", key: "1", report: "1", id }) });
}

const DOUBT = {
  ...{ document: "0".repeat(64), name: "a/b.html", called: "X", year: 2020, evidence: [] },
} as const;

/** All rows of the desk and of the public tables, table by table; `except` are those that may change. */
function stateOf(...except: readonly string[]): readonly string[] {
  const tables = db.$client
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%' AND name NOT IN ('sessions', 'divisions')`,
    )
    .pluck()
    .all()
    .filter((name) => !except.includes(name));
  return tables.map((name) => {
    const columns = db.$client.pragma(`table_info("${name}")`) as { readonly name: string }[];
    const row = columns.map((column) => `quote("${column.name}")`).join(" || ',' || ");
    const rows = db.$client.prepare(`SELECT group_concat(${row}) FROM "${name}"`).pluck().get() ?? "";
    return `${name} ${createHash("sha256").update(String(rows)).digest("hex")}`;
  });
}

const tokenOf = (role: Role): string => tokens.get(role) ?? "";

test("each route of the file system says what it takes", () => {
  expect(ROUTES).toEqual(Object.keys(NEEDS).toSorted());
});

describe.each(ROUTES.filter((route) => NEEDS[route] !== "nobody"))("%s", (route) => {
  const needs = NEEDS[route] as Permission;

  test("refuses who is not signed in, or says so with a token of nobody", async () => {
    const state = stateOf();
    expect((await ask(route, {})).status).toBe(401);
    expect((await ask(route, { token: "A".repeat(43) })).status).toBe(401);
    expect(stateOf()).toEqual(state);
  });

  test("refuses each role below its own, with the token of its form", async () => {
    const state = stateOf();
    for (const role of ROLES.filter((one) => !may(one, needs))) {
      const token = tokenOf(role);
      const answer = await ask(route, { token, form: { token: formTokenOf(token) } });
      expect(answer.status, role).toBe(403);
    }
    expect(stateOf()).toEqual(state);
  });
});

describe.each(ROUTES.filter((route) => NEEDS[route] !== "nobody" && !/data\.|progress|next/.test(route)))(
  "%s, sent by an administrator",
  (route) => {
    const token = () => tokenOf("administrator");

    test("from another site, or from nowhere, it refuses", async () => {
      const state = stateOf();
      const form = { token: formTokenOf(token()) };
      const strange: readonly Record<string, string>[] = [
        { origin: "http://evil.test" },
        { origin: "null" },
        // The origin is told as this site, and the browser says otherwise.
        { "sec-fetch-site": "cross-site" },
        { host: "gongkai.test:81" },
      ];
      for (const headers of strange)
        expect((await ask(route, { token: token(), form, headers })).status).toBe(403);
      expect(stateOf()).toEqual(state);
    });

    test("without the token of its form, or with that of another session, it refuses", async () => {
      const state = stateOf();
      expect((await ask(route, { token: token() })).status).toBe(400);
      const form = { token: formTokenOf(tokenOf("editor")) };
      expect((await ask(route, { token: token(), form })).status).toBe(400);
      expect(stateOf()).toEqual(state);
    });
  },
);

test("a browser whose session has ended is led to where one signs in, and back", async () => {
  const answer = await ask("users/add", { headers: { accept: "text/html" } });
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toBe("/en/desk/sign-in?why=ended&next=%2Fdesk%2Fusers");
});

test("what an administrator does is done, and stands in the trail", async () => {
  const token = tokenOf("administrator");
  const form = {
    token: formTokenOf(token),
    name: "Wang",
    password: "a long password",
    role: "editor",
    regions: "350100",
  };
  const answer = await ask("users/add", { token, form });
  expect(answer.headers.get("location")).toBe("/en/desk/users?done=user-added");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(findUser(db, "wang")).toMatchObject({ role: "editor", remit: { regions: ["350100"] } });
  const trail = await (await ask("audit/data.json", { token })).json();
  expect(trail.rows[0]).toMatchObject({ actor: "administrator", action: "user-added", subject: "wang" });
  expect(JSON.stringify(trail)).not.toContain("a long password");
});

test("signing in sets a cookie for this site alone, and nobody is led elsewhere", async () => {
  const { hashPassword } = await import("../../db/desk/passwords.ts");
  const password = await hashPassword("a long password");
  addUser(db, { name: "zhao", password, role: "reader", remit: EVERYWHERE, at: new Date().toISOString() });
  const form = { name: "zhao", password: "a long password", next: "//evil.test/desk" };
  const answer = await ask("sign-in/enter", { form, headers: { "x-forwarded-proto": "https" } });
  expect(answer.headers.get("location")).toBe("/en/desk");
  expect(answer.headers.get("set-cookie")).toMatch(
    /^gongkai-session=Fe26\.2\*[^;\s]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure$/,
  );
  const foreign = await ask("sign-in/enter", { form, headers: { origin: "http://evil.test" } });
  expect(foreign.headers.get("location")).toBe("/en/desk/sign-in?why=foreign");
  expect(foreign.headers.get("set-cookie")).toBeNull();
});

test("a token that this server did not seal opens nothing", async () => {
  const { sealData } = await import("iron-session");
  const token = tokenOf("administrator");
  const sealed = await cookieOf(token);
  const elsewhere = await sealData({ token }, { password: "of another server, thirty-two signs" });
  const parts = sealed.split("*");
  const strange = [
    ...[`gongkai-session=${token}`, `gongkai-session=${elsewhere}`, sealed.slice(0, -1)],
    // Another version of the seal, and an end that is no time.
    sealed.replace("=Fe26.2*", "=Fe26.1*"),
    [...parts.slice(0, 5), "x", ...parts.slice(6)].join("*"),
  ];
  for (const cookie of strange)
    expect((await ask("audit/data.json", { headers: { cookie } })).status, cookie).toBe(401);
  expect((await ask("audit/data.json", { headers: { cookie: sealed } })).status).toBe(200);
});

/** A form with one file, as a browser sends it. */
async function send(token: string, formToken: string): Promise<Response> {
  const form = new FormData();
  form.append("token", formToken);
  form.append("file", new File(["no report"], "letter.txt"));
  const handlers = (await import(/* @vite-ignore */ resolve(ROOT, "batches/[key]/files/route.ts"))) as Record<
    "POST",
    Handler
  >;
  const headers = { ...HERE, cookie: await cookieOf(token) };
  const request = new Request("http://gongkai.test/desk/batches/1/files", {
    method: "POST",
    headers,
    body: form,
  });
  return handlers.POST(request, { params: Promise.resolve({ lang: "en", key: "1", report: "1" }) });
}

test("a file is taken from a page of the session alone", async () => {
  const [token, other] = [tokenOf("administrator"), tokenOf("editor")];
  const state = stateOf();
  expect((await send(token, formTokenOf(other))).status).toBe(400);
  expect(stateOf()).toEqual(state);
  const answer = await send(token, formTokenOf(token));
  expect(await answer.json()).toMatchObject({ received: [{ path: "letter.txt", state: "waiting" }] });
});

describe("a batch outside of somebody's remit", () => {
  const HIS = [
    "batches/[key]/decide",
    "batches/[key]/leave-out",
    "batches/[key]/publish",
    "batches/[key]/withdraw",
  ];
  const sent = {
    draft: "1",
    revision: "0",
    agency: "x",
    other: "pingtan-zone",
    year: "2020",
    scope: "own-organ",
    out: "yes",
    sure: "yes",
    title: "Release",
  };
  let token = "";
  beforeAll(async () => {
    const fileName = "huaian-city-2024.html";
    const bytes = readFileSync(`db/seed/reports/${fileName}`);
    const { value } = await readReports({ fileName, bytes }, getCatalog());
    const [reading] = value;
    if (reading === undefined) throw new Error(fileName);
    const read = { readAt: new Date().toISOString(), reader: "test", bytes: bytes.length };
    await storeReport(db, getCatalog(), { ...reading, fileName, ...read });
    const remit = { everywhere: false, regions: ["350100"], agencies: [] };
    addUser(db, {
      name: "fuzhou",
      password: "-",
      role: "administrator",
      remit,
      at: new Date().toISOString(),
    });
    token = openSession(db, findUser(db, "fuzhou")?.key ?? 0, "10.0.0.1", new Date());
  });

  test.each(HIS)("%s changes nothing", async (route) => {
    const state = stateOf();
    const answer = await ask(route, { token, form: { ...sent, token: formTokenOf(token) } });
    expect(answer.headers.get("location")).toBe("/en/desk?problem=not-yours");
    expect(stateOf()).toEqual(state);
  });

  test.each(ROUTES.filter((route) => route.startsWith("review/[report]/") && !route.endsWith("next")))(
    "%s of a report outside of it changes nothing either",
    async (route) => {
      const cell = "form-2021|requests-received|natural-person|reported|80";
      const words = { cell, status: "reported", amount: "81", why: "x", evidence: "y", correction: "1" };
      const failure = { check: "requests-balance", instance: "x", seen: "0", explanation: "1" };
      const said = { words: "x", by: "y", source: "z", at: "2026-01-01" };
      const asked = { question: "1", revision: "0", state: "set-aside", answer: "x" };
      const decision = `accepted|${"0".repeat(64)}|form-2021|requests-received|natural-person`;
      const form = {
        decision,
        ...{ ...words, ...failure, ...said, ...asked, verdict: "accepted", fingerprint: "0".repeat(64) },
        token: formTokenOf(token),
      };
      const state = stateOf();
      const answer = await ask(route, { token, form });
      expect(answer.headers.get("location")).toBe("/en/desk/review?problem=not-yours");
      expect(stateOf()).toEqual(state);
      const all = tokenOf("administrator");
      const his = await ask(route, { token: all, form: { ...form, token: formTokenOf(all) } });
      expect(his.headers.get("location")).toMatch(/^\/en\/desk\/review\/1\?(?:at=[^&]+&)?problem=/);
      expect(his.headers.get("location")).not.toContain("not-yours");
    },
  );

  const SAVED = { kind: "department", level: "county", region: "321302", name: "X" };
  const ACT = { act: "end", on: "2020-01-01", basis: "X" };
  const DEADLINE = { region: "320000", since: "2020", month: "2", day: "1", basis: "X" };
  const NOT_HIS: readonly (readonly [string, Record<string, string>, string])[] = [
    ["agencies/[id]/change", SAVED, "/en/desk/agencies?problem=not-yours"],
    ["agencies/[id]/act", ACT, "/en/desk/agencies?problem=not-yours"],
    ["agencies/[id]/strike", { edge: "1", why: "X" }, "/en/desk/agencies?problem=not-yours"],
    ["agencies/add", SAVED, "/en/desk/agencies/new?kept=1&problem=not-yours"],
    [
      "agencies/doubts/settle",
      { doubt: "1", other: "suqian-city" },
      "/en/desk/agencies/doubts?problem=not-yours",
    ],
    ["agencies/import/[key]/apply", { sure: "yes", shown: "" }, "/en/desk/agencies/import?problem=file-gone"],
    ["agencies/import/[key]/drop", {}, "/en/desk/agencies/import?problem=file-gone"],
    ["deadlines/set", DEADLINE, "/en/desk/deadlines?kept=2&problem=not-yours#set"],
    [
      "deadlines/end",
      { rule: "1", revision: "1", basis: "X" },
      "/en/desk/deadlines?problem=not-yours#deadline-1",
    ],
  ];

  test.each(NOT_HIS)("%s of what is outside of it changes nothing", async (route, given, page) => {
    const all = tokenOf("administrator");
    if (route.startsWith("agencies/doubts"))
      noteDoubt(db, { ...DOUBT, candidates: ["suqian-city"], askedAt: new Date().toISOString() });
    if (route.startsWith("agencies/import"))
      keepRegistryFile(db, {
        ...{ user: findUser(db, "administrator")?.key ?? 0, name: "a.csv", at: new Date() },
        bytes: Buffer.from("x"),
      });
    if (route === "deadlines/end")
      await ask("deadlines/set", { token: all, form: { ...DEADLINE, token: formTokenOf(all) } });
    const state = stateOf("kept_forms");
    const seen = fingerprintOf(findRegistryRow(db, "suqian-city") ?? ({} as RegistryRow));
    const answer = await ask(route, { token, form: { ...given, seen, token: formTokenOf(token) } });
    expect(answer.headers.get("location")).toBe(page);
    expect(stateOf("kept_forms")).toEqual(state);
  });

  test("an administrator of all changes an agency, and the trail says what it was", async () => {
    const all = tokenOf("administrator");
    const row = findRegistryRow(db, "suqian-city");
    if (row === undefined) throw new Error("suqian-city");
    const form = {
      ...{ name: row.name ?? "", kind: "government", level: "prefecture", region: "321300" },
      ...{ name_en: "Suqian", seen: fingerprintOf(row), token: formTokenOf(all) },
    };
    const changed = await ask("agencies/[id]/change", { token: all, form });
    expect(changed.headers.get("location")).toBe("/en/desk/agencies/suqian-city?done=agency-changed");
    expect(findRegistryRow(db, "suqian-city")?.name_en).toBe("Suqian");
    const again = await ask("agencies/[id]/change", { token: all, form: { ...form, name_en: "Other" } });
    expect(again.headers.get("location")).toMatch(/suqian-city\?kept=\d+&problem=form-outdated$/);
    expect(findRegistryRow(db, "suqian-city")?.name_en).toBe("Suqian");
    const { rows } = listAudit(db, { about: "suqian-city" });
    expect(rows[0]).toMatchObject({ action: "agency-changed", detail: { is: { name_en: "Suqian" } } });
  });

  test("neither takes files nor tells how far it is", async () => {
    const state = stateOf();
    expect((await send(token, formTokenOf(token))).status).toBe(403);
    expect((await ask("batches/[key]/progress", { token })).status).toBe(404);
    expect(stateOf()).toEqual(state);
  });

  test("and is open to who works everywhere", async () => {
    const all = tokenOf("administrator");
    const form = { ...sent, token: formTokenOf(all) };
    const answer = await ask("batches/[key]/withdraw", { token: all, form });
    expect(answer.headers.get("location")).toBe("/en/desk/batches/1?done=batch-withdrawn");
    const administrator = findUser(db, "administrator");
    expect(administrator && findBatch(db, 1, administrator)?.state).toBe("withdrawn");
  });
});
