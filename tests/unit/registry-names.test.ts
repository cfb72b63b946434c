import { describe, expect, it } from "vitest";
import { getRegions } from "../../lib/catalog/regions.ts";
import { getRegistryWords } from "../../lib/catalog/registry.ts";
import { joinPredecessors, type LineageEdge } from "../../lib/registry/lineage.ts";
import { foldName, lineOfName, splitRelative } from "../../lib/registry/names.ts";
import { findPlace, isAnchored } from "../../lib/registry/places.ts";

const words = getRegistryWords();
const regions = getRegions();

describe("names that mean the same", () => {
  it.each([
    ["平潭县人民政府办公室", "平潭县政府（办公室）"],
    ["平潭县人民政府办公室", "平潭县政府办"],
    ["平潭综合实验区管理委员会", "平潭综合实验区管委会"],
    ["余姚市妇女联合会", "余姚市妇联"],
    ["余姚市卫生健康委员会", "余姚市 卫生健康委"],
  ])("%s is %s", (one, other) => {
    expect(foldName(one, words)).toBe(foldName(other, words));
  });

  it.each([
    ["余姚市教育局", "余姚市教育体育局"],
    ["平潭县人民政府", "平潭县人民政府办公室"],
    ["余姚市总工会", "宁波市总工会"],
  ])("%s is not %s", (one, other) => {
    expect(foldName(one, words)).not.toBe(foldName(other, words));
  });
});

describe("relative names", () => {
  it.each([
    ["区财政局", "区", "财政局"],
    ["市政府办公室", "市", "政府办公室"],
    ["本市总工会", "市", "总工会"],
    ["总工会", null, "总工会"],
    // These begin with the sign of a place and name none.
    ["市场监督管理局", null, "市场监督管理局"],
    ["市政管理局", null, "市政管理局"],
    ["乡村振兴局", null, "乡村振兴局"],
  ])("%s: %s and %s", (name, level, rest) => {
    expect(splitRelative(name, words)).toEqual({ level, rest });
  });

  it.each(["财政局", "住房和城乡建设局", "交通运输和城市管理局", "开发区管委会", "高新区管委会"])(
    "%s begins like no place",
    (name) => {
      expect(isAnchored(name, words)).toBe(false);
    },
  );

  it.each(["虚构市财政局", "国家税务总局", "财政部"])("%s says where it is", (name) => {
    expect(isAnchored(name, words)).toBe(true);
  });
});

describe("the place a name begins with", () => {
  const placeOf = (name: string, year: number | null = 2023) => findPlace(name, { regions, words, year });

  it.each([
    ["余姚市总工会", ["330281"], "总工会"],
    ["浙江省余姚市总工会", ["330281"], "总工会"],
    ["宁波市余姚市总工会", ["330281"], "总工会"],
    ["余姚总工会", ["330281"], "总工会"],
    ["江苏省南京市鼓楼区财政局", ["320106"], "财政局"],
    ["福建平潭县财政局", ["350128"], "财政局"],
    ["平潭综合实验区管理委员会", ["350128"], "综合实验区管理委员会"],
  ])("%s: %j and %s", (name, codes, rest) => {
    expect(placeOf(name)).toEqual({ codes, rest });
  });

  it("is four places where four bear the name", () => {
    expect(placeOf("鼓楼区财政局")?.codes.toSorted()).toEqual(["320106", "320302", "350102", "410204"]);
  });

  it.each(["财政局", "区财政局", "总工会", "市场监督管理局"])("%s names none", (name) => {
    expect(placeOf(name)).toBeUndefined();
  });

  it("a code's earlier name counts for the years in which it was borne", () => {
    expect(placeOf("密云县教育局", 2012)?.codes).toEqual(["110228"]);
    expect(placeOf("密云区教育局", 2018)?.codes).toEqual(["110118"]);
  });
});

it("the line of work is told from the name", () => {
  expect(["余姚市总工会", "平潭县财政局", "平潭县人民政府"].map((name) => lineOfName(name, words))).toEqual([
    "trade-union",
    "finance",
    null,
  ]);
});

describe("series that are joined", () => {
  const edge = (predecessor: string, successor: string, kind: LineageEdge["kind"]): LineageEdge => ({
    ...{ predecessor, successor, kind, on: "2019-01-01" },
  });

  it.each<[string, LineageEdge[], string[]]>([
    ["a new code", [edge("a", "b", "code-changed")], ["a", "b"]],
    ["one after the other", [edge("a", "b", "renamed"), edge("z", "a", "level-changed")], ["z", "a", "b"]],
    ["not a merger", [edge("a", "b", "merged")], ["b"]],
    ["not a part", [edge("a", "b", "split"), edge("a", "c", "split")], ["b"]],
    ["not where work came from elsewhere, too", [edge("a", "b", "renamed"), edge("c", "b", "merged")], ["b"]],
    ["not round and round", [edge("a", "b", "renamed"), edge("b", "a", "renamed")], ["a", "b"]],
    [
      "its own new name is no predecessor",
      [edge("b", "b", "renamed"), edge("a", "b", "code-changed")],
      ["a", "b"],
    ],
  ])("%s", (_, edges, agencies) => {
    expect(joinPredecessors("b", edges).agencies).toEqual(agencies);
  });
});
