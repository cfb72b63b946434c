import { beforeAll, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { getAgency, listAgencies } from "../../db/queries/agencies.ts";
import { getCoverage } from "../../db/queries/coverage.ts";
import { getDocument } from "../../db/queries/documents.ts";
import { listLatestFindings } from "../../db/queries/findings.ts";
import { getDataVersion } from "../../db/queries/release.ts";
import { getReport, listReports } from "../../db/queries/reports.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { fact, READ_AT, type ReportSketch, sha256Of, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
const PINGTAN = {
  id: "pingtan-zone",
  region: "350128",
  nameEn: "Pingtan Comprehensive Experimental Area Management Committee",
};
let db: Database;

beforeAll(async () => {
  db = openInMemory();
  const two = [fact("requests-received", 7), fact("results-total", 7)];
  const sketches: ReportSketch[] = [
    { file: "a", year: 2022, findings: [{ code: "year-conflict", parameters: { year: 2022 } }] },
    { file: "b", year: 2022, facts: two, findings: [{ code: "scope-conflict", parameters: {} }] },
    {
      file: "c",
      year: 2021,
      findings: [
        { code: "agency-conflict", parameters: {} },
        { code: "scope-assumed", parameters: {} },
      ],
    },
    { file: "d", year: 2022, scope: "own-organ" },
    { file: "e", year: 2022, agency: "suqian-city" },
    { file: "f", year: 2020, agency: { name: "100%_某局" } },
  ];
  for (const sketch of sketches) await storeReport(db, catalog, storeInput(sketch));
});

describe("agencies", () => {
  it("list the years held, each once, ascending", async () => {
    expect(await getAgency(db, "pingtan-zone")).toMatchObject({
      ...PINGTAN,
      years: [2021, 2022],
      provisional: false,
    });
    expect(await getAgency(db, "nobody")).toBeUndefined();
  });

  it.each([
    [{}, ["suqian-city", "pingtan-zone", "provisional"]],
    [{ search: "宿迁" }, ["suqian-city"]],
    [{ search: "PINGTAN" }, ["pingtan-zone"]],
    [{ search: "福建" }, ["pingtan-zone"]],
    [{ search: "%" }, ["provisional"]],
    [{ search: "0%_" }, ["provisional"]],
    [{ search: "_" }, ["provisional"]],
    [{ search: " " }, ["suqian-city", "pingtan-zone", "provisional"]],
    [{ search: "nowhere" }, []],
    [{ kind: "government" }, ["suqian-city"]],
    [{ region: "35" }, ["pingtan-zone"]],
    [{ kind: "government", region: "35" }, []],
  ])("match %j", async (filter, expected) => {
    const found = await listAgencies(db, filter);
    expect(found.map(({ id, provisional }) => (provisional ? "provisional" : id))).toEqual(expected);
  });
});

describe("reports", () => {
  it.each([
    [{}, ["b", "d", "e", "c", "f"]],
    [{ year: 2022 }, ["b", "d", "e"]],
    [{ agency: "pingtan-zone" }, ["b", "d", "c"]],
    [{ agency: "pingtan-zone", year: 2021 }, ["c"]],
    [{ agency: "nobody" }, []],
  ])("match %j in their current versions", async (filter, expected) => {
    const found = await listReports(db, filter);
    expect(found.map(({ fileName }) => fileName.replace(".html", "")).sort()).toEqual(expected.sort());
  });

  it.each([
    [undefined, "b.html"],
    ["own-organ", "d.html"],
    ["own-level", undefined],
  ] as const)("of scope %s", async (scope, fileName) => {
    expect((await getReport(db, "pingtan-zone", 2022, scope))?.summary.fileName).toBe(fileName);
  });

  it("list their versions, the newest first", async () => {
    const report = await getReport(db, "pingtan-zone", 2022);
    expect(report?.versions.map(({ version, fileName }) => [version, fileName])).toEqual([
      [2, "b.html"],
      [1, "a.html"],
    ]);
  });
});

describe("the whole", () => {
  it("is covered by current versions alone", async () => {
    expect(await getCoverage(db)).toEqual({
      years: [2020, 2021, 2022],
      agencies: 3,
      reports: 5,
      facts: 6,
      perYear: { 2020: 1, 2021: 1, 2022: 3 },
    });
  });

  it("shows the latest warnings of current versions", async () => {
    const found = await listLatestFindings(db, 9);
    const ofReading = found.filter(({ code }) => code !== "edition-not-of-year");
    expect(ofReading.map(({ code, agency, year }) => [code, agency, year])).toEqual([
      ["agency-conflict", "pingtan-zone", 2021],
      ["scope-conflict", "pingtan-zone", 2022],
    ]);
    expect(await listLatestFindings(db, 1)).toHaveLength(1);
  });

  it("has a version", async () => {
    expect(await getDataVersion(db)).toEqual({ version: 6, changedAt: READ_AT });
    expect(await getDataVersion(openInMemory())).toEqual({ version: 0, changedAt: null });
  });

  it("keeps where a document came from and went", async () => {
    expect(await getDocument(db, sha256Of("a"))).toEqual({
      sha256: sha256Of("a"),
      fileName: "a.html",
      format: "html",
      charset: "utf-8",
      bytes: 1,
      receivedAt: READ_AT,
      reports: [{ agency: "pingtan-zone", year: 2022, scope: "whole-region", version: 1 }],
    });
    expect(await getDocument(db, sha256Of("z"))).toBeUndefined();
  });
});
