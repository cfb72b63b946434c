import { describeAgency } from "../../db/agency-entry.ts";
import type { Database } from "../../db/client.ts";
import { listDeadlineRules } from "../../db/deadlines.ts";
import { getReport } from "../../db/queries/reports.ts";
import type { Catalog } from "../catalog/catalog.ts";
import type { Language } from "../catalog/schema.ts";
import { toFinding } from "../checks/finding.ts";
import { countResults, detailOf } from "../checks/record.ts";
import { nameOf } from "../checks/result.ts";
import type { Finding } from "../model.ts";
import type { Precheck, PrecheckedReport } from "../precheck.ts";
import type { ReportExtract } from "../report.ts";
import type { StoredFinding } from "../views.ts";
import { checkReport, scopeOf } from "./check-report.ts";
import { type FileReading, type FileReport, listFileReports, type ReportReading } from "./file-reading.ts";
import type { Pool } from "./pool.ts";
import { describeReading, type ReadOutput } from "./read-output.ts";
import { openResolver, resolveReading, toFinding as toDoubt } from "./resolve-reading.ts";

/** Reading a report for somebody who has not published it yet: as ingest reads, and nothing is written anywhere. */

export interface PrecheckContext {
  /** Asked who is who and for the report of the year before; never written. */
  readonly db: Database;
  readonly catalog: Catalog;
  readonly pool: Pick<Pool, "read">;
}

export interface HandedIn {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Reports of one file that are shown. */
const MOST_SHOWN = 200;
const LONGEST_NAME = 120;

/** What a file is called, without the folders that some browsers send along. */
function tidyName(name: string): string {
  const last =
    name
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\p{Cc}/gu, "") ?? "";
  return [...last].slice(-LONGEST_NAME).join("") || "-";
}

/** Reads a file, and says whose report it is as the registry has it. */
export async function readHandedIn(
  { name, bytes }: HandedIn,
  { db, catalog, pool }: PrecheckContext,
): Promise<FileReading> {
  const reading = await pool.read({ path: tidyName(name), bytes });
  const { path, sha256 } = reading;
  if (sha256 === null || reading.readings.length === 0) return reading;
  const resolver = openResolver(db, catalog);
  const readings = reading.readings.map((one): ReportReading => {
    const resolved = resolveReading(one, { path, sha256 }, resolver);
    const doubts = resolved.doubt === undefined ? [] : [toDoubt(resolved.doubt, resolver)];
    return { ...resolved.reading, findings: [...resolved.reading.findings, ...doubts] };
  });
  return { ...reading, readings };
}

/** The reading as `gongkai read --json` prints it, one object a report. */
export function describeHandedIn(reading: FileReading, catalog: Catalog, language: Language): ReadOutput[] {
  return listFileReports(reading).map((report) => describeReading(report, catalog, language));
}

/** The reading as a page shows it. */
export async function viewHandedIn(
  reading: FileReading,
  bytes: number,
  context: Omit<PrecheckContext, "pool">,
): Promise<Precheck> {
  const { catalog } = context;
  const all = listFileReports(reading);
  const reports: PrecheckedReport[] = [];
  for (const { report, findings } of all.slice(0, MOST_SHOWN))
    if (report !== null) reports.push(await viewReport({ report, findings }, context));
  return {
    kind: "read",
    fileName: reading.path,
    bytes,
    sha256: reading.sha256 ?? "",
    format: all[0]?.report?.document.format ?? null,
    reports,
    total: reading.readings.length,
    findings: reports.length > 0 ? [] : reading.findings.map((finding) => grade(finding, catalog)),
  };
}

const grade = (finding: Finding, { findings }: Catalog): StoredFinding => ({
  ...finding,
  severity: findings.find(({ code }) => code === finding.code)?.severity ?? "warning",
});

async function viewReport(
  { report, findings }: { readonly report: ReportExtract; readonly findings: FileReport["findings"] },
  { db, catalog }: Omit<PrecheckContext, "pool">,
): Promise<PrecheckedReport> {
  const { evidence, ...identity } = report.identity;
  // Who the registry does not know is known by the name of its earlier reports.
  const agency = identity.agency && describeAgency(db, catalog, identity.agency).entry;
  const scope = scopeOf(report, catalog);
  const before =
    agency === null || identity.year === null
      ? undefined
      : await getReport(db, agency.id, identity.year - 1, scope);
  const { results } = checkReport(report, catalog, {
    ...(agency && { agency }),
    previous: before?.facts ?? null,
    deadlines: listDeadlineRules(db),
  });
  return {
    identity,
    nameEn: agency?.nameEn ?? null,
    tables: report.matches.map(({ edition, table, bindings, expected }) => ({
      edition,
      table,
      read: bindings.length,
      expected,
    })),
    facts: report.facts,
    findings: [
      ...findings.map((finding) => grade(finding, catalog)),
      ...results.flatMap((result) => {
        const finding = toFinding(result, report.agreements, catalog);
        if (finding === undefined) return [];
        const { check, instance } = result;
        const detail = detailOf(result, report.agreements[nameOf(result)] ?? null, agency?.id ?? "");
        return [{ ...grade(finding, catalog), check, instance, detail }];
      }),
    ],
    evidence,
    unplaced: report.unplaced,
    counts: countResults(results),
    hasPrevious: before !== undefined,
  };
}
