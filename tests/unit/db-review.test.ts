import { beforeEach, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { listAgencies } from "../../db/queries/agencies.ts";
import { getCoverage } from "../../db/queries/coverage.ts";
import { getDocument } from "../../db/queries/documents.ts";
import { listLatestFindings } from "../../db/queries/findings.ts";
import { getReport, listReports } from "../../db/queries/reports.ts";
import { acceptReading, listAwaiting } from "../../db/review.ts";
import { totals } from "../../db/schema.ts";
import { storeReport } from "../../db/store.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { Fact } from "../../lib/model.ts";
import { fact, type ReportSketch, sha256Of, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
let db: Database;
beforeEach(() => {
  db = openInMemory();
});
const store = (sketch: ReportSketch) => storeReport(db, catalog, storeInput(sketch));
const recognised = (amount: number): Fact[] => [
  { ...fact("requests-received", amount), method: "ocr", confidence: 0.91 },
];
const amount = async () => (await getReport(db, "pingtan-zone", 2022))?.facts[0]?.value;

describe("figures recognised in a picture", () => {
  it("are stored and shown nowhere", async () => {
    await store({
      file: "scan",
      facts: recognised(7),
      findings: [{ code: "cells-missing", parameters: {} }],
    });
    expect(await listAwaiting(db)).toMatchObject([{ agency: "pingtan-zone", year: 2022, version: 1 }]);
    expect(await getReport(db, "pingtan-zone", 2022)).toBeUndefined();
    expect([await listReports(db), await listAgencies(db), await listLatestFindings(db, 9)]).toEqual([
      [],
      [],
      [],
    ]);
    expect(await getCoverage(db)).toMatchObject({ reports: 0, agencies: 0, facts: 0, years: [] });
    expect((await getDocument(db, sha256Of("scan")))?.reports).toEqual([]);
    expect(db.select().from(totals).all()).toEqual([]);
  });

  it("leave what is shown as it is", async () => {
    await store({ file: "page", facts: [fact("requests-received", 5)] });
    await store({ file: "scan", facts: recognised(7) });
    expect(await amount()).toEqual({ status: "reported", amount: 5 });
    expect((await getReport(db, "pingtan-zone", 2022))?.versions.length).toBe(1);
  });

  it("are shown, with confidence and method, once somebody accepts them", async () => {
    await store({ file: "page", facts: [fact("requests-received", 5)] });
    await store({ file: "scan", facts: recognised(7) });
    const at = "2026-02-03T00:00:00.000Z";
    const hash = sha256Of("scan").slice(0, 10);
    expect((await acceptReading(db, catalog, { hash, by: "editor", at })).length).toBe(1);
    expect(await amount()).toEqual({ status: "reported", amount: 7 });
    const report = await getReport(db, "pingtan-zone", 2022);
    expect(report?.facts[0]).toMatchObject({ method: "ocr", confidence: 0.91 });
    expect(db.select().from(totals).all()[0]).toMatchObject({ amount: 7 });
    expect(await listAwaiting(db)).toEqual([]);
    expect(await acceptReading(db, catalog, { hash, by: "editor", at })).toEqual([]);
  });

  it("stay accepted when the same file is read again with the same figures", async () => {
    await store({ file: "scan", facts: recognised(7) });
    await acceptReading(db, catalog, {
      hash: sha256Of("scan"),
      by: "editor",
      at: "2026-02-03T00:00:00.000Z",
    });
    await store({ file: "scan", facts: recognised(7), reader: "reader-2" });
    expect(await amount()).toEqual({ status: "reported", amount: 7 });
    await store({ file: "scan", facts: recognised(8), reader: "reader-3" });
    expect(await amount(), "other figures await review again").toEqual({ status: "reported", amount: 7 });
  });
});
