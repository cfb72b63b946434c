import { readFileSync } from "node:fs";
import { beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { findAgencyKeys, searchAgencies } from "../../db/queries/search.ts";
import { agencyNames } from "../../db/registry-schema.ts";
import { indexAgencies, indexAgency } from "../../db/search.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { getSpokenNames } from "../../lib/catalog/spoken-names.ts";
import { readAloud } from "../../lib/pinyin.ts";
import { enterGovernments, enterOffices, enterSketch } from "../fixtures/registry-builder.ts";
import { storeInput } from "../fixtures/report-builder.ts";

interface Sketch {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn?: string;
  readonly kind: string;
  readonly level: string;
  readonly region: string;
  readonly alias?: readonly string[];
  readonly former?: readonly string[];
}

const { agencies, queries } = JSON.parse(readFileSync("tests/fixtures/search-queries.json", "utf8")) as {
  readonly agencies: readonly Sketch[];
  readonly queries: readonly (readonly [string, string | null])[];
};

const enter = (db: Database, { alias = [], former = [], ...row }: Sketch): number =>
  enterSketch(db, {
    ...row,
    names: [
      ...alias.map((name) => [name, "alias"] as const),
      ...former.map((name) => [name, "former"] as const),
    ],
  });

const idsOf = async (db: Database, text: string, limit = 10): Promise<string[]> =>
  (await searchAgencies(db, text, { limit })).map(({ id }) => id);

describe("what is found first", () => {
  let db: Database;
  beforeAll(() => {
    db = openInMemory();
    enterGovernments(db);
    for (const agency of agencies) enter(db, agency);
    indexAgencies(db);
  });

  test.each(queries)("%s: %s", async (text, expected) => {
    const [first] = await idsOf(db, text);
    expect(first ?? null).toBe(expected);
  });

  it("tells places of one name apart by their region", async () => {
    const hits = await searchAgencies(db, "鼓楼区人民政府", { limit: 20 });
    expect(hits.map(({ path }) => path.at(-2)).toSorted()).toEqual(
      ["南京市", "徐州市", "福州市", "开封市"].toSorted(),
    );
  });

  it("finds an alias that several bear under each of them, and never more than was asked for", async () => {
    expect((await idsOf(db, "区财政局")).slice(0, 2).toSorted()).toEqual([
      "fuzhou-gulou-finance",
      "nanjing-gulou-finance",
    ]);
    expect(await idsOf(db, "人民政府", 7)).toHaveLength(7);
  });
});

describe("the rank of what is equally near", () => {
  let db: Database;
  beforeEach(() => {
    db = openInMemory();
  });

  it("puts the higher level first, and those that are no more last", async () => {
    enter(db, {
      id: "county",
      nameZh: "青山区审计局",
      kind: "department",
      level: "county",
      region: "420107",
    });
    enter(db, {
      id: "city",
      nameZh: "青山市审计局",
      kind: "department",
      level: "prefecture",
      region: "420100",
    });
    enterSketch(db, { id: "gone", nameZh: "青山厅", level: "province", validTo: "2018-12-31" });
    indexAgencies(db);
    expect(await idsOf(db, "青山")).toEqual(["city", "county", "gone"]);
  });

  it("puts an agency first once a report of it is held, and back when none is", async () => {
    enterSketch(db, {
      id: "government-350000",
      nameZh: "平潭人民政府",
      kind: "government",
      level: "province",
    });
    indexAgencies(db);
    const catalog = getCatalog();
    await storeReport(db, catalog, storeInput({ agency: "pingtan-zone" }));
    expect(await idsOf(db, "平潭")).toEqual(["pingtan-zone", "government-350000"]);
    // The same file turns out to be of another agency.
    await storeReport(db, catalog, storeInput({ agency: "pingtan-county", reader: "other" }));
    expect(await idsOf(db, "平潭")).toEqual(["pingtan-county", "government-350000", "pingtan-zone"]);
  });
});

describe("the index", () => {
  let db: Database;
  beforeEach(() => {
    db = openInMemory();
  });
  const words = () =>
    db.$client.prepare("SELECT agency, place, names FROM search_entries ORDER BY agency").all();

  it("follows an agency that gets another name, and forgets one that is no more", async () => {
    const key = enterSketch(db, { id: "office", nameZh: "青山区环境保护局" });
    indexAgency(db, key);
    expect(await idsOf(db, "环境保护")).toEqual(["office"]);
    db.$client.prepare("UPDATE agencies SET name_zh = '青山区生态环境局' WHERE key = ?").run(key);
    db.$client.prepare("UPDATE agency_names SET kind = 'former' WHERE agency = ?").run(key);
    indexAgency(db, key);
    expect(await idsOf(db, "生态环境")).toEqual(["office"]);
    expect(await idsOf(db, "环境保护局")).toEqual(["office"]);
    db.delete(agencyNames).run();
    indexAgency(db, key);
    expect(await idsOf(db, "环境保护")).toEqual([]);
    db.$client.exec("DELETE FROM agencies");
    indexAgency(db, key);
    expect([await idsOf(db, "生态环境"), words()]).toEqual([[], []]);
  });

  it("is the same made agency by agency and made anew, and is written only where something changed", () => {
    const keys = agencies.map((agency) => enter(db, agency));
    for (const key of keys) indexAgency(db, key);
    const one = words();
    const before = db.$client.prepare("SELECT total_changes() AS n").pluck().get();
    for (const key of keys) indexAgency(db, key);
    expect(db.$client.prepare("SELECT total_changes() AS n").pluck().get()).toBe(before);
    indexAgencies(db);
    expect(words()).toEqual(one);
  });

  it("takes signs of its own language for text", async () => {
    enterSketch(db, { id: "office", nameZh: "青山区审计局" });
    indexAgencies(db);
    for (const text of ['"', "* OR", "name:", "NEAR(", '审计" OR grams:*', "a AND", "^", "-", "审计 -局"])
      await expect(searchAgencies(db, text)).resolves.toBeDefined();
    expect(await idsOf(db, "审计*")).toEqual(["office"]);
  });
});

describe("a hundred thousand agencies", () => {
  it("are each found by their name, the first of those of that name", { timeout: 600_000 }, () => {
    const db = openInMemory();
    enterGovernments(db);
    enterOffices(db, 100_000);
    indexAgencies(db);
    const rows = db.$client
      .prepare("SELECT key, name_zh AS name FROM agencies WHERE key % 397 = 0")
      .all() as { key: number; name: string }[];
    expect(rows.length).toBeGreaterThan(250);
    const lost = rows.filter(({ key, name }) => !findAgencyKeys(db, name, 10).includes(key));
    expect(lost).toEqual([]);
  });
});

describe("readings of place names", () => {
  test.each([
    ["重庆市", "chong qing shi"],
    ["厦门市", "xia men shi"],
    ["六安市", "lu an shi"],
    ["乐清市", "yue qing shi"],
    ["洪洞县", "hong tong xian"],
    ["歙县", "she xian"],
    ["单县", "shan xian"],
    ["蚌山区", "beng shan qu"],
    ["吕梁市", "lv liang shi"],
  ])("%s is %s", (name, reading) => {
    expect(readAloud(name, getSpokenNames())[0]?.join(" ")).toBe(reading);
  });

  it("keeps what the dictionary says beside what the place says", () => {
    expect(readAloud("六合区", getSpokenNames()).map((one) => one.join(""))).toEqual(["luhequ", "liuhequ"]);
    expect(readAloud("厦门市", getSpokenNames())).toHaveLength(1);
  });

  it("needs every exception to name a division, as it is or was", () => {
    const names = readFileSync("lib/catalog/regions.json", "utf8");
    const idle = getSpokenNames().readings.filter(([word]) => !names.includes(word));
    expect(idle.map(([word]) => word)).toEqual([]);
  });
});
