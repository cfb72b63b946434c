import type { ReportPlace, ReportScan } from "@/db/queries/report-scan.ts";
import type { Scope } from "@/lib/model.ts";

/** Which reports are asked for, whatever else the address says. */
export function scanOf({ agency, year, scope, region }: ReportScan): ReportScan {
  return { agency, year, scope, region };
}

export function placeOf(
  after: readonly [agency: string, year: number, scope: Scope, ...unknown[]] | undefined,
): ReportPlace | undefined {
  return after && { agency: after[0], year: after[1], scope: after[2] };
}
