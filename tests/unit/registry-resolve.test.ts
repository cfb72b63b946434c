import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../db/client.ts";
import { getRegions, listChildren } from "../../lib/catalog/regions.ts";
import { type AgencySketch, registryWith, resolveIn } from "../fixtures/registry-sketch.ts";

/** Twenty districts, each with its 财政局, some of the same name. */
const DISTRICTS = ["320100", "350100", "330200", "320300"]
  .flatMap((city) => listChildren(city, 2023, getRegions()))
  .filter(({ name }) => name.endsWith("区"))
  .slice(0, 20);

const BUREAUS: AgencySketch[] = DISTRICTS.map(({ code, name }) => ({
  id: `finance-${code}`,
  name: `${name}财政局`,
  short: ["区财政局"],
  region: code,
  domains: [`czj.q${code}.gov.cn`],
}));
const UNIONS: AgencySketch[] = [
  { id: "yuyao-trade-union", name: "余姚市总工会", region: "330281", creditCode: "113708260043292687" },
  { id: "union-cixi", name: "慈溪市总工会", region: "330282" },
];
const ZONES: AgencySketch[] = [
  { id: "zone-a", name: "虚构经济开发区管委会", kind: "development-zone", region: "330281" },
  { id: "zone-b", name: "虚构高新技术开发区管委会", kind: "development-zone", region: "330281" },
  { id: "zone-a-finance", name: "财政局", region: "330281", parent: "zone-a" },
  { id: "zone-b-finance", name: "财政局", region: "330281", parent: "zone-b" },
];

let db: Database;
beforeAll(() => {
  db = registryWith(
    ...BUREAUS,
    ...UNIONS,
    ...ZONES,
    {
      id: "city-ningbo",
      name: "宁波市财政局",
      level: "prefecture",
      region: "330200",
      domains: ["ningbo.gov.cn"],
    },
    { id: "lishui", name: "丽水市财政局", region: "331100", creditCode: "113325000026455663" },
    { id: "old-bureau", name: "余姚市质量技术监督局", region: "330281", validTo: "2018-12-31" },
  );
});
afterAll(() => {
  db.$client.close();
});

const resolve = (sketch: Parameters<typeof resolveIn>[1]) => resolveIn(db, sketch);

describe("twenty 区财政局", () => {
  it("are twenty", () => {
    expect(new Set(BUREAUS.map(({ id }) => id)).size).toBe(20);
  });

  it.each(DISTRICTS)("$code $name is found by its host", ({ code }) => {
    const asked = { called: "区财政局", host: `www.czj.q${code}.gov.cn` };
    expect(resolve(asked)).toMatchObject({ agency: `finance-${code}`, by: "place" });
  });

  it.each(DISTRICTS)("$code $name is found by its folder", ({ code, name: named }) => {
    const city = (getRegions().byCode.get(`${code.slice(0, 4)}00`) ?? []).at(-1)?.name ?? "";
    for (const folders of [[code], [`${city}${named}`], [named, city]])
      expect(resolve({ called: "区财政局", folders })).toMatchObject({
        agency: `finance-${code}`,
        by: "place",
      });
    expect(resolve({ called: "财政局", folders: [`${city}${named}`] }).agency).toBe(`finance-${code}`);
  });

  it.each(["区财政局", "财政局"])("%s alone is nobody", (called) => {
    expect(resolve({ called })).toMatchObject({ agency: null, outcome: "ambiguous" });
  });

  it("the site of a city is no district's", () => {
    expect(resolve({ called: "区财政局", host: "www.ningbo.gov.cn" })).toMatchObject({
      ...{ agency: null, outcome: "ambiguous" },
    });
  });

  it("a district's name that several bear needs its city, also where one of them alone is registered", () => {
    expect(resolve({ called: "鼓楼区财政局" })).toMatchObject({ agency: null, outcome: "ambiguous" });
    expect(resolve({ called: "南京市鼓楼区财政局" }).agency).toBe("finance-320106");
    expect(resolve({ called: "鼓楼区财政局", folders: ["南京市"] }).agency).toBe("finance-320106");
    // 河南省开封市鼓楼区 is registered with no bureau.
    expect(resolve({ called: "鼓楼区财政局", folders: ["开封市"] })).toMatchObject({ agency: null });
  });
});

