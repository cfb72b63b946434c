import type { Finding } from "../model.ts";
import type { ReportReading } from "./file-reading.ts";
import type { ResolvedReading } from "./resolve-reading.ts";

/** Reports of a file that are not stored while others are: each is named with its reason, and the file is read in part. */

/** Of rows and sheets that gave no report at all (lib/recognition/{collected,sheet-reports}.ts). */
const ROWS_UNREAD: ReadonlySet<string> = new Set([
  "collected-row-unread",
  "collected-row-unnamed",
  "sheet-of-nobody",
  "sheet-unread",
]);

function reasonOf({ reading, doubt }: ResolvedReading): string | undefined {
  const { agency, year, scope } = reading.report.identity;
  if (year === null) return "row-without-year";
  if (doubt !== undefined || agency === null) return "row-in-doubt";
  return scope === null ? "row-without-scope" : undefined;
}

/** One finding for each report of several that cannot be stored. */
export function listLeftOut(resolved: readonly ResolvedReading[]): Finding[] {
  if (resolved.length < 2 && !resolved.some(({ reading }) => reading.report.collected)) return [];
  return resolved.flatMap((one): Finding[] => {
    const code = reasonOf(one);
    const { identity, facts } = one.reading.report;
    const origin = facts[0]?.origin;
    const parameters = {
      agency: identity.agency?.name ?? "",
      year: identity.year ?? "",
      cells: facts.length,
    };
    return code === undefined ? [] : [{ code, parameters, ...(origin && { origin }) }];
  });
}

/** Whether rows of the file gave no report. */
export function hasUnreadRows(findings: readonly Finding[], readings: readonly ReportReading[]): boolean {
  return [findings, ...readings.map((one) => one.findings)].some((list) =>
    list.some(({ code }) => ROWS_UNREAD.has(code)),
  );
}
