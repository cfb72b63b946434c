import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { findingText } from "../../lib/catalog/finding-text.ts";
import { toFinding } from "../../lib/checks/finding.ts";
import type { CheckResult } from "../../lib/checks/result.ts";
import { runChecks } from "../../lib/checks/run-checks.ts";
import { aloneSubject } from "../../lib/checks/subject.ts";
import type { Fact, Scope } from "../../lib/model.ts";
import { readProse } from "../fixtures/claim-sketch.ts";
import { fact } from "../fixtures/report-builder.ts";
import { seedFacts } from "../fixtures/seed-facts.ts";

const catalog = getCatalog();
const SUQIAN = seedFacts(catalog, "suqian-city-2024");
const SUQIAN_2023 = seedFacts(catalog, "suqian-city-2023");

interface Given {
  readonly facts?: readonly Fact[];
  readonly previous?: readonly Fact[] | null;
  readonly year?: number;
  readonly scope?: Scope;
  readonly agency?: string;
}

/** The results of the text checks on a text beside the tables, of Suqian in 2024 where not said otherwise. */
function check(text: string, given: Given = {}): readonly CheckResult[] {
  const { facts = SUQIAN, previous = SUQIAN_2023, year = 2024, scope = "whole-region" } = given;
  const claims = readProse(text, catalog, { year, ...(given.agency && { agency: given.agency }) });
  const agency = { id: "suqian-city", kind: null, level: null };
  const years = { title: year, period: year };
  const alone = aloneSubject({ agency, year, scope, facts, claims, sections: [], published: null, years });
  return runChecks({ ...alone, previous }, catalog).filter(
    (result) => catalog.checks.find(({ id }) => id === result.check)?.kind === "claim",
  );
}

/** `text-received passed new-and-carried-in`, in the order of the checks. */
const say = (results: readonly CheckResult[]): string[] =>
  results.map((result) => `${result.check} ${result.verdict} ${result.words?.split(" ")[0]}`);
const only = (text: string, given?: Given): string[] => say(check(text, given));

const FORM_2014 = [
  ...["items-disclosed", "items-on-website"].map((id, at) =>
    fact(id, 128 - 80 * at, { edition: "form-2014", unit: "item" }),
  ),
  fact("meetings", 3, { edition: "form-2014", unit: "occasion" }),
  fact("fees-on-request", 1_250_000, { edition: "form-2014", unit: "yuan" }),
  fact("requests-received", 0, { edition: "form-2014" }),
];
const BLANK_TOTAL = seedFacts(catalog, "suqian-city-2024", { "requests-received/total": "blank" });

