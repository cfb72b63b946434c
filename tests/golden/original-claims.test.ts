import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { runChecks } from "../../lib/checks/run-checks.ts";
import { aloneSubject } from "../../lib/checks/subject.ts";
import { readReports } from "../../lib/ingest/read-report.ts";

/** The files as the agencies published them are not part of the repository; they lie beside it where it is built. */
const ORIGINALS = fileURLToPath(new URL("../../../shared/reports/originals", import.meta.url));
const catalog = getCatalog();
const absent = !existsSync(ORIGINALS);
if (absent) console.warn(`skipped: no originals at ${ORIGINALS}`);

/** What the text checks say of a report by itself: by verdict, `check instance` with the basis. */
async function check(file: string) {
  const bytes = new Uint8Array(readFileSync(`${ORIGINALS}/${file}`));
  const { value } = await readReports({ fileName: file, bytes }, catalog);
  const report = value[0]?.report;
  if (report === undefined) throw new Error(`not read: ${file}`);
  const { identity, facts, claims } = report;
  const { year, scope } = identity;
  if (year === null || scope === null) throw new Error(`undecided: ${file}`);
  const agency = { id: "", kind: null, level: null };
  const years = { title: year, period: year };
  const subject = aloneSubject({ agency, year, scope, facts, claims, sections: [], published: null, years });
  const said: Record<string, string[]> = { passed: [], failed: [], "not-assessable": [] };
  for (const result of runChecks(subject, catalog)) {
    if (!result.check.startsWith("text-")) continue;
    const basis = result.words?.split(" ")[0] ?? "";
    said[result.verdict]?.push(`${result.instance} ${basis}`);
  }
  return said;
}

/** Every claim was judged by hand: the two that fail are errors of the source, what is open counts parts. */
describe.skipIf(absent)("prose as published", () => {
  it("of Huai'an 2024 agrees with the tables", async () => {
    expect(await check("huaian-city-2024.pdf")).toEqual({
      passed: [
        "received/3119 new",
        "answered/3050 results",
        "carried-in/34 carried-in",
        "carried-out/103 carried-out",
        "reconsideration/351 reconsideration-total",
        "reconsideration-upheld/72 reconsideration-upheld",
        "reconsideration-corrected/64 reconsideration-corrected",
        "reconsideration-other/178 reconsideration-other",
        "reconsideration-pending/37 reconsideration-pending",
        "litigation/46 litigation-total",
        "litigation-upheld/25 litigation-upheld",
        "litigation-corrected/5 litigation-corrected",
        "litigation-other/9 litigation-other",
        "litigation-pending/7 litigation-pending",
        "rules-issued/1 rules-issued",
        "reconsideration/351 text",
        "litigation/46 text",
      ],
      failed: [],
      "not-assessable": ["answered/3050 text"],
    });
  });

  it("of Pingtan 2022 counts new requests with those carried in", async () => {
    expect(await check("pingtan-zone-2022.html")).toEqual({
      passed: [
        "received/75 new-and-carried-in",
        "from-natural-persons/72 new-and-carried-in-natural",
        "from-enterprises/3 new-enterprise",
        "litigation/1 litigation-total",
        "reconsideration/2 reconsideration-total",
        "normative-documents-in-force/698 normative-documents-in-force",
        "normative-documents-issued/88 normative-documents-issued",
      ],
      failed: [],
      "not-assessable": [],
    });
  });

  it("of Pingtan 2015 tells parts from the whole, and nothing from something", async () => {
    expect(await check("pingtan-zone-2015.html")).toEqual({
      passed: [
        "items-disclosed/2949 items-disclosed",
        "received/0 new",
        "litigation/0 litigation-total",
        "reconsideration/0 reconsideration-total",
        "items-disclosed/2275/77% text",
        "items-disclosed/674/23% text",
      ],
      failed: [],
      "not-assessable": [
        "items-disclosed/2275 items-disclosed",
        "items-disclosed/674 items-disclosed",
        "items-disclosed/1831 items-disclosed",
      ],
    });
  });

  it("of Yuyao 2019 does not: 53 items are 51 by its own list, and 48 on the website by its table", async () => {
    expect(await check("yuyao-trade-union-2019.txt")).toEqual({
      passed: [],
      failed: ["items-on-website/53 items-on-website", "items-on-website/53 text"],
      "not-assessable": [],
    });
  });
});
