import { describe, expect, it } from "vitest";
import { type Group, groupAround, groupShared } from "../../app/[lang]/rank/choose-group.ts";
import { chooseSubject } from "../../app/[lang]/rank/choose-subject.ts";
import { isFromForm, parseRankSearch } from "../../app/[lang]/rank/search-params.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { RANKED_RATE_COLUMNS, rankedRateRows } from "../../lib/exports/rank-rows.ts";
import { toCsv } from "../../lib/exports/to-csv.ts";
import { standingsOf } from "../../lib/statistics/standings.ts";
import type { HeldAgency, RateFigure } from "../../lib/views.ts";

const catalog = getCatalog();

function agency(id: string, more: Partial<HeldAgency> = {}): HeldAgency {
  return {
    id,
    nameZh: id,
    nameEn: null,
    kind: "government",
    level: "prefecture",
    region: "321300",
    regionNameZh: null,
    regionNameEn: null,
    parent: null,
    line: null,
    validFrom: null,
    validTo: null,
    provisional: false,
    years: [2024],
    ...more,
  };
}

const ids = ({ members }: Pick<Group, "members">) => members.map(({ id }) => id);

describe("standings", () => {
  const entry = (value: number | null, ranked = true) => ({ value, ranked });

  it("rank those with enough cases, keep the rest apart, and give equals one place", () => {
    const small = entry(0.9, false);
    const none = entry(null, false);
    const { ranked, small: rest } = standingsOf([entry(0.2), small, entry(0.5), none, entry(0.5)], 3);
    expect(ranked.map(({ value, position }) => [value, position.rank, position.of])).toEqual([
      [0.5, 1, 3],
      [0.5, 1, 3],
      [0.2, 3, 3],
    ]);
    expect(rest).toEqual([small, none]);
  });

  it("tell quartiles of the ranked alone, from so many on", () => {
    const entries = [1, 2, 3, 4, 5].map((value) => entry(value));
    expect(standingsOf([...entries, entry(100, false)], 5).distribution).toMatchObject({
      median: 3,
      most: 5,
    });
    expect(standingsOf(entries.slice(1), 5).distribution).toBeUndefined();
  });
});

describe("a group", () => {
  const known = [
    agency("suqian"),
    agency("huaian", { region: "320800" }),
    agency("wenzhou", { region: "330300" }),
    agency("sucheng", { level: "county", region: "321302" }),
    agency("office", { kind: "general-office", level: "province", region: "310000" }),
  ];
  const [suqian = agency("suqian")] = known;

  it("is everybody while no kind and level has enough of them, and says so", () => {
    const group = groupShared(known, {}, 5);
    expect(group.members).toHaveLength(5);
    expect(group.choices.filter(({ chosen }) => chosen)).toMatchObject([{ shared: {}, members: 5 }]);
  });

  it("is else of the kind and level of the most, unless the form or the address asks for all", () => {
    expect(ids(groupShared(known, {}, 3))).toEqual(["suqian", "huaian", "wenzhou"]);
    expect(groupShared(known, { show: "rate.denial-rate" }, 3).members).toHaveLength(5);
    expect(groupShared(known, { peers: "all" }, 3).members).toHaveLength(5);
  });

  it("shares what the address names, a region with all within it", () => {
    expect(ids(groupShared(known, { region: "320000" }, 3))).toEqual(["suqian", "huaian", "sucheng"]);
    expect(ids(groupShared(known, { region: "320000", level: "county" }, 3))).toEqual(["sucheng"]);
    expect(ids(groupShared(known, { kind: "no-such-kind" }, 3))).toEqual([]);
  });

  it("around an agency is the one asked for, else of its kind and level", () => {
    const volumes = new Map([
      ["suqian", 3511],
      ["huaian", 3119],
      ["wenzhou", 9000],
    ]);
    const around = (asked?: string) => groupAround(catalog, suqian, known, volumes, asked);
    expect(ids(around())).toEqual(["suqian", "huaian", "wenzhou"]);
    expect(ids(around("volume"))).toEqual(["suqian", "huaian"]);
    expect(around("volume").choices.filter(({ chosen }) => chosen)).toMatchObject([
      { peers: { id: "volume" }, members: 2 },
    ]);
    // Of its parent nothing is known, so that group is not offered, and asked for it falls back.
    expect(around("parent").peers?.id).toBe("kind-level");
    expect(around().choices.map(({ peers }) => peers?.id)).not.toContain("parent");
  });
});

describe("the address of a ranking", () => {
  it("names a rate or an indicator, as the form does", () => {
    const subject = (given: Record<string, string>) => {
      const { subject: found, problem } = chooseSubject(catalog, parseRankSearch(given).search);
      return [found.kind, found.entry.id, problem];
    };
    expect(subject({})).toEqual(["rate", "disclosure-rate", undefined]);
    expect(subject({ rate: "denial-rate" })).toEqual(["rate", "denial-rate", undefined]);
    expect(subject({ indicator: "denied" })).toEqual(["indicator", "denied", undefined]);
    expect(subject({ show: "indicator.denied" })).toEqual(["indicator", "denied", undefined]);
    expect(subject({ rate: "denied" })).toEqual(["rate", "disclosure-rate", "rate=denied"]);
  });

  it("keeps what it cannot use as a problem", () => {
    const { search, problems } = parseRankSearch({ sort: "size", order: "asc", year: "24" });
    expect(search).toEqual({ order: "asc" });
    expect(problems).toEqual(["year=24", "sort=size"]);
    expect([isFromForm({ show: "x" }), isFromForm({ rate: "x" })]).toEqual([true, false]);
  });
});

describe("a ranking as rows", () => {
  it("carries place, group and notes, and no place for what is not ranked", () => {
    const figure: RateFigure = {
      agency: "suqian",
      year: 2024,
      rate: "disclosure-rate",
      numerator: { status: "reported", amount: 4 },
      denominator: { status: "reported", amount: 9 },
      value: null,
      reason: "too-few",
      interval: null,
      ranked: false,
      grade: "exact",
      edition: "form-2021",
      parts: [],
    };
    const context = {
      catalog,
      language: "en" as const,
      agencies: [agency("suqian")],
      dataVersion: 7,
      group: "All agencies",
      members: 12,
      ranked: 5,
      note: "Formula: a ÷ b.",
    };
    const place = { level: "prefecture", region: "321300", funnel: null };
    const rows = rankedRateRows(
      [
        { figure, position: null, tied: null, ...place },
        { figure: { ...figure, value: 0.4, reason: null, ranked: true }, position: 2, tied: 1, ...place },
      ],
      context,
    );
    expect(rows).toMatchObject([
      { position: null, ranked_of: null, value: null, reason: "too-few", denominator: 9, group_members: 12 },
      { position: 2, ranked_of: 5, value: 0.4, reason: null, note: "Formula: a ÷ b.", data_version: 7 },
    ]);
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(RANKED_RATE_COLUMNS.map(({ id }) => id).toSorted());
    expect(toCsv(RANKED_RATE_COLUMNS, rows).split("\r\n")[0]).toContain("position,tied,ranked_of,group");
  });
});