describe.each([
  [
    "text-received",
    "收到政府信息公开申请3525件。",
    "收到政府信息公开申请3526件。",
    "网上收到政府信息公开申请3000件。",
    {},
  ],
  [
    "text-outcomes",
    "依申请公开@予以公开1431件。",
    "依申请公开@予以公开1432件。",
    "依申请公开@民生类予以公开900件。",
    {},
  ],
  ["text-remedies", "政府信息公开行政复议170件。", "政府信息公开行政复议171件。", "行政复议812件。", {}],
  ["text-documents", "全年制发规章2件。", "全年制发规章3件。", "市政府办公室牵头制发规章1件。", {}],
  [
    "text-decisions",
    "作出行政强制决定29351件。",
    "作出行政强制决定29350件。",
    "公安部门作出行政强制决定800件。",
    {},
  ],
  [
    "text-fees",
    "行政事业性收费72701.26万元。",
    "行政事业性收费7270.13万元。",
    "部门行政事业性收费1000万元。",
    {},
  ],
  [
    "text-disclosed",
    "主动公开政府信息128条。",
    "主动公开政府信息129条。",
    "各乡镇主动公开政府信息50条。",
    { facts: FORM_2014 },
  ],
  [
    "text-capacity",
    "召开政务公开工作会议3次。",
    "召开政务公开工作会议4次。",
    "各部门召开政务公开工作会议40次。",
    { facts: FORM_2014 },
  ],
  [
    "text-zero",
    "未作出行政许可决定的情况没有，收到政府信息公开申请0件。",
    "未收到政府信息公开申请。",
    "各乡镇收到政府信息公开申请0件。",
    {},
  ],
  [
    "text-percent",
    "依申请公开@答复3521件，其中予以公开1431件，占40.6%。",
    "依申请公开@答复3521件，其中予以公开1431件，占42.6%。",
    "依申请公开@予以公开1431件，占行政机关答复的33.3%。",
    {},
  ],
  [
    "text-growth",
    "收到政府信息公开申请3525件，同比增长0.4%。",
    "收到政府信息公开申请3525件，同比增长4%。",
    "收到政府信息公开申请3500件，同比增长4%。",
    {},
  ],
  [
    "text-itemised",
    "主动公开政府信息53条，分别为公文2条、动态51条。",
    "主动公开政府信息53条，分别为公文2条、动态50条。",
    "主动公开政府信息53条，其中公文2条、动态40条。",
    {},
  ],
] as const)("%s", (id, sound, wrong, open, given) => {
  const of = (text: string, more: Given = {}) =>
    check(text, { ...given, ...more })
      .filter(({ check: own }) => own === id)
      .map(({ verdict }) => verdict);

  it("passes", () => {
    const facts =
      id === "text-zero"
        ? { facts: seedFacts(catalog, "suqian-city-2024", { "requests-received/total": 0 }) }
        : {};
    expect(of(sound, facts)).toEqual(["passed"]);
  });
  it("fails", () => expect(of(wrong)).toEqual(["failed"]));
  it("cannot be assessed", () => expect(of(open)).toEqual(["not-assessable"]));
});

