import { demonstrationNote } from "@/app/_components/demonstration-note.ts";
import { getDatabase } from "@/db/index.ts";
import { listExplanations } from "@/db/queries/check-record.ts";
import { listQuestions } from "@/db/queries/questions.ts";
import { REPORT_COLUMNS } from "@/lib/exports/report-rows.ts";
import { toJson } from "@/lib/exports/to-json.ts";
import { findReportData, type ReportRoute } from "../report-data.ts";

export async function GET(request: Request, route: ReportRoute): Promise<Response> {
  const data = await findReportData(request, route);
  if (data instanceof Response) return data;
  const { summary, tables, findings: found, unplaced } = data.report;
  const identity = { agency: data.agency.id, year: summary.year, scope: summary.scope };
  const questions = (await listQuestions(getDatabase(), identity)).map(
    ({ number, edition, indicator, member, kind, state, since, answer, release }) => ({
      ...{ number, edition, indicator, member, kind, state, since, answer, release },
    }),
  );
  const notes = await listExplanations(getDatabase(), data.agency.id, summary.year, summary.scope);
  const findings = found.map((finding) => {
    const explanation = notes.get(`${finding.check} ${finding.instance}`);
    return explanation === undefined ? finding : { ...finding, explanation };
  });
  return Response.json({
    ...demonstrationNote(),
    ...(data.notes.length === 0 ? {} : { state: data.notes }),
    data_version: data.state.dataVersion,
    report: summary,
    tables,
    findings,
    questions,
    rows: toJson(REPORT_COLUMNS, data.rows),
    unplaced,
  });
}