describe("one name", () => {
  it("under two parents is told by the folder of the parent", () => {
    expect(resolve({ called: "财政局", folders: ["虚构经济开发区管委会"] }).agency).toBe("zone-a-finance");
    expect(resolve({ called: "财政局", folders: ["虚构高新技术开发区管委会"] }).agency).toBe(
      "zone-b-finance",
    );
  });

  it("of a zone is not that of the region in which the zone lies", () => {
    expect(resolve({ called: "财政局", folders: ["余姚市"] })).toMatchObject({
      ...{ agency: null, outcome: "unknown", place: "330281" },
    });
  });

  it("that only one bears is not his for its ending", () => {
    // The one bureau of the kind in the registry, and a report that does not say where it is of.
    expect(resolve({ called: "质量技术监督局", year: 2016 })).toMatchObject({
      agency: null,
      outcome: "ambiguous",
    });
  });
});

describe("relative names of cities", () => {
  it.each([
    ["总工会", { sites: ["余姚市人民政府"] }, "yuyao-trade-union"],
    ["市总工会", { sites: ["慈溪市政府门户网站"] }, "union-cixi"],
    ["市总工会", { folders: ["330282"] }, "union-cixi"],
    ["市财政局", { host: "czj.ningbo.gov.cn" }, "city-ningbo"],
  ])("%s by %j", (called, where, agency) => {
    expect(resolve({ called, ...where })).toMatchObject({ agency, by: "place" });
  });

  it("contexts that contradict each other decide nothing", () => {
    const { agency, candidates } = resolve({ called: "市总工会", sites: ["余姚市"], folders: ["慈溪市"] });
    expect(agency).toBeNull();
    expect(candidates.toSorted()).toEqual(["union-cixi", "yuyao-trade-union"]);
  });

  it("the place of an unknown one is told", () => {
    expect(resolve({ called: "市财政局", sites: ["余姚市人民政府"] })).toMatchObject({
      ...{ agency: null, outcome: "unknown", place: "330281" },
    });
  });
});

describe("names that say where they are", () => {
  it.each([
    ["余姚市总工会", "yuyao-trade-union"],
    ["浙江省宁波市余姚市总工会", "yuyao-trade-union"],
    ["南京市人民政府", "government-320100"],
    ["南京市", "government-320100"],
    ["江苏省南京市鼓楼区人民政府", "government-320106"],
    ["平潭县政府", "pingtan-county"],
    ["平潭综合实验区管委会", "pingtan-zone"],
  ])("%s is %s", (called, agency) => {
    expect(resolve({ called })).toMatchObject({ agency, outcome: "found", candidates: [] });
  });

  it.each(["余姚市财政局", "虚构市财政局"])("%s is nobody known", (called) => {
    expect(resolve({ called })).toMatchObject({ agency: null, outcome: "unknown" });
  });

  it("nobody reports years after his end", () => {
    expect(resolve({ called: "余姚市质量技术监督局", year: 2018 }).agency).toBe("old-bureau");
    expect(resolve({ called: "余姚市质量技术监督局", year: 2019 }).agency).toBe("old-bureau");
    expect(resolve({ called: "余姚市质量技术监督局", year: 2023 })).toMatchObject({
      ...{ agency: null, outcome: "ambiguous", candidates: ["old-bureau"] },
    });
  });
});

describe("codes", () => {
  it("a stale division in a credit code says nothing of the place", () => {
    // 332500 was abolished in 2000; the agency is in 331100.
    expect(resolve({ called: "市财政局", code: "113325000026455663" })).toMatchObject({
      ...{ agency: "lishui", by: "code" },
    });
  });

  it("the organisation code within finds the same agency", () => {
    expect(resolve({ called: "市财政局", code: "002645566" }).agency).toBe("lishui");
  });

  it("a code against the name decides nothing", () => {
    const { agency, candidates } = resolve({ called: "慈溪市总工会", code: "113708260043292687" });
    expect(agency).toBeNull();
    expect(candidates.toSorted()).toEqual(["union-cixi", "yuyao-trade-union"]);
    expect(resolve({ called: "余姚市财政局", code: "113708260043292687" }).agency).toBeNull();
  });
});

describe("a report that names nobody", () => {
  it("is its host's, or its folder's, with little confidence", () => {
    expect(resolve({ host: "czj.q320106.gov.cn" })).toMatchObject({ agency: "finance-320106", by: "host" });
    expect(resolve({ folders: ["余姚市总工会"] })).toMatchObject({
      agency: "yuyao-trade-union",
      by: "folder",
    });
    expect(resolve({ folders: ["余姚市总工会"] }).confidence).toBeLessThan(
      resolve({ called: "余姚市总工会" }).confidence,
    );
    expect(resolve({ folders: ["财政局"] }).agency).toBeNull();
  });

  it("keeps the words each decision rests on", () => {
    const { evidence } = resolve({ called: "市总工会", sites: ["余姚市"] });
    expect(evidence.map(({ source, words }) => [source, words])).toEqual([
      ["metadata", "余姚市"],
      ["catalog", "yuyao-trade-union"],
    ]);
  });
});