describe("a number of the prose", () => {
  it("that counts concluded cases is no error (Suqian 2024: 134 = 170 − 36, 57 = 77 − 20)", () => {
    expect(only("全市政府信息公开行政复议案件134件，行政诉讼案件57件。")).toEqual([
      "text-remedies passed reconsideration-concluded",
      "text-remedies passed litigation-concluded",
    ]);
    expect(only("全市政府信息公开行政复议案件135件。")).toEqual([
      "text-remedies failed reconsideration-total",
    ]);
  });

  it("may be received and carried in (Suqian 2023: 3,607), growth then being that of the same sum (1.08 %, not 1.05)", () => {
    expect(only("全市收办依申请公开3607件。", { facts: SUQIAN_2023, previous: null, year: 2023 })).toEqual([
      "text-received passed new-and-carried-in",
    ]);
    const [level, growth] = check("全市收办依申请公开3646件，同比增长1.05%。");
    expect(say([level, growth].flatMap((one) => one ?? []))).toEqual([
      "text-received passed new-and-carried-in",
      "text-growth failed new-and-carried-in",
    ]);
    expect([growth?.left, growth?.right]).toEqual([1.05, 1.081]);
    expect(growth?.operands.map(({ indicator, year }) => `${indicator} ${year}`)).toEqual([
      "requests-received 2024",
      "requests-carried-in 2024",
      "requests-received 2023",
      "requests-carried-in 2023",
    ]);
    expect(only("全市收办依申请公开3646件，同比增长1.08%。").at(-1)).toBe(
      "text-growth passed new-and-carried-in",
    );
  });

  it("may be answered and carried out (Songjiang 2024: 1,416 = 1,336 + 80)", () => {
    const facts = [
      fact("requests-received", 1400),
      fact("requests-carried-in", 10),
      fact("results-total", 1336),
      fact("requests-carried-out", 80),
    ];
    const given = { facts, previous: null };
    expect(only("全区受理政府信息公开申请1416件。", given)).toEqual([
      "text-received passed results-and-carried-out",
    ]);
    const text =
      "答复政府信息公开申请1336件，其中予以公开376件、部分公开24件、不予公开65件、无法提供603件、不予处理49件、其他处理219件。";
    expect(only(text, given).filter((line) => line.startsWith("text-itemised"))).toEqual([
      "text-itemised passed text",
    ]);
  });

  it("may be a single column (Shanghai General Office 2019: 258, 33.9 % of 761), and is an error where it is not", () => {
    const facts = (natural: number) => [
      fact("requests-received", 859),
      fact("requests-carried-in", 18),
      fact("results-total", 805),
      fact("results-total", 761, { member: "natural-person" }),
      fact("disclosed-in-full", 272),
      fact("disclosed-in-part", 3),
      fact("disclosed-in-full", natural, { member: "natural-person" }),
      fact("disclosed-in-part", 2, { member: "natural-person" }),
    ];
    const text = "政府信息公开申请@予以公开及部分公开258件，占33.9%。";
    const given = { agency: "上海市人民政府办公厅", scope: "own-organ", previous: null } as const;
    expect(only(text, { ...given, facts: facts(256) })).toEqual([
      "text-outcomes passed granted-and-partial-natural",
      "text-percent passed results-natural",
    ]);
    const [outcome] = check(text, { ...given, facts: facts(260) });
    expect(outcome).toMatchObject({ verdict: "failed", left: 258, right: 275 });
  });

  it("of new requests agrees though the table does not balance (Qiaokou 2025: 78 + 3 against 75 + 3)", () => {
    const facts = ["requests-received", "requests-carried-in", "results-total", "requests-carried-out"].map(
      (id, at) => fact(id, [78, 3, 75, 3][at] ?? 0),
    );
    const given = { facts, previous: null, scope: "own-organ" } as const;
    expect(only("新收政府信息公开申请78件，上年结转3件，办结75件，结转下年度3件。", given)).toEqual([
      "text-received passed new",
      "text-received passed carried-in",
      "text-received passed results",
      "text-received passed carried-out",
    ]);
    const subject = aloneSubject({
      agency: { id: "", kind: null, level: null },
      year: 2025,
      scope: "own-organ",
      facts,
      claims: [],
      sections: [],
      published: null,
      years: { title: 2025, period: 2025 },
    });
    const balance = runChecks(subject, catalog).find(
      (result) => result.check === "requests-balance" && result.instance === "form-2021/total",
    );
    expect(balance).toMatchObject({ verdict: "failed", left: 81, right: 78 });
  });

  it("that is part of another is not taken for it: 19件，其中11件办结", () => {
    const facts = [
      fact("requests-received", 19),
      fact("requests-carried-in", 0),
      fact("results-total", 11),
      fact("requests-carried-out", 8),
    ];
    const given = { facts, previous: null };
    expect(only("受理政府信息公开申请19件，其中11件办结。", given)).toEqual([
      "text-received passed new",
      "text-received passed results",
    ]);
    expect(only("政府信息公开行政诉讼77件，其中57件办结。")).toEqual([
      "text-remedies passed litigation-total",
      "text-remedies passed litigation-concluded",
    ]);
  });

  it("of another scope is not held against the report (Hongze 2024: 17 of the office beside 95 of the district)", () => {
    const figures = {
      "requests-received": 95,
      "requests-carried-in": 0,
      "results-total": 95,
      "requests-carried-out": 0,
    };
    const facts = Object.entries(figures).flatMap(([id, count]) => [
      fact(id, count),
      fact(id, "blank", { member: "natural-person" }),
    ]);
    const given = { facts, previous: null, agency: "淮安市洪泽区人民政府" } as const;
    const text = "区政府办代表区政府受理政府信息公开申请17件。";
    expect(only(text, given)).toEqual(["text-received not-assessable new"]);
    expect(only(text, { ...given, scope: "own-organ" })).toEqual(["text-received failed new"]);
    expect(only("全区受理政府信息公开申请17件。", given)).toEqual(["text-received failed new"]);
  });

  it("fails only where every basis is known; blanks are told", () => {
    const [result] = check("收到政府信息公开申请3600件。", { facts: BLANK_TOTAL });
    expect(result).toMatchObject({ verdict: "not-assessable", left: null, right: null });
    expect(result?.operands.map(({ indicator, status }) => `${indicator} ${status}`)).toEqual([
      "requests-received blank",
    ]);
    const [inferred] = check("收到政府信息公开申请121件。", { facts: BLANK_TOTAL });
    expect(inferred).toMatchObject({ verdict: "not-assessable", inferred: "blank-as-zero" });
  });

  it("has no result where the form has no such figure", () => {
    expect(check("主动公开政府信息14571条，收取依申请公开费用30元。")).toEqual([]);
  });

  it("that is not exact holds within what it says", () => {
    expect(only("收到政府信息公开申请3500余件。")).toEqual(["text-received passed new"]);
    expect(only("收到政府信息公开申请3300余件。")).toEqual(["text-received failed new"]);
    expect(only("收到政府信息公开申请约3600件。")).toEqual(["text-received passed new"]);
    expect(only("收到政府信息公开申请约4000件。")).toEqual(["text-received failed new"]);
    expect(only("行政事业性收费7.27亿元。")).toEqual(["text-fees passed fees-charged"]);
    expect(only("行政事业性收费72701.2578万元。")).toEqual(["text-fees passed fees-charged"]);
    expect(only("行政事业性收费72701.2578元。")).toEqual(["text-fees failed fees-charged"]);
  });

  it("stated twice is one result, under a name that stays", () => {
    const results = check(
      "收到政府信息公开申请3526件。@收到政府信息公开申请3526件。收到政府信息公开申请3525件。",
    );
    expect(results.map(({ instance, verdict }) => `${instance} ${verdict}`)).toEqual([
      "received/3526 failed",
      "received/3525 passed",
    ]);
  });
});

