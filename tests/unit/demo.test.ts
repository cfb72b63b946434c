import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { openInMemory } from "../../db/client.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { Demonstration } from "../../lib/catalog/demonstration.ts";
import { findDivision, getRegions } from "../../lib/catalog/regions.ts";
import words from "../../lib/demo/city.json" with { type: "json" };
import { listAgencies } from "../../lib/demo/city.ts";
import { ERROR_KINDS } from "../../lib/demo/errors.ts";
import { type City, generateCity } from "../../lib/demo/generate.ts";
import { simulate } from "../../lib/demo/history.ts";
import { printManifest, printMark, printRegistry, printTruth } from "../../lib/demo/manifest.ts";
import { ingest } from "../../lib/ingest/ingest.ts";
import { openPool } from "../../lib/ingest/pool.ts";
import { DOCUMENT_FORMATS } from "../../lib/model.ts";
import { checkCharacter } from "../../lib/registry/credit-code.ts";
import { type Audit, auditCity } from "../fixtures/city-audit.ts";

const catalog = getCatalog();
const SMALL = { agencies: 8, firstYear: 2019, lastYear: 2022 };

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

describe("a city", () => {
  test("is the same for the same arguments, to the byte", () => {
    const print = () => {
      const city = generateCity(SMALL, catalog);
      const files = city.files.map(({ path, bytes }) => `${path} ${hashOf(bytes)}`);
      return [...files, printManifest(city, SMALL), printMark(city), printRegistry(city), printTruth(city)];
    };
    expect(print()).toEqual(print());
  });

  test("has agencies of every kind, in a region that no code list knows, all with valid credit codes", () => {
    const agencies = listAgencies(60, [2014, 2025]);
    expect(agencies).toHaveLength(60);
    expect(new Set(agencies.map(({ declared }) => declared.id)).size).toBe(60);
    expect(new Set(agencies.map(({ declared }) => declared.name.zh)).size).toBe(60);
    expect(new Set(agencies.map(({ creditCode }) => creditCode)).size).toBe(60);
    const ids = new Set(agencies.map(({ declared }) => declared.id));
    for (const { declared, parent, creditCode } of agencies) {
      expect(declared.name.zh.startsWith(words.city.name.zh)).toBe(true);
      expect(findDivision(declared.region, 2025, getRegions())).toBeUndefined();
      expect(creditCode).toMatch(/^[0-9A-HJ-NP-RTUWXY]{18}$/);
      expect(checkCharacter(creditCode)).toBe(creditCode.at(-1));
      if (parent !== null) expect(ids).toContain(parent);
      for (const domain of declared.domains) expect(domain).toMatch(/\.example$/);
    }
    expect(new Set(agencies.map(({ declared }) => declared.kind)).size).toBeGreaterThanOrEqual(8);
    expect(agencies.map(({ how }) => how).filter((how) => how !== undefined)).toEqual([
      "merged",
      "merged",
      "renamed",
    ]);
  });

  test("as a whole has no less of anything than its districts and counties together", () => {
    const agencies = listAgencies(60, [2014, 2025]);
    const years = simulate(agencies, [2014, 2025]);
    const governments = (level: string) =>
      agencies.filter(({ declared }) => declared.kind === "government" && declared.level === level);
    const [city] = governments("prefecture")
      .flatMap(({ declared }) => years.get(declared.id) ?? [])
      .slice(-1);
    const below = governments("county").map(({ declared }) => years.get(declared.id)?.at(-1));
    expect(below.length).toBeGreaterThan(1);
    let isMore = false;
    for (const [name, table] of Object.entries(city?.tables ?? {}))
      for (const [row, cells] of Object.entries(table))
        for (const [cell, count] of Object.entries(cells)) {
          const parts = below.reduce((sum, one) => sum + (one?.tables[name]?.[row]?.[cell] ?? 0), 0);
          expect(count, `${name} ${row} ${cell}`).toBeGreaterThanOrEqual(parts);
          isMore ||= count > parts;
        }
    expect(isMore).toBe(true);
  });

  test.each([
    [[2014, 2025] as const, 1000],
    [[2014, 2014] as const, 8],
    [[2029, 2029] as const, 9],
  ])("of any size and years %j has distinct agencies", (years, count) => {
    const agencies = listAgencies(count, years);
    expect(new Set(agencies.map(({ declared }) => declared.name.zh)).size).toBe(count);
  });

  test("comes in every format that reports come in, and in archives with names in GBK", () => {
    const city = generateCity({ agencies: 24, firstYear: 2021, lastYear: 2024 }, catalog);
    const formats = new Set(city.reports.map(({ format }) => format));
    for (const format of DOCUMENT_FORMATS)
      if (format !== "json" && format !== "image") expect(formats, format).toContain(format);
    const packed = city.files.filter(({ path }) => path.endsWith(".zip"));
    expect(packed.length).toBeGreaterThan(0);
    expect(packed.every(({ path }) => city.reports.some(({ archive }) => archive === path))).toBe(true);
    expect(Demonstration.parse(JSON.parse(printMark(city))).agencies).toHaveLength(24);
  });

  test("computes the check character of published codes", () => {
    // Codes in addresses of government platforms (GB 32100-2015, appendix).
    for (const code of ["113708260043292687", "11620403013912770D"])
      expect(checkCharacter(code)).toBe(code.at(-1));
  });
});

describe("a small city, read as any other reports are", () => {
  let city: City;
  let audit: Audit;

  beforeAll(async () => {
    city = generateCity(SMALL, catalog);
    const own = { ...catalog, agencies: city.agencies.map(({ declared }) => declared) };
    const folder = mkdtempSync(join(tmpdir(), "gongkai-demo-"));
    writeFileSync(join(folder, "demonstration.json"), printMark(city));
    process.env.GONGKAI_DATA = folder;
    try {
      const files = city.files.map(({ path, bytes }, at) => {
        // The name and the folder are what an unreadable file says of itself.
        const file = join(folder, String(at), path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, bytes);
        return file;
      });
      const db = openInMemory();
      const pool = openPool({ limits: { workers: 2, seconds: 60, megabytes: 1024 }, catalog: own });
      await ingest(files, {
        ...{ db, catalog: own, dataFolder: folder, reader: "test", pool, isDemonstration: true },
      });
      pool.close();
      audit = await auditCity(db, own, city, [SMALL.firstYear, SMALL.lastYear]);
    } finally {
      delete process.env.GONGKAI_DATA;
      rmSync(folder, { recursive: true });
    }
  }, 60_000);

  test("gives no number that its files do not print, and nearly every one they do", () => {
    expect(audit.wrong).toEqual([]);
    expect(audit.cells).toBeGreaterThan(4000);
    expect(audit.read / audit.cells).toBeGreaterThan(0.99);
  });

  test("is held, late, undated, unreadable or missing as the manifest says", () => {
    const fates = new Set(city.reports.map(({ filing }) => filing.fate));
    expect([...fates].sort()).toEqual(["late", "missing", "published", "unreadable", "undated"].sort());
    expect(audit.strayed).toEqual([]);
  });

  test("shows every error to the check that looks for it, and no other", () => {
    const kinds = new Set(city.reports.flatMap(({ filing }) => filing.error?.kind ?? []));
    expect([...kinds].sort()).toEqual([...ERROR_KINDS].sort());
    expect(audit.unfound).toEqual([]);
    expect(audit.unexpected).toEqual([]);
  });
});
