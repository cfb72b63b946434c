import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { listAudit } from "../../db/desk/audit.ts";
import { databaseFile } from "../../lib/env.ts";
import { runGongkai } from "./run-command.ts";

const folder = mkdtempSync(join(tmpdir(), "gongkai-deadlines-"));
const data = join(folder, "data");
const before = process.env.GONGKAI_DATA;
beforeAll(() => {
  process.env.GONGKAI_DATA = data;
});
afterAll(() => {
  if (before === undefined) delete process.env.GONGKAI_DATA;
  else process.env.GONGKAI_DATA = before;
  rmSync(folder, { recursive: true, force: true });
});

const deadlines = (...argv: string[]) => runGongkai("deadlines", ...argv, "--lang", "en");
const SET = ["set", "--region", "350000", "--from", "2024", "--kind", "department", "--basis", "B 1"];
const LINE = /^1 {2}350000 {2}2024- {2}department {2}\* {2}01-20 {2}B 1 {2}\(gongkai \d{4}-\d{2}-\d{2}\)\n$/;

test("gongkai deadlines sets, lists, changes and ends, and the trail says so", async () => {
  expect((await deadlines("list")).stdout).toBe("no deadlines are set\n");
  expect((await deadlines(...SET, "--date", "01-20")).exitCode).toBe(0);
  expect((await deadlines("list")).stdout).toMatch(LINE);
  const changed = await deadlines(...SET, "--rule", "1", "--date", "01-25");
  expect(changed.stdout).toContain("01-25");
  const all = (await deadlines("list", "--all", "--json")).stdout.trim().split("\n");
  expect(all.map((line) => JSON.parse(line))).toMatchObject([
    { rule: 1, revision: 2, day: 25, isNewest: true },
    { rule: 1, revision: 1, day: 20, isNewest: false },
  ]);
  expect((await deadlines("end", "1", "--last", "2025", "--basis", "B 2")).stdout).toContain("2024-2025");
  const db = openDatabase(databaseFile(data));
  const told = listAudit(db, { about: "deadline 1" }).rows.map(({ action, actor }) => [action, actor]);
  db.$client.close();
  expect(told).toEqual([
    ["deadline-ended", "gongkai"],
    ["deadline-changed", "gongkai"],
    ["deadline-set", "gongkai"],
  ]);
}, 60_000);

test("what cannot be set is not, and why is said", async () => {
  const state = (await deadlines("list", "--all", "--json")).stdout;
  expect((await deadlines(...SET, "--date", "02-30")).exitCode).toBe(2);
  expect((await deadlines(...SET, "--to", "2023", "--date", "01-20")).exitCode).toBe(2);
  const made = SET.with(2, "990100");
  expect(await deadlines(...made, "--date", "01-20")).toMatchObject({
    exitCode: 1,
    stdout: "there is no division 990100\n",
  });
  const twice = await deadlines(...SET, "--to", "2025", "--date", "01-21");
  expect(twice).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/same agencies and years/) });
  expect((await deadlines("end", "7", "--basis", "x")).stdout).toBe("there is no such rule\n");
  expect((await deadlines("list", "--all", "--json")).stdout).toBe(state);
}, 60_000);

test("a backup brings deadlines back with their history", async () => {
  const file = join(folder, "all.tar.gz");
  const state = (await deadlines("list", "--all", "--json")).stdout;
  expect((await runGongkai("backup", file)).exitCode).toBe(0);
  expect((await deadlines("end", "1", "--basis", "B 3")).exitCode).toBe(0);
  expect((await deadlines("list")).stdout).toBe("no deadlines are set\n");
  expect((await runGongkai("restore", file, "--replace")).exitCode).toBe(0);
  expect((await deadlines("list", "--all", "--json")).stdout).toBe(state);
}, 60_000);

test("what gongkai agencies changes stands on the trail", async () => {
  const given = ["--on", "2020-01-01", "--basis", "B 4", "--lang", "en"];
  const ran = await runGongkai(
    ...["agencies", "continue", "pingtan-county", "pingtan-zone", "--as", "level-changed"],
    ...given,
  );
  expect(ran).toMatchObject({
    exitCode: 0,
    stdout: "pingtan-county goes on as pingtan-zone from 2020-01-01\n",
  });
  const db = openDatabase(databaseFile(data));
  expect(listAudit(db, { about: "pingtan-county" }).rows).toMatchObject([
    { action: "agency-continued", actor: "gongkai", address: null, detail: { basis: "B 4" } },
  ]);
  db.$client.close();
}, 60_000);
