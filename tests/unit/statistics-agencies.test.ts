import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { Value } from "../../lib/model.ts";
import { type Addend, selectAddends } from "../../lib/statistics/addends.ts";
import { assessRate } from "../../lib/statistics/assess-rate.ts";
import { findPeers, hasPeers, type PeerAgency } from "../../lib/statistics/peers.ts";
import { poolRate, sumOverAgencies } from "../../lib/statistics/pool.ts";

const of = (amount: number): Value => ({ status: "reported", amount });
const { thresholds, rates, peerGroups } = getCatalog();

function rateOfId(id: string) {
  const rate = rates.find((one) => one.id === id);
  if (rate === undefined) throw new Error(id);
  return rate;
}

const addend = (agency: string, region: string, more: Partial<Addend> = {}): Addend => ({
  agency,
  region,
  level: "prefecture",
  scope: "whole-region",
  ...more,
});
const suqian = addend("suqian", "321300");
const huaian = addend("huaian", "320800");
const sucheng = addend("sucheng", "321302", { level: "county" });

describe("a report of a region of which nobody knows where it is", () => {
  it("may hold any other, and is added to none", () => {
    const lost = addend("lost", "", { region: null });
    expect(selectAddends([suqian, lost]).leftOut).toEqual([{ addend: lost, reason: "place-unknown" }]);
    expect(selectAddends([lost]).kept).toEqual([lost]);
    const office = addend("office", "", { region: null, scope: "own-organ" });
    expect(selectAddends([office, addend("other", "321300", { scope: "own-organ" })]).leftOut).toEqual([]);
  });
});

describe("a rate as it may be shown", () => {
  const disclosure = rateOfId("disclosure-rate");
  it.each([
    [9, 3, { value: null, reason: "too-few", interval: null, ranked: false }],
    [10, 3, { value: 0.3, reason: null, ranked: false }],
    [29, 3, { value: 3 / 29, ranked: false }],
    [30, 3, { value: 0.1, ranked: true }],
    [0, 0, { value: null, reason: "no-cases" }],
  ])("on %d cases", (total, count, expected) => {
    expect(assessRate(disclosure, of(count), of(total), "own-organ", thresholds)).toMatchObject(expected);
  });

  it("of grounds needs twenty denials", () => {
    const share = rateOfId("denied-state-secret-share");
    expect(assessRate(share, of(1), of(19), null, thresholds).reason).toBe("too-few");
    expect(assessRate(share, of(1), of(20), null, thresholds).value).toBe(0.05);
  });

  it("of cases on cases may exceed one and has no interval of a proportion", () => {
    // 咸阳市秦都区 2024: 144 reconsiderations on 126 replies (REPORTS.md 4.3, 7).
    const found = assessRate(rateOfId("reconsideration-incidence"), of(144), of(126), null, thresholds);
    expect(found.value).toBeCloseTo(1.142857, 6);
    expect(found.interval).toBeNull();
  });

  it("on residents is of whole regions alone", () => {
    const perHead = rateOfId("requests-per-10000-residents");
    const found = (scope: "own-organ" | "whole-region") =>
      assessRate(perHead, of(3511), of(5_000_000), scope, thresholds);
    expect(found("own-organ")).toMatchObject({ value: null, reason: "other-scope" });
    expect((found("whole-region").value ?? 0) * perHead.per).toBeCloseTo(7.022, 3);
  });

  it("that a source prints above one has no interval", () => {
    expect(assessRate(disclosure, of(12), of(10), null, thresholds)).toMatchObject({
      value: 1.2,
      interval: null,
    });
  });
});

describe("what may be added", () => {
  it("is of one scope and level, a part never beside its whole", () => {
    const office = addend("office", "321300", { scope: "own-organ" });
    const { basis, kept, leftOut } = selectAddends([suqian, sucheng, huaian, office]);
    expect(basis).toEqual({ scope: "whole-region", level: "prefecture" });
    expect(kept.map(({ agency }) => agency)).toEqual(["suqian", "huaian"]);
    expect(leftOut.map(({ addend: { agency }, reason }) => [agency, reason])).toEqual([
      ["sucheng", "other-level"],
      ["office", "other-scope"],
    ]);
  });

  it("leaves out an agency whose parent is among the rest, however far above", () => {
    const own = { scope: "own-organ" } as const;
    const city = addend("city", "321300", own);
    const bureau = addend("bureau", "321300", { ...own, parent: "city" });
    const team = addend("team", "321300", { ...own, parent: "bureau" });
    const orphan = addend("orphan", "321300", { ...own, parent: "elsewhere" });
    const { kept, leftOut } = selectAddends([team, city, bureau, orphan]);
    expect(kept.map(({ agency }) => agency)).toEqual(["city", "orphan"]);
    expect(leftOut).toMatchObject([
      { addend: { agency: "team" }, reason: "part-of-another", within: "bureau" },
      { addend: { agency: "bureau" }, reason: "part-of-another", within: "city" },
    ]);
  });

  it("counts one region once", () => {
    const zone = addend("zone", "321300");
    expect(selectAddends([suqian, zone]).leftOut).toMatchObject([
      { addend: { agency: "zone" }, reason: "part-of-another", within: "suqian" },
    ]);
    // A system is not the region it works in.
    const system = (agency: string, region: string, line: string) =>
      addend(agency, region, { scope: "vertical-system", line });
    const taxes = [system("province", "320000", "taxes"), system("city", "321300", "taxes")];
    expect(
      selectAddends([...taxes, system("post", "321300", "post")]).kept.map(({ agency }) => agency),
    ).toEqual(["province", "post"]);
  });

  it("takes the basis it is told", () => {
    const { kept } = selectAddends([suqian, sucheng, huaian], { scope: "whole-region", level: "county" });
    expect(kept).toEqual([sucheng]);
  });

  it("does not turn in circles where parents do", () => {
    const own = { scope: "own-organ" } as const;
    const ring = [addend("a", "1", { ...own, parent: "x" }), addend("b", "2", { ...own, parent: "b" })];
    expect(selectAddends(ring).kept).toEqual(ring);
  });

  it.each([
    ["321302", "321300", false],
    ["321300", "320000", false],
    ["321302", "320000", false],
    ["321300", "321302", true],
    ["320800", "321300", true],
  ])("keeps %s beside %s: %s", (inner, outer, expected) => {
    const { kept } = selectAddends([addend("inner", inner), addend("outer", outer)]);
    expect(kept.some(({ agency }) => agency === "inner")).toBe(expected);
  });

  it("is told of a province in no time", () => {
    const many = Array.from({ length: 20_000 }, (_, index) =>
      addend(String(index), String(110_000 + index), { level: "county" }),
    );
    const began = performance.now();
    expect(selectAddends(many).kept.length).toBeLessThan(many.length);
    expect(performance.now() - began).toBeLessThan(1000);
  });
});

