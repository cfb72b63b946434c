import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../db/client.ts";
import { readOriginal, storeOriginal } from "../../db/originals.ts";
import { getDataVersion } from "../../db/queries/release.ts";
import { release } from "../../db/schema.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { getEnvironment } from "../../lib/env.ts";
import { sha256Of, storeInput } from "../fixtures/report-builder.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gongkai-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the database file", () => {
  it("is created with its folder, opened again unchanged, and read while it is written", async () => {
    const file = join(folder, "data", "gongkai.sqlite");
    const writer = openDatabase(file);
    const reader = openDatabase(file, { readonly: true });
    expect(await getDataVersion(reader)).toEqual({ version: 0, changedAt: null });
    await storeReport(writer, getCatalog(), storeInput());
    expect(await getDataVersion(reader)).toMatchObject({ version: 1 });
    expect(() => reader.delete(release).run()).toThrow(/readonly/);
    writer.$client.close();
    const again = openDatabase(file);
    expect(await getDataVersion(again)).toMatchObject({ version: 1 });
    again.$client.close();
    reader.$client.close();
  });

  it("opened for reading first shows what a later writer commits", async () => {
    const file = join(folder, "gongkai.sqlite");
    openDatabase(file).$client.close();
    const reader = openDatabase(file, { readonly: true });
    expect(await getDataVersion(reader)).toMatchObject({ version: 0 });
    const writer = openDatabase(file);
    await storeReport(writer, getCatalog(), storeInput());
    writer.$client.close();
    expect(await getDataVersion(reader)).toMatchObject({ version: 1 });
    reader.$client.close();
  });

  it("is not made by a reader", () => {
    expect(() => openDatabase(join(folder, "none.sqlite"), { readonly: true })).toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("originals", () => {
  const bytes = new TextEncoder().encode("公开\r\n");
  const sha256 = sha256Of("any");

  it("come back byte for byte from under their hash", async () => {
    await storeOriginal(folder, sha256, bytes);
    await storeOriginal(folder, sha256, bytes);
    expect(new Uint8Array(readOriginal(folder, sha256) ?? [])).toEqual(bytes);
    expect(readdirSync(join(folder, "originals", sha256.slice(0, 2)))).toEqual([sha256]);
  });

  it.each([sha256Of("other"), "../../etc/passwd", ""])("are not found under %j", (name) => {
    expect(readOriginal(folder, name)).toBeUndefined();
  });

  it("are not stored under a name that is no hash", async () => {
    await expect(storeOriginal(folder, "../x", bytes)).rejects.toThrow(/SHA-256/);
  });
});

describe("the environment", () => {
  it.each([
    [{}, { home: process.cwd(), dataFolder: join(process.cwd(), ".gongkai"), port: 3000 }],
    [
      { GONGKAI_HOME: "/g", PORT: "8080" },
      { home: "/g", dataFolder: "/g/.gongkai", port: 8080 },
    ],
    [
      { GONGKAI_HOME: "/g", GONGKAI_DATA: "/d", PORT: "" },
      { home: "/g", dataFolder: "/d", port: 3000 },
    ],
  ])("%j", (variables, expected) => {
    expect(getEnvironment(variables)).toEqual(expected);
  });

  it.each(["x", "-1", "65536", "1.5"])("refuses PORT=%s and says so", (PORT) => {
    expect(() => getEnvironment({ PORT })).toThrow(/PORT/);
  });
});