describe("nothing", () => {
  const none = SUQIAN.map(
    (one): Fact =>
      /^(?:requests|results|reconsideration|litigation)/.test(one.indicator)
        ? { ...one, value: { status: "reported", amount: 0 } }
        : one,
  );
  it("said where the tables have something fails, and the reverse", () => {
    expect(only("未发生因政府信息公开引起的行政复议、行政诉讼。")).toEqual([
      "text-zero failed litigation-total",
      "text-zero failed reconsideration-total",
    ]);
    expect(only("未发生因政府信息公开引起的行政复议、行政诉讼。", { facts: none })).toEqual([
      "text-zero passed litigation-total",
      "text-zero passed reconsideration-total",
    ]);
    expect(only("收到政府信息公开申请5件。", { facts: none })).toEqual(["text-zero failed new"]);
  });
});

describe("growth", () => {
  it("cannot be assessed without the year before, and says what is missing", () => {
    const growth = check("收到政府信息公开申请3525件，同比增长0.4%。", { previous: null }).at(-1);
    expect(growth).toMatchObject({ check: "text-growth", verdict: "not-assessable" });
    expect(growth?.operands.map(({ indicator, year, status }) => [indicator, year, status])).toEqual([
      ["requests-received", 2023, "absent"],
    ]);
  });

  it("may be a number, and may be a fall", () => {
    expect(only("收到政府信息公开申请3525件，比上年增加14件。").at(-1)).toBe("text-growth passed new");
    expect(only("收到政府信息公开申请3525件，比上年减少14件。").at(-1)).toBe("text-growth failed new");
    expect(only("政府信息公开行政复议170件，同比下降67.1%。").at(-1)).toMatch(/^text-growth (passed|failed)/);
  });

  it("may be rounded or cut to its places", () => {
    const of = (growth: string) => only(`全市收办依申请公开3646件，同比增长${growth}。`).at(-1);
    expect(["1.08%", "1.1%", "1.0%", "1%", "1.081%"].map(of)).toEqual(
      Array(5).fill("text-growth passed new-and-carried-in"),
    );
    expect(["1.07%", "1.09%", "1.2%", "2%", "0.9%"].map(of)).toEqual(
      Array(5).fill("text-growth failed new-and-carried-in"),
    );
  });
});

