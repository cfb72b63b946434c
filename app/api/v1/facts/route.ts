import { scanAgencies } from "@/db/queries/agency-scan.ts";
import { type HeldReport, scanHeldReports } from "@/db/queries/report-scan.ts";
import { type ReportRow, reportRows } from "@/lib/exports/report-rows.ts";
import { answer, type Context, cut } from "../answer.ts";
import { problemAnswer } from "../problem-answer.ts";
import { placeOf, scanOf } from "../report-scan.ts";

export const dynamic = "force-dynamic";

/** Reports are read so many at a time, and at most so many for one page: a rare indicator must not hold up others. */
const BATCH = 25;
const MOST_REPORTS = 500;
/** Fewer cells than this no whole form has. */
const CELLS = 50;

type Identity = readonly [edition: string, indicator: string, member: string];

export const GET = answer("facts", async ({ limit, indicator, member, ...asked }, after, context) => {
  const { catalog, language: lang } = context;
  if (indicator !== undefined && catalog.indicators.every(({ id }) => id !== indicator)) {
    const values = { names: `indicator=${indicator}`, where: "/api/v1/indicators" };
    return problemAnswer(400, "unknown-id", { lang, values, endpoint: "facts" });
  }
  const isWhole = indicator === undefined && member === undefined;
  const batch = isWhole ? Math.min(BATCH, Math.ceil(limit / CELLS) + 1) : BATCH;
  const rows: ReportRow[] = [];
  let place = placeOf(after);
  let seen: Identity | undefined = after && [after[3], after[4], after[5]];
  for (let read = 0; rows.length <= limit; read += batch) {
    const part = { after: place, including: seen !== undefined, limit: batch };
    const reports = await scanHeldReports(context.db, scanOf(asked), part);
    const ordered = await rowsOf(reports, context);
    const begun = seen && place;
    for (const row of ordered) {
      if (indicator !== undefined && row.indicator !== indicator) continue;
      if (member !== undefined && row.member !== member) continue;
      const isFirst = row.agency === begun?.agency && row.year === begun?.year && row.scope === begun?.scope;
      if (isFirst && seen !== undefined && compare(identityOf(row), seen) <= 0) continue;
      rows.push(row);
    }
    const end = reports.at(-1)?.summary;
    if (end === undefined || reports.length < batch) break;
    place = end;
    seen = undefined;
    if (read + batch >= MOST_REPORTS && rows.length <= limit)
      return { items: rows, last: [end.agency, end.year, end.scope, PAST_ALL, "", ""] };
  }
  const { shown, last } = cut(rows, limit, (row) => [
    String(row.agency),
    Number(row.year),
    String(row.scope),
    ...identityOf(row),
  ]);
  return { items: shown, last };
});

/** Behind every edition. */
const PAST_ALL = "~";

const identityOf = (row: ReportRow): Identity => [
  String(row.edition),
  String(row.indicator),
  String(row.member),
];

function compare(a: Identity, b: Identity): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : (a[at] ?? "") < (b[at] ?? "") ? -1 : 1;
}

/** The cells of the reports, each report's in the order of edition, indicator and member. */
async function rowsOf(reports: readonly HeldReport[], context: Context): Promise<ReportRow[]> {
  const ids = [...new Set(reports.map(({ summary }) => summary.agency))];
  const known = await scanAgencies(context.db, { ids }, { limit: ids.length });
  const agencies = new Map(known.map((agency) => [agency.id, agency]));
  return reports.flatMap((report) => {
    const agency = agencies.get(report.summary.agency);
    if (agency === undefined) return [];
    return reportRows(agency, report, context).sort((a, b) => compare(identityOf(a), identityOf(b)));
  });
}
