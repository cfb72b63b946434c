import { beforeEach, describe, expect, test } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { listAudit, record } from "../../db/desk/audit.ts";
import { hashPassword, isPassword } from "../../db/desk/passwords.ts";
import { endSessions, findSession, formTokenOf, isFormToken, listSessions } from "../../db/desk/sessions.ts";
import { signIn } from "../../db/desk/sign-in.ts";
import { addUser, changeUser, findUser, setPassword } from "../../db/desk/users.ts";
import { EVERYWHERE, isInRemit } from "../../lib/desk/remit.ts";
import { may, type Permission, ROLES } from "../../lib/desk/roles.ts";

const PASSWORD = "correct horse battery";
const NOON = new Date("2026-03-01T04:00:00Z");
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
const hashed = await hashPassword(PASSWORD, { logN: 10, r: 8, p: 1 });

let db: Database;
beforeEach(() => {
  db = openInMemory();
  addUser(db, {
    name: "Lin",
    password: hashed,
    role: "administrator",
    remit: EVERYWHERE,
    at: NOON.toISOString(),
  });
});

const attempt = (password: string, { name = "lin", address = "10.0.0.1", at = NOON } = {}) =>
  signIn(db, { name, password, address }, () => at);

async function open(at = NOON): Promise<string> {
  const answer = await attempt(PASSWORD, { at });
  if (answer.outcome !== "signed-in") throw new Error(answer.outcome);
  return answer.token;
}

describe("passwords", () => {
  test("are kept as scrypt at 2^17, salted", async () => {
    expect(await hashPassword(PASSWORD)).toMatch(/^scrypt:17:8:1:[\w+/]{22}==:[\w+/]{43}=$/);
    expect(await isPassword(PASSWORD, hashed)).toBe(true);
    expect(await isPassword("correct horse batterz", hashed)).toBe(false);
    expect(await isPassword(PASSWORD, undefined)).toBe(false);
  });
});

describe("signing in", () => {
  test("opens a session whose token the database does not hold", async () => {
    const token = await open();
    expect(findSession(db, token, NOON)?.name).toBe("lin");
    const held = JSON.stringify(db.$client.prepare("SELECT * FROM sessions").all());
    expect(held).not.toContain(token);
    expect(findSession(db, `${token.slice(0, -1)}_`, NOON)).toBeUndefined();
  });

  test("an unknown name and a wrong password are answered alike, and both stand in the trail", async () => {
    expect(await attempt("wrong wrong wrong")).toEqual(await attempt(PASSWORD, { name: "nobody" }));
    const { rows } = listAudit(db, { action: "sign-in-refused" });
    expect(rows.map(({ subject }) => subject)).toEqual(["nobody", "lin"]);
    expect(JSON.stringify(rows)).not.toContain("wrong wrong");
  });

  test("five failures from one address close it for a quarter of an hour, elsewhere it stays open", async () => {
    for (let n = 0; n < 5; n++) expect((await attempt("no")).outcome).toBe("refused");
    expect((await attempt(PASSWORD)).outcome).toBe("too-many");
    expect((await attempt(PASSWORD, { address: "10.0.0.2" })).outcome).toBe("signed-in");
    expect((await attempt(PASSWORD, { at: later(16) })).outcome).toBe("signed-in");
  }, 30_000);

  test("attempts made at the same time count too", async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => attempt("no")));
    expect(outcomes.filter(({ outcome }) => outcome === "refused")).toHaveLength(5);
  }, 30_000);
});

