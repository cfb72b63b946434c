import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { listAudit } from "../../db/desk/audit.ts";
import { signIn } from "../../db/desk/sign-in.ts";
import { databaseFile } from "../../lib/env.ts";
import { runGongkai } from "./run-command.ts";

const folder = mkdtempSync(join(tmpdir(), "gongkai-user-"));
const before = process.env.GONGKAI_DATA;
beforeAll(() => {
  process.env.GONGKAI_DATA = folder;
});
afterAll(() => {
  if (before === undefined) delete process.env.GONGKAI_DATA;
  else process.env.GONGKAI_DATA = before;
  rmSync(folder, { recursive: true, force: true });
});

const passwordIn = (printed: string): string =>
  /: (?<password>[a-z2-9-]{23})$/m.exec(printed)?.groups?.password ?? "";

test("gongkai user add makes a password, shows it once and keeps it nowhere", async () => {
  const { exitCode, stdout, stderr } = await runGongkai("user", "add", "Lin", "--generate", "--lang", "en");
  const password = passwordIn(stdout);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const db = openDatabase(databaseFile(folder));
  const given = { name: "lin", password, address: "10.0.0.1" };
  expect((await signIn(db, given, () => new Date())).outcome).toBe("signed-in");
  expect(listAudit(db, { action: "user-added" }).rows).toMatchObject([{ actor: "gongkai", subject: "lin" }]);
  db.$client.close();
  for (const name of readdirSync(folder))
    expect(readFileSync(join(folder, name)).includes(password)).toBe(false);
}, 60_000);

test("a name that is taken, cannot be used or an agency nobody knows changes nothing", async () => {
  expect((await runGongkai("user", "add", "lin", "--generate")).exitCode).toBe(1);
  expect((await runGongkai("user", "add", "-", "--generate")).exitCode).toBe(2);
  expect((await runGongkai("user", "add", "wu", "--role", "king", "--generate")).exitCode).toBe(2);
  expect((await runGongkai("user", "add", "wu", "--agency", "nobody", "--generate")).exitCode).toBe(1);
  expect((await runGongkai("user", "list")).stdout).toBe("lin\tadministrator\t*\n");
}, 60_000);

test("gongkai user password sets a new one", async () => {
  expect((await runGongkai("user", "password", "nobody", "--generate")).exitCode).toBe(1);
  const { stdout } = await runGongkai("user", "password", "lin", "--generate", "--lang", "en");
  const db = openDatabase(databaseFile(folder));
  const given = { name: "lin", password: passwordIn(stdout), address: "10.0.0.1" };
  expect((await signIn(db, given, () => new Date())).outcome).toBe("signed-in");
  db.$client.close();
}, 60_000);
