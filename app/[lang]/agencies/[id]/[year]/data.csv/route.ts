import { REPORT_COLUMNS } from "@/lib/exports/report-rows.ts";
import { toCsv } from "@/lib/exports/to-csv.ts";
import { findReportData, type ReportRoute } from "../report-data.ts";

export async function GET(request: Request, route: ReportRoute): Promise<Response> {
  const data = await findReportData(request, route);
  if (data instanceof Response) return data;
  return new Response(toCsv(REPORT_COLUMNS, data.rows), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${data.name}.csv"`,
    },
  });
}