describe("sessions", () => {
  test("end when unused for two hours, and after twelve in any case", async () => {
    const idle = await open();
    expect(findSession(db, idle, later(119))).toBeDefined();
    expect(findSession(db, idle, later(119 + 121))).toBeUndefined();
    const used = await open();
    for (let at = 60; at <= 720; at += 60) expect(findSession(db, used, later(at))).toBeDefined();
    expect(findSession(db, used, later(721))).toBeUndefined();
  });

  test("end with the password, the role, the bar, or when somebody ends them", async () => {
    const user = findUser(db, "lin");
    if (user === undefined) throw new Error("no user");
    const [one, two] = [await open(), await open()];
    setPassword(db, user.key, hashed, two);
    expect([one, two].map((token) => findSession(db, token, NOON) !== undefined)).toEqual([false, true]);
    expect(listSessions(db, user.key, two, NOON)).toHaveLength(1);
    expect(endSessions(db, user.key)).toBe(1);
    addUser(db, {
      name: "chen",
      password: hashed,
      role: "administrator",
      remit: EVERYWHERE,
      at: NOON.toISOString(),
    });
    const three = await open();
    changeUser(db, user, { role: "administrator", remit: EVERYWHERE, isBarred: true });
    expect(findSession(db, three, NOON)).toBeUndefined();
    expect((await attempt(PASSWORD)).outcome).toBe("refused");
  });

  test("a form's token belongs to one session", async () => {
    const [one, two] = [await open(), await open()];
    expect(isFormToken(formTokenOf(one), one)).toBe(true);
    expect(isFormToken(formTokenOf(one), two)).toBe(false);
    expect(isFormToken("", one)).toBe(false);
  });
});

test("the last administrator can neither be barred nor demoted", () => {
  const user = findUser(db, "LIN");
  if (user === undefined) throw new Error("no user");
  expect(changeUser(db, user, { role: "editor", remit: EVERYWHERE, isBarred: false })).toBe("last");
  expect(changeUser(db, user, { role: "administrator", remit: EVERYWHERE, isBarred: true })).toBe("last");
  expect(findUser(db, "lin")).toMatchObject({ role: "administrator", isBarred: false });
});

test("the trail is neither changed nor shortened, by whatever program", () => {
  record(db, {
    at: "2026-01-01",
    actor: "lin",
    address: null,
    action: "signed-in",
    subject: "lin",
    detail: {},
  });
  for (const sql of ["UPDATE audit SET actor = 'chen'", "DELETE FROM audit"])
    expect(() => db.$client.exec(sql)).toThrow(/trail is never/);
  expect(listAudit(db, {}).total).toBe(1);
});

test("the trail is narrowed by day in China, actor, action and subject", () => {
  const rows = [
    ["2026-01-01T15:59:59Z", "lin", "signed-in", "lin"],
    ["2026-01-01T16:00:00Z", "chen", "user-added", "wang"],
  ] as const;
  for (const [at, actor, action, subject] of rows)
    record(db, { at: new Date(at).toISOString(), actor, address: null, action, subject, detail: {} });
  const actors = (filter: Parameters<typeof listAudit>[1]) =>
    listAudit(db, filter).rows.map(({ actor }) => actor);
  expect(actors({ to: "2026-01-01" })).toEqual(["lin"]);
  expect(actors({ from: "2026-01-02" })).toEqual(["chen"]);
  expect(actors({ subject: "wan", action: "user-added" })).toEqual(["chen"]);
  expect(actors({ actor: "chen", action: "signed-in" })).toEqual([]);
});

test("each role may what those before it may", () => {
  const needs: readonly Permission[] = ["read-drafts", "edit", "publish", "administer"];
  const table = ROLES.map((role) => needs.map((permission) => may(role, permission)));
  expect(table).toEqual(ROLES.map((_, at) => needs.map((__, need) => need <= at)));
});

test("a remit holds what lies in its regions and stands under its agencies", () => {
  const at = (region: string | null, ...line: string[]) => ({ region, line });
  const remit = { everywhere: false, regions: ["350100"], agencies: ["government-320000"] };
  expect(isInRemit(at("350128"), remit)).toBe(true);
  expect(isInRemit(at("350200"), remit)).toBe(false);
  expect(isInRemit(at("320106", "bureau", "government-320106", "government-320000"), remit)).toBe(true);
  expect(isInRemit(at(null), remit)).toBe(false);
  expect(isInRemit(undefined, remit)).toBe(false);
  expect(isInRemit(undefined, EVERYWHERE)).toBe(true);
});
