import { beforeEach, describe, expect, it } from "vitest";
import { type Database, openInMemory } from "../../db/client.ts";
import { getReport } from "../../db/queries/reports.ts";
import { storeReport } from "../../db/store.ts";
import { withdrawDocument } from "../../db/withdraw.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { fact, READ_AT, type ReportSketch, sha256Of, storeInput } from "../fixtures/report-builder.ts";

const catalog = getCatalog();
let db: Database;
beforeEach(() => {
  db = openInMemory();
});
const store = (sketch: ReportSketch) => storeReport(db, catalog, storeInput(sketch));

const whole: ReportSketch = {
  file: "whole",
  facts: [
    fact("requests-received", 7, { row: 1 }),
    fact("requests-carried-in", 2, { row: 2 }),
    fact("results-total", 9, { row: 3 }),
  ],
};
const row: ReportSketch = {
  file: "overview",
  collected: true,
  facts: [fact("requests-received", 7), fact("results-total", 8, { row: 2 })],
};

async function shown() {
  const view = await getReport(db, "pingtan-zone", 2022);
  return [view?.summary.version, view?.summary.fileName, view?.facts.length, view?.versions.length];
}

describe("the row of a collected table", () => {
  it("stands beside a report with more cells: kept, not shown, and told how the figures agree", async () => {
    await store(whole);
    const told = await store(row);
    expect(told).toMatchObject({ change: "beside", version: 2 });
    expect(told.remarks).toMatchObject([
      { code: "collected-beside-report", parameters: { cells: 2, held: 3, figures: 2, agreeing: 1 } },
      {
        code: "collected-differs",
        parameters: { label: "row of results-total/total", printed: "8", held: "9", year: 2022 },
      },
    ]);
    expect(await shown()).toEqual([1, "whole.html", 3, 2]);
  });

  it("tells of a figure that the report lacks", async () => {
    await store(whole);
    const { remarks } = await store({ ...row, facts: [fact("disclosed-in-full", 4)] });
    expect(remarks?.[1]).toMatchObject({ code: "collected-not-in-report", parameters: { printed: "4" } });
  });

  it("changes nothing when it is handed in again, and stays beside under another reader", async () => {
    await store(whole);
    await store(row);
    expect(await store(row)).toMatchObject({ change: "unchanged", version: 2 });
    await store({ ...row, reader: "reader-2", facts: [fact("requests-received", 6)] });
    expect(await shown()).toEqual([1, "whole.html", 3, 3]);
  });

  it("is replaced by the report that comes later, and replaces none that has no more cells", async () => {
    await store(row);
    expect(await store(whole)).toMatchObject({ change: "new-version", version: 2 });
    expect(await shown()).toEqual([2, "whole.html", 3, 2]);
    const longer = { ...row, file: "longer", facts: whole.facts ?? [] };
    expect(await store(longer)).toMatchObject({ change: "new-version", version: 3 });
  });

  it("is not what a report shows whose version is withdrawn, as long as another is held", async () => {
    await store(whole);
    await store({ ...whole, file: "corrected" });
    await store(row);
    withdrawDocument(db, catalog, sha256Of("corrected"), new Set([0]), READ_AT);
    expect(await shown()).toEqual([1, "whole.html", 3, 2]);
  });
});
