import { describe, expect, it } from "vitest";
import {
  findDivision,
  getRegions,
  levelOfCode,
  listChildren,
  parentCode,
  regionPath,
} from "../../lib/catalog/regions.ts";

const regions = getRegions();

describe("divisions", () => {
  it("are those of the ministry's list at the end of 2024", () => {
    const inForce = regions.divisions.filter(({ until }) => until === null);
    const count = (level: string) => inForce.filter((one) => one.level === level).length;
    expect([count("province"), count("prefecture"), count("county")]).toEqual([34, 333, 2846]);
  });

  it.each([
    ["350128", "平潭县", "350100", "福建省福州市平潭县"],
    ["321300", "宿迁市", "320000", "江苏省宿迁市"],
    ["110101", "东城区", "110000", "北京市东城区"],
    ["429004", "仙桃市", "420000", "湖北省仙桃市"],
    ["350000", "福建省", null, "福建省"],
  ])("%s is %s under %s", (code, name, parent, path) => {
    expect(findDivision(code, 2024, regions)?.name).toBe(name);
    expect(parentCode(code, 2024, regions)).toBe(parent);
    expect(regionPath(code, 2024, regions)).toBe(path);
  });

  it("go by the year: Huaiyin became Huai’an in 2000, Chongwen went into Dongcheng in 2010", () => {
    expect(findDivision("320800", 1999, regions)?.name).toBe("淮阴市");
    expect(findDivision("320800", 2000, regions)?.name).toBe("淮安市");
    expect(findDivision("110103", 2009, regions)).toMatchObject({ name: "崇文区", successors: "110101" });
    expect(findDivision("110103", 2010, regions)).toBeUndefined();
  });

  it("have those right below them as children, each once", () => {
    const names = (code: string) => listChildren(code, 2024, regions).map(({ name }) => name);
    expect(names("321300")).toEqual(["宿城区", "宿豫区", "沭阳县", "泗阳县", "泗洪县"]);
    expect(names("460300")).toEqual(["西沙区", "南沙区"]);
    expect(listChildren("350000", 2024, regions).every(({ level }) => level === "prefecture")).toBe(true);
    expect(names("420000")).toContain("仙桃市");
    expect(names("350128")).toEqual([]);
  });

  it("level is what the code says", () => {
    expect(["350000", "350100", "350128"].map(levelOfCode)).toEqual(["province", "prefecture", "county"]);
  });
});