describe("a list", () => {
  it("that must add up and does not is told with both sums (53 against 2 + 1 + 44 + 2 + 2)", () => {
    const text =
      "在市政府网站主动公开政务信息总数53条（项），其法规公文2条、政府决策1条、工作信息44条、人事任免2条、财政信息2条。";
    const facts = seedFacts(catalog, "yuyao-trade-union-2019");
    const results = check(text, {
      facts,
      previous: null,
      year: 2019,
      scope: "own-organ",
      agency: "余姚市总工会",
    });
    expect(results.map(({ check: id, verdict, left, right }) => [id, verdict, left, right])).toEqual([
      ["text-disclosed", "failed", 53, 48],
      ["text-itemised", "failed", 53, 51],
    ]);
  });

  it("may add up to another number before it", () => {
    const text =
      "收到政府信息公开申请3646件，办结3521件（其中予以公开1431件、部分公开471件、不予公开92件、无法提供941件、不予处理117件、其他处理469件）。";
    expect(only(text).filter((line) => line.startsWith("text-itemised"))).toEqual([
      "text-itemised passed text",
    ]);
  });
});

describe("the finding of a claim that fails", () => {
  const findingOf = (text: string) => {
    const failed = check(text).find(({ verdict }) => verdict === "failed");
    const finding = failed && toFinding(failed, {}, catalog);
    return finding && { ...findingText(catalog, finding, "zh"), origin: finding.origin, code: finding.code };
  };

  it("quotes the sentence around the number, and stands at the cell", () => {
    const finding = findingOf(
      `${"全市各级行政机关认真落实各项工作要求，".repeat(5)}收到政府信息公开申请3,526件，均已答复。`,
    );
    expect(finding?.message).toMatch(/^“….{60}”：文字为 3526，表中（本年新收）为 3525$/);
    expect(finding?.message).toContain("3,526件");
    expect(finding?.origin?.row).toBe(1);
    expect(finding?.severity).toBe("warning");
  });

  it("gives money in yuan and percentages as such", () => {
    expect(findingOf("行政事业性收费7270.13万元。")?.message).toContain(
      "文字为 72701300，表中（行政事业性收费金额）为 727012578",
    );
    expect(findingOf("收到政府信息公开申请3525件，同比增长4%。")?.message).toContain(
      "所述为 4%，重新计算为 0.4%",
    );
  });
});

describe("the catalog of claims", () => {
  const { subjects, bases, families, share } = catalog.claims;
  const subjectIds = subjects.map(({ id }) => id);
  const baseIds = bases.map(({ id }) => id);

  it("names only what there is", () => {
    const indicators = new Set(catalog.indicators.map(({ id }) => id));
    const members = new Set(catalog.members.map(({ id }) => id));
    expect(subjects.flatMap((one) => one.bases).filter((id) => !baseIds.includes(id))).toEqual([]);
    expect(share.totals.filter((id) => !baseIds.includes(id))).toEqual([]);
    expect([...families.flat(), ...share.subjects].filter((id) => !subjectIds.includes(id))).toEqual([]);
    const terms = bases.flatMap((basis) => basis.terms);
    expect(terms.filter(({ indicator }) => !indicators.has(indicator))).toEqual([]);
    expect(terms.filter(({ member }) => member !== undefined && !members.has(member))).toEqual([]);
    expect(
      baseIds.filter((id) => !subjects.some((one) => one.bases.includes(id)) && !share.totals.includes(id)),
    ).toEqual([]);
  });

  it("compares every subject in exactly one check of levels", () => {
    const checked = catalog.checks.flatMap((one) =>
      one.kind === "claim" && one.of === "level" ? (one.subjects ?? []) : [],
    );
    expect(checked.toSorted()).toEqual(subjectIds.toSorted());
  });
});

it("holds the prose against the form of 2014, which counts nothing by applicants", () => {
  const facts = ["requests-received", "results-total"].map((id) => fact(id, 12, { edition: "form-2014" }));
  const given = { facts, previous: [], year: 2016 };
  expect(only("收到政府信息公开申请12件。", given)).toEqual(["text-received passed new"]);
  expect(only("收到政府信息公开申请20件。", given)).toEqual(["text-received failed new"]);
});
