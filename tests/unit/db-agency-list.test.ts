import { beforeAll, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { groupFound, listAgencyPage } from "../../db/queries/agency-list.ts";
import {
  type AgencyFilter,
  listAbove,
  listBelow,
  listFacets,
  readRegionTree,
  tallyOf,
} from "../../db/queries/region-tree.ts";
import { raiseRelease } from "../../db/release.ts";
import { indexAgencies } from "../../db/search.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { getProvinceTiles } from "../../lib/catalog/province-tiles.ts";
import { getRegions, listChildren } from "../../lib/catalog/regions.ts";
import { agencyRows } from "../../lib/exports/agency-rows.ts";
import { enterGovernments, enterOffices, enterSketch } from "../fixtures/registry-builder.ts";
import { READ_AT, storeInput } from "../fixtures/report-builder.ts";

const TOTAL = 6000;
let db: Database;

beforeAll(async () => {
  db = openInMemory();
  enterGovernments(db);
  enterOffices(db, TOTAL);
  await storeReport(db, getCatalog(), storeInput({ agency: "pingtan-zone", year: 2022 }));
  await storeReport(db, getCatalog(), storeInput({ agency: "suqian-city", year: 2024, file: "b" }));
  enterSketch(db, {
    id: "abolished",
    nameZh: "长安区旧局",
    region: "130102",
    kind: "department",
    level: "county",
  });
  enterSketch(db, {
    id: "was",
    nameZh: "崇文区人民政府",
    region: "110103",
    kind: "government",
    level: "county",
    validTo: "2010-12-31",
  });
  enterSketch(db, {
    id: "drill",
    nameZh: "演习市人民政府",
    region: "990100",
    kind: "government",
    level: "prefecture",
    regionNameZh: "演习市",
  });
  enterSketch(db, {
    id: "street",
    nameZh: "潭城镇人民政府",
    region: "350128100",
    kind: "township",
    level: "township",
  });
  enterSketch(db, { id: "nowhere", nameZh: "无名局" });
  raiseRelease(db, READ_AT);
  indexAgencies(db);
});

const page = (filter: AgencyFilter & { q?: string }, offset = 0, limit = 100) =>
  listAgencyPage(db, filter, { offset, limit });

describe("the tree of regions", () => {
  it("counts everything in a region in it and in those above it, and nothing twice", async () => {
    const tree = await readRegionTree(db);
    const all = tallyOf(tree.groups);
    expect(all).toMatchObject({ agencies: TOTAL + 7, held: 2, latest: 1 });
    const top = listBelow(tree, null).reduce((sum, { tally }) => sum + tally.agencies, 0);
    // One agency stands nowhere.
    expect(top).toBe(all.agencies - 1);
    for (const code of ["350000", "350100", "350128", "429004"])
      expect([code, tree.nodes.get(code)?.tally.agencies]).toEqual([
        code,
        tallyOf(tree.groups, { region: code }).agencies,
      ]);
    expect(listAbove(tree, "350128").map(({ name }) => name)).toEqual(["福建省", "福州市", "平潭县"]);
    expect(tree.nodes.get("350128")?.tally.held).toBe(1);
  });

  it("lists below a province what the list of divisions has, counties without a city among them", async () => {
    const tree = await readRegionTree(db);
    const { source } = getRegions();
    const declared = listChildren("420000", source.until, getRegions()).map(({ code }) => code);
    expect(listBelow(tree, "420000").map(({ code }) => code)).toEqual(declared);
    expect(declared).toContain("429004");
  });

  it("keeps a region that is no more where agencies are in it, and only there", async () => {
    const tree = await readRegionTree(db);
    const codes = listBelow(tree, "110000").map(({ code, until }) => [code, until]);
    expect(codes).toContainEqual(["110103", 2010]);
    expect(codes.some(([code]) => code === "110104")).toBe(false);
  });

  it("takes in codes that no list of divisions has", async () => {
    const tree = await readRegionTree(db);
    expect(tree.nodes.get("990100")).toMatchObject({ name: "演习市", parent: null });
  });

  it("leaves those that had ended out of what the newest year could have", async () => {
    const { agencies = 0, standing } = (await readRegionTree(db)).nodes.get("110103")?.tally ?? {};
    expect([agencies, standing]).toEqual([1, 0]);
  });

  it("is counted anew when the data changes", async () => {
    const before = tallyOf((await readRegionTree(db)).groups).agencies;
    enterSketch(db, { id: "late", nameZh: "迟来局", region: "350128", kind: "department", level: "county" });
    expect(tallyOf((await readRegionTree(db)).groups).agencies).toBe(before);
    raiseRelease(db, READ_AT);
    expect(tallyOf((await readRegionTree(db)).groups).agencies).toBe(before + 1);
    db.$client.exec(
      "DELETE FROM agency_names WHERE agency = (SELECT key FROM agencies WHERE id = 'late'); DELETE FROM agencies WHERE id = 'late'",
    );
    raiseRelease(db, READ_AT);
  });
});

describe("the list of agencies", () => {
  it("puts those with reports first, then goes by region, the government before its offices", async () => {
    const { rows, total } = await page({});
    expect(total).toBe(TOTAL + 7);
    expect(rows).toHaveLength(100);
    expect(rows.slice(0, 3).map(({ id }) => id)).toEqual([
      "suqian-city",
      "pingtan-zone",
      "government-110000",
    ]);
    expect(rows[1]).toMatchObject({ years: [2022], path: ["福建省", "福州市", "平潭县"] });
  });

  it("shows every agency on exactly one page", async () => {
    const seen = new Set<string>();
    for (let offset = 0; offset < TOTAL + 7; offset += 1000)
      for (const { id } of (await page({}, offset, 1000)).rows) seen.add(id);
    expect(seen.size).toBe(TOTAL + 7);
  });

  it.each<AgencyFilter>([
    { region: "350000" },
    { region: "35" },
    { region: "350100", kind: "government" },
    { kind: "department", level: "county" },
    { held: "yes" },
    { held: "no", region: "320000" },
  ])("counts %o as the facets do", async (filter) => {
    const { groups } = await readRegionTree(db);
    const tally = tallyOf(groups, filter);
    const expected =
      filter.held === "yes"
        ? tally.held
        : filter.held === "no"
          ? tally.agencies - tally.held
          : tally.agencies;
    expect((await page(filter)).total).toBe(expected);
    const { kind, ...others } = filter;
    for (const { id, n } of listFacets(groups, "kind", filter))
      expect([id, (await page({ ...others, kind: id })).total]).toEqual([id, n]);
    expect(kind === undefined || listFacets(groups, "kind", filter).length > 1).toBe(true);
  });

  it("narrows what a search finds, keeps its order, and counts facets of what was found alone", async () => {
    const found = await page({ q: "福州鼓楼" });
    expect(found.rows[0]?.id).toBe("government-350102");
    const narrowed = await page({ q: "福州鼓楼", kind: "department" });
    expect(narrowed.rows.length).toBeGreaterThan(0);
    expect(narrowed.rows.every(({ kind }) => kind === "department")).toBe(true);
    const facets = listFacets(groupFound(db, "福州鼓楼"), "kind", {});
    expect(facets.reduce((sum, { n }) => sum + n, 0)).toBe(found.total);
    expect(tallyOf(groupFound(db, "宿迁市人民政府")).held).toBe(1);
    expect((await page({ q: "查无此机关" })).rows).toEqual([]);
  });

  it("is the same in a file, row for row", async () => {
    const { rows } = await page({ region: "350128" });
    const file = agencyRows(rows, 9);
    expect(file.map(({ agency }) => agency)).toEqual(rows.map(({ id }) => id));
    expect(file[0]).toMatchObject({
      agency: "pingtan-zone",
      region_path: "福建省/福州市/平潭县",
      years: "2022",
      reports: 1,
    });
    expect(file.find(({ agency }) => agency === "street")).toMatchObject({ reports: 0, years: "" });
  });
});

describe("the squares of the provinces", () => {
  it("are the 34 provinces, each in a place of its own", () => {
    const { tiles } = getProvinceTiles();
    const { source, divisions } = getRegions();
    const provinces = divisions.filter(({ level, until }) => level === "province" && until === null);
    expect(source.until).toBeGreaterThan(2000);
    expect(tiles.map(({ code }) => code)).toEqual(provinces.map(({ code }) => code).toSorted());
    expect(new Set(tiles.map(({ row, column }) => `${row} ${column}`)).size).toBe(34);
    expect(new Set(tiles.map(({ letters }) => letters)).size).toBe(34);
    for (const { code, name } of tiles)
      expect(provinces.find((one) => one.code === code)?.name.startsWith(name.zh)).toBe(true);
  });
});
