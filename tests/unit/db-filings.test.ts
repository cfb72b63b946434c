import { beforeEach, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { noteFailure } from "../../db/handed-in.ts";
import { type FilingFilter, listExpected } from "../../db/queries/expected-agencies.ts";
import { getFilingYears, listFilings, tallyFilings } from "../../db/queries/filings.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { FILING_STATES, type FilingState } from "../../lib/model.ts";
import { enter } from "../fixtures/registry-sketch.ts";
import { fact, READ_AT, type ReportSketch, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
const TODAY = "2024-02-15";
const YEARS = [2020, 2021, 2022, 2023];
let db: Database;

async function file(sketch: ReportSketch, published: string | null): Promise<void> {
  const input = storeInput({ file: JSON.stringify(sketch), ...sketch });
  const identity = { ...input.report.identity, published };
  await storeReport(db, catalog, { ...input, report: { ...input.report, identity } });
}

const statesOf = (agency: string, filter: FilingFilter = {}) => {
  const agencies = listExpected(db, catalog, filter);
  const found = listFilings(db, catalog, { agencies, years: YEARS, today: TODAY });
  return found.find((one) => one.agency.id === agency)?.filings.map(({ state }) => state);
};

beforeEach(() => {
  db = openInMemory();
});

describe("who has filed", () => {
  it("goes by the date that the report states and the deadline of its kind", async () => {
    await file({ agency: "suqian-city", year: 2020 }, "2021-03-31");
    await file({ agency: "suqian-city", year: 2021 }, "2022-04-01");
    await file({ agency: "suqian-city", year: 2022 }, null);
    expect(statesOf("suqian-city")).toEqual(["published", "late", "undated", "not-due"]);
    // A mass organisation is due two months earlier.
    await file({ agency: "yuyao-trade-union", year: 2020, scope: "own-organ" }, "2021-03-31");
    expect(statesOf("yuyao-trade-union")).toEqual(["late", "missing", "missing", "missing"]);
    const agencies = listExpected(db, catalog, {});
    const [, late] =
      listFilings(db, catalog, { agencies, years: YEARS, today: TODAY }).find(
        ({ agency }) => agency.id === "suqian-city",
      )?.filings ?? [];
    expect(late).toMatchObject({ deadline: "2022-03-31", daysLate: 1, published: "2022-04-01" });
  });

  it("knows what awaits review and what could not be read, and forgets the latter when it is held", async () => {
    const recognized = { ...fact("requests-received", 7), method: "ocr" as const, confidence: 0.9 };
    await file({ agency: "huaian-city", year: 2021, facts: [recognized] }, null);
    noteFailure(db, {
      ...{ path: "/in/x.doc", name: "in/x.doc", sha256: null, agency: "huaian-city", year: 2022 },
      ...{ findings: [], triedAt: READ_AT },
    });
    expect(statesOf("huaian-city")).toEqual(["missing", "in-review", "unreadable", "not-due"]);
    await file({ agency: "huaian-city", year: 2022 }, "2023-01-01");
    expect(statesOf("huaian-city")?.[2]).toBe("published");
  });

  it("counts the same states as the grid, for every filter, and n of N adds up", async () => {
    await file({ agency: "suqian-city", year: 2020 }, "2021-03-31");
    await file({ agency: "suqian-city", year: 2020, scope: "own-level" }, "2021-06-01");
    await file({ agency: "yuyao-trade-union", year: 2021, scope: "own-organ" }, "2022-03-31");
    await file({ agency: { name: "某某局" }, year: 2022, scope: "own-organ" }, "2023-01-10");
    noteFailure(db, {
      ...{ path: "/in/x.doc", name: "in/x.doc", sha256: null, agency: "huaian-city", year: 2022 },
      ...{ findings: [], triedAt: READ_AT },
    });
    for (const filter of [
      {},
      { region: "32" },
      { region: "320000" },
      { kind: "government" },
      { level: "county" },
    ]) {
      const agencies = listExpected(db, catalog, filter);
      const grid = listFilings(db, catalog, { agencies, years: YEARS, today: TODAY });
      const tallies = tallyFilings(db, catalog, { ...filter, years: YEARS, today: TODAY });
      for (const [at, { year, expected, counts }] of tallies.entries()) {
        const counted = (state: FilingState) =>
          grid.filter(({ filings }) => filings[at]?.state === state).length;
        expect(expected).toBe(agencies.length - counts["not-there"]);
        expect(counts, `${JSON.stringify(filter)} ${year}`).toEqual(
          Object.fromEntries(FILING_STATES.map((state) => [state, counted(state)])),
        );
        expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(agencies.length);
      }
    }
  });

  it("expects the agencies of the catalog, and what is held of others", async () => {
    expect(listExpected(db, catalog, {}).map(({ id }) => id)).toHaveLength(catalog.agencies.length);
    await file({ agency: { name: "某某局" }, year: 2022, scope: "own-organ" }, null);
    expect(listExpected(db, catalog, {})).toHaveLength(catalog.agencies.length + 1);
    expect(listExpected(db, catalog, { region: "35" }).every(({ region }) => region?.startsWith("35"))).toBe(
      true,
    );
  });

  it("expects an agency for the years at whose end it is there", async () => {
    enter(db, [
      { id: "old", name: "余姚市质量技术监督局", region: "330281", validTo: "2021-12-30" },
      { id: "new", name: "余姚市市场监督管理局", region: "330281", validFrom: "2021-12-31" },
    ]);
    expect(statesOf("old")).toEqual(["missing", "not-there", "not-there", "not-there"]);
    expect(statesOf("new")).toEqual(["not-there", "missing", "missing", "missing"]);
    await file({ agency: "old", year: 2022, scope: "own-organ" }, null);
    noteFailure(db, {
      ...{ path: "/in/x.doc", name: "in/x.doc", sha256: null, agency: "old", year: 2023 },
      ...{ findings: [], triedAt: READ_AT },
    });
    expect(statesOf("old")).toEqual(["missing", "not-there", "undated", "unreadable"]);
    const tallies = tallyFilings(db, catalog, { region: "330281", years: YEARS, today: TODAY });
    const all = listExpected(db, catalog, { region: "330281" }).length;
    expect(tallies.map(({ expected }) => all - expected)).toEqual([1, 1, 0, 0]);
    expect(tallies.map(({ counts }) => counts["not-there"])).toEqual([1, 1, 0, 0]);
  });

  it("looks from the first year held to the last that is due", async () => {
    expect(getFilingYears(db, TODAY)).toEqual([2023, 2023]);
    await file({ year: 2011 }, null);
    expect(getFilingYears(db, TODAY)).toEqual([2011, 2023]);
  });
});
