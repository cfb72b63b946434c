import { beforeEach, describe, expect, it, test } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import {
  type DeadlineTerms,
  endDeadline,
  listDeadlines,
  listRevisions,
  setDeadline,
} from "../../db/desk/deadlines.ts";
import { listExpected } from "../../db/queries/expected-agencies.ts";
import { listFilings, tallyFilings } from "../../db/queries/filings.ts";
import { listFailures } from "../../db/queries/quality.ts";
import { getDataVersion } from "../../db/queries/release.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { findingText } from "../../lib/catalog/finding-text.ts";
import { regionPrefix } from "../../lib/catalog/regions.ts";
import { getRegistryWords } from "../../lib/catalog/registry.ts";
import { type DeadlineRule, findDeadline, isLaterThanLaw } from "../../lib/checks/deadline.ts";
import { EVERYWHERE } from "../../lib/desk/remit.ts";
import { type ReportSketch, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();

/** `35 2019-2021 department/province 01-20`; `-` leaves out, `*` is everywhere. */
function ruleOf(text: string, rule: number): DeadlineRule {
  const [code = "", years = "", who = "", date = ""] = text.split(" ");
  const region = code === "*" ? null : code;
  const [since = 0, until] = years.split("-").map(Number);
  const [kind = "-", level = "-"] = who.split("/");
  const [month = 0, day = 0] = date.split("-").map(Number);
  return {
    ...{ rule, region, prefix: region === null ? "" : regionPrefix(region), basis: `basis ${rule}` },
    ...{ since, until: until === 0 ? null : (until ?? since), month, day },
    ...{ kind: kind === "-" ? null : kind, level: level === "-" ? null : level },
  };
}

const PINGTAN = { kind: "department", level: "county", region: "350128" };
const FUJIAN = { kind: "department", level: "province", region: "350000" };
const TOWN = { kind: "township", level: "township", region: "350128" };
const FUZHOU = { kind: "government", level: "prefecture", region: "350100" };
const NANJING = { kind: "department", level: "prefecture", region: "320100" };

describe("which deadline applies", () => {
  test.each([
    ["the law, where nothing is set", PINGTAN, 2023, [], "2024-01-31", null],
    ["the law, by kind", FUZHOU, 2023, [], "2024-03-31", null],
    [
      "a date of the province, for what lies in it",
      PINGTAN,
      2023,
      ["350000 2020-0 -/- 01-20"],
      "2024-01-20",
      1,
    ],
    ["and for the province itself", FUJIAN, 2023, ["350000 2020-0 -/- 01-20"], "2024-01-20", 1],
    ["but not for another province", NANJING, 2023, ["350000 2020-0 -/- 01-20"], "2024-01-31", null],
    ["nor in years before", PINGTAN, 2019, ["350000 2020-0 -/- 01-20"], "2020-01-31", null],
    ["nor after its last", PINGTAN, 2023, ["350000 2020-2022 -/- 01-20"], "2024-01-31", null],
    ["in its last it does", PINGTAN, 2022, ["350000 2020-2022 -/- 01-20"], "2023-01-20", 1],
    [
      "the county’s before the city’s and the province’s",
      PINGTAN,
      2023,
      ["350128 2020-0 -/- 01-10", "350000 2020-0 -/- 01-20", "350100 2020-0 -/- 01-15"],
      "2024-01-10",
      1,
    ],
    [
      "the city’s before the province’s that names a kind",
      PINGTAN,
      2023,
      ["350000 2020-0 department/- 01-20", "350100 2020-0 -/- 01-15"],
      "2024-01-15",
      2,
    ],
    [
      "a city’s county prefix is no other city",
      { ...PINGTAN, region: "351000" },
      2023,
      ["350100 2020-0 -/- 01-15"],
      "2024-01-31",
      null,
    ],
    ["one for a level, of that level", FUJIAN, 2023, ["350000 2020-0 -/province 01-12"], "2024-01-12", 1],
    ["and of no other", PINGTAN, 2023, ["350000 2020-0 -/province 01-12"], "2024-01-31", null],
    [
      "a kind before a level",
      FUJIAN,
      2023,
      ["350000 2020-0 -/province 01-12", "350000 2020-0 department/- 01-20"],
      "2024-01-20",
      2,
    ],
    [
      "both before one of them",
      FUJIAN,
      2023,
      ["350000 2020-0 department/- 01-20", "350000 2020-0 department/province 01-11"],
      "2024-01-11",
      2,
    ],
    ["another kind is not meant", TOWN, 2023, ["350000 2020-0 department/- 01-20"], "2024-01-31", null],
    [
      "a postponed year before every year",
      PINGTAN,
      2022,
      ["350000 2020-0 -/- 01-20", "350000 2022 -/- 02-28"],
      "2023-02-28",
      2,
    ],
    [
      "the later of two open ones",
      PINGTAN,
      2023,
      ["350000 2020-0 -/- 01-20", "350000 2022-0 -/- 01-25"],
      "2024-01-25",
      2,
    ],
    ["everywhere, in one year", NANJING, 2019, ["* 2019 -/- 04-30"], "2020-04-30", 1],
    [
      "but a region’s before that",
      PINGTAN,
      2019,
      ["* 2019 -/- 04-30", "350000 2018-0 -/- 01-20"],
      "2020-01-20",
      2,
    ],
    [
      "an agency without a place has no region’s",
      { ...PINGTAN, region: null },
      2023,
      ["350000 2020-0 -/- 01-20"],
      "2024-01-31",
      null,
    ],
  ] as const)("%s", (_, agency, year, rules, date, rule) => {
    const all = rules.map((text, at) => ruleOf(text, at + 1));
    for (const order of [all, all.toReversed()]) {
      const due = findDeadline(agency, year, catalog, order);
      expect({ date: due?.date, rule: due?.rule?.rule ?? null }).toEqual({ date, rule });
      expect(due?.basis.zh).toEqual(rule === null ? expect.stringContaining("条例") : `basis ${rule}`);
    }
  });
});

describe("a date is told as later than the law", () => {
  const kinds = getRegistryWords().kinds.map(({ id }) => id);
  test.each([
    ["where it is, in its one year", "350000 2020 department/- 02-01", true],
    ["and not on the day of the law itself", "350000 2020 department/- 01-31", false],
    ["by the law of its kind", "350000 2020 government/- 03-31", false],
    ["nor where the law asks some of all for a later day", "350000 2020 -/- 02-28", false],
    ["but where it asks all for an earlier one", "* 2019 -/- 04-30", true],
    ["by the law of its last years, too", "350000 2015-0 department/- 03-15", true],
    ["as far as it goes on until then", "350000 2015-2018 department/- 03-15", false],
    ["and by that of its first alone where that is stricter", "350000 2018-2020 government/- 04-01", true],
    ["not in years of which the law says nothing", "350000 2005-2007 -/- 06-30", false],
    ["which do not hinder that it is in others", "350000 2005-0 -/- 06-30", true],
  ] as const)("%s", (_, text, isLater) => {
    expect(isLaterThanLaw(ruleOf(text, 1), kinds, catalog)).toBe(isLater);
  });
});

const AT = "2026-01-01T00:00:00.000Z";
const BY = { by: "lin", at: AT };
const YEARS = [2020, 2021, 2022];
const JIANGSU: DeadlineTerms = {
  ...{ region: "320000", since: 2021, until: null, kind: null, level: null },
  ...{ month: 3, day: 15, basis: "苏政办〔2021〕1号" },
};

let db: Database;

async function file(sketch: ReportSketch, published: string | null): Promise<void> {
  const input = storeInput({ file: JSON.stringify(sketch), ...sketch });
  const identity = { ...input.report.identity, published };
  await storeReport(db, catalog, { ...input, report: { ...input.report, identity } });
}

function filingsOf(agency: string, today = "2024-02-15") {
  const agencies = listExpected(db, catalog, {}).filter(({ id }) => id === agency);
  return listFilings(db, catalog, { agencies, years: YEARS, today })[0]?.filings ?? [];
}

const statesOf = (agency: string) => filingsOf(agency).map(({ state }) => state);
const set = (terms: DeadlineTerms, seen?: { rule: number; revision: number }) =>
  db.transaction(() => setDeadline(db, catalog, EVERYWHERE, { ...terms, ...BY, seen }));
const end = (seen: { rule: number; revision: number }, last: number | null) =>
  db.transaction(() => endDeadline(db, catalog, EVERYWHERE, { seen, last, basis: "ends", ...BY }));

describe("setting a deadline", () => {
  beforeEach(async () => {
    db = openInMemory();
    await file({ agency: "suqian-city", year: 2020 }, "2021-03-20");
    await file({ agency: "suqian-city", year: 2021 }, "2022-03-20");
    await file({ agency: "suqian-city", year: 2022 }, null);
    await file({ agency: "huaian-city", year: 2021 }, "2022-03-01");
  });

  it("makes late at once what came after it, in its region and years alone, and ending it takes that back", async () => {
    expect(statesOf("suqian-city")).toEqual(["published", "published", "undated"]);
    const { version } = await getDataVersion(db);
    expect(set(JIANGSU)).toMatchObject({ done: true, was: null, is: { rule: 1, revision: 1 } });
    expect(statesOf("suqian-city")).toEqual(["published", "late", "undated"]);
    expect(statesOf("huaian-city")[1]).toBe("published");
    expect(filingsOf("suqian-city")[1]).toMatchObject({
      ...{ deadline: "2022-03-15", daysLate: 5, isLegalDeadline: false },
      deadlineBasis: { zh: "苏政办〔2021〕1号" },
    });
    expect((await getDataVersion(db)).version).toBe(version + 1);
    const [failure, ...more] = await listFailures(db, { agency: "suqian-city", year: 2021 }).then((all) =>
      all.filter(({ check }) => check.startsWith("deadline")),
    );
    expect(more).toEqual([]);
    expect(failure).toMatchObject({ check: "deadline-local", finding: { code: "published-late" } });
    expect(failure && findingText(catalog, failure.finding, "zh").message).toBe(
      "2022-03-20 公布，期限为 2022-03-15（苏政办〔2021〕1号），迟 5 天",
    );
    expect(end({ rule: 1, revision: 1 }, null)).toMatchObject({ done: true, is: { isEnded: true } });
    expect(statesOf("suqian-city")).toEqual(["published", "published", "undated"]);
    expect(filingsOf("suqian-city")[1]).toMatchObject({ deadline: "2022-03-31", isLegalDeadline: true });
  });

  it("judges a report that is stored later by it too", async () => {
    set(JIANGSU);
    await file({ agency: "suqian-city", year: 2022, scope: "own-level" }, "2023-03-16");
    expect(statesOf("suqian-city")[2]).toBe("late");
  });

  it("says by it what is missing and what is not due, alike in grid and count", () => {
    set({ ...JIANGSU, since: 2022, until: 2022, month: 12, day: 1 });
    const today = "2023-06-01";
    expect(filingsOf("huaian-city", today)[2]?.state).toBe("not-due");
    const tally = tallyFilings(db, catalog, { region: "320000", years: YEARS, today });
    const grid = listFilings(db, catalog, {
      agencies: listExpected(db, catalog, { region: "320000" }),
      ...{ years: YEARS, today },
    });
    for (const [at, { counts }] of tally.entries())
      for (const [state, n] of Object.entries(counts))
        expect(grid.filter(({ filings }) => filings[at]?.state === state)).toHaveLength(n);
    expect(tally[2]?.counts["not-due"]).toBeGreaterThan(0);
  });

  it("keeps what it was: a change is another row, and who saw an older one changes nothing", () => {
    set(JIANGSU);
    const changed = { ...JIANGSU, day: 25 };
    expect(set(changed, { rule: 1, revision: 1 })).toMatchObject({
      done: true,
      was: { day: 15 },
      is: { day: 25 },
    });
    expect(statesOf("suqian-city")[1]).toBe("published");
    expect(set({ ...JIANGSU, day: 1 }, { rule: 1, revision: 1 })).toEqual({
      done: false,
      why: "changed-meanwhile",
    });
    expect(end({ rule: 1, revision: 1 }, null)).toEqual({ done: false, why: "changed-meanwhile" });
    expect(listRevisions(db, 1).map(({ day, isNewest }) => [day, isNewest])).toEqual([
      [25, true],
      [15, false],
    ]);
    expect(end({ rule: 1, revision: 2 }, 2021)).toMatchObject({
      done: true,
      is: { until: 2021, isEnded: false },
    });
    expect(listDeadlines(db)).toMatchObject([{ rule: 1, revision: 3, until: 2021 }]);
  });

  it("refuses two rules of which nobody could tell which applies", () => {
    set(JIANGSU);
    expect(set({ ...JIANGSU, day: 1 })).toEqual({ done: false, why: "twice" });
    expect(set({ ...JIANGSU, kind: "department" })).toMatchObject({ done: true, is: { rule: 2 } });
    expect(set(JIANGSU, { rule: 2, revision: 1 })).toEqual({ done: false, why: "twice" });
    expect(set(JIANGSU, { rule: 1, revision: 1 })).toEqual({ done: false, why: "same-value" });
    expect(set(JIANGSU, { rule: 9, revision: 1 })).toEqual({ done: false, why: "no-rule" });
  });

  it("is for whose remit the region is in", () => {
    const nanjing = { everywhere: false, regions: ["320100"], agencies: ["suqian-city"] };
    const by = (terms: DeadlineTerms) => setDeadline(db, catalog, nanjing, { ...terms, ...BY });
    expect(by(JIANGSU)).toEqual({ done: false, why: "not-yours" });
    expect(by({ ...JIANGSU, region: null })).toEqual({ done: false, why: "not-yours" });
    expect(by({ ...JIANGSU, region: "320102" })).toMatchObject({ done: true });
    set(JIANGSU);
    const seen = { rule: 2, revision: 1 };
    expect(endDeadline(db, catalog, nanjing, { seen, last: null, basis: "x", ...BY })).toEqual({
      done: false,
      why: "not-yours",
    });
    const moved = setDeadline(db, catalog, nanjing, { ...JIANGSU, region: "320102", ...BY, seen });
    expect(moved).toEqual({ done: false, why: "not-yours" });
  });
});