describe("pooling", () => {
  it("adds what is reported and says n of N", () => {
    const sum = sumOverAgencies([
      { ...suqian, value: of(3511) },
      { ...huaian, value: { status: "blank" } },
      { ...sucheng, value: of(400) },
      { ...addend("missing", "320700"), scope: null, value: { status: "absent" } },
    ]);
    // Huai'an is silent, so the first level in order is taken of the two reports that speak.
    expect(sum).toMatchObject({ amount: 3511, n: 1, of: 4, basis: { level: "prefecture" } });
    expect(sum.leftOut.map(({ reason }) => reason)).toEqual(["other-level", "not-held", "not-reported"]);
    expect(sumOverAgencies([])).toMatchObject({ amount: null, n: 0, of: 0 });
  });

  it("divides sums and averages no rates", () => {
    // Disclosure on decisions: 淮安市 2024 1,816 of 3,050, 宿迁市 2023 1,519 of 3,486 (REPORTS.md 4.2).
    const pooled = poolRate([
      { ...suqian, numerator: of(1519), denominator: of(3486) },
      { ...huaian, numerator: of(1816), denominator: of(3050) },
      { ...addend("small", "320700"), numerator: of(1), denominator: of(1) },
    ]);
    expect(pooled).toMatchObject({ numerator: 3336, denominator: 6537, n: 3, of: 3 });
    expect(pooled.value).toBeCloseTo(0.510326, 6);
  });

  it("of no cases is no rate", () => {
    expect(poolRate([{ ...suqian, numerator: of(0), denominator: of(0) }])).toMatchObject({
      value: null,
      interval: null,
      n: 1,
    });
  });
});

describe("peers", () => {
  const agency = (id: string, more: Partial<PeerAgency>): PeerAgency => ({ id, ...more });
  const city = { kind: "government", level: "prefecture" };
  const subject = agency("suqian", { ...city, region: "321300", volume: 3607 });
  const all = [
    subject,
    agency("huaian", { ...city, region: "320800", volume: 3153 }),
    agency("wenzhou", { ...city, region: "330300", volume: 7300 }),
    agency("sucheng", { kind: "government", level: "county", region: "321302", volume: 400 }),
    agency("nameless", { level: "prefecture" }),
  ];
  const group = (id: string) => {
    const found = peerGroups.find((one) => one.id === id);
    if (found === undefined) throw new Error(id);
    return found;
  };
  const members = (id: string) => {
    const peers = findPeers(subject, all, group(id));
    return [peers?.members.map((one) => one.id), peers?.unknown];
  };

  it("share what the group asks for", () => {
    expect(members("kind-level")).toEqual([["suqian", "huaian", "wenzhou"], 1]);
    expect(members("kind-level-province")).toEqual([["suqian", "huaian"], 1]);
    expect(members("volume")).toEqual([["suqian", "huaian"], 1]);
    expect(members("province")).toEqual([["suqian", "huaian", "sucheng"], 1]);
    expect(members("all")).toEqual([["suqian", "huaian", "wenzhou", "sucheng", "nameless"], 0]);
  });

  it("of one line of work are found over all regions", () => {
    const union = (id: string, region: string) =>
      agency(id, { line: "trade-union", level: "county", region });
    const unions = [union("yuyao", "330281"), union("mengcheng", "341622"), ...all];
    const [yuyao] = unions;
    const peers = yuyao && findPeers(yuyao, unions, group("line-level"));
    expect(peers?.members.map((one) => one.id)).toEqual(["yuyao", "mengcheng"]);
  });

  it("cannot be told of a subject that is not known enough", () => {
    expect(hasPeers(subject, group("parent"))).toBe(false);
    expect(findPeers(subject, all, group("line-level"))).toBeUndefined();
  });

  it("within a factor is the same from both sides", () => {
    const [a, b] = [agency("a", { level: "county", volume: 0 }), agency("b", { level: "county", volume: 3 })];
    expect(findPeers(a, [a, b], group("volume"))?.members).toEqual([a]);
    expect(findPeers(b, [a, b], group("volume"))?.members).toEqual([b]);
  });
});
