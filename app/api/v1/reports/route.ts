import { scanAgencies } from "@/db/queries/agency-scan.ts";
import { scanReports } from "@/db/queries/report-scan.ts";
import { filedReportRows } from "@/lib/exports/filed-report-rows.ts";
import { answer, cut } from "../answer.ts";
import { placeOf, scanOf } from "../report-scan.ts";

export const dynamic = "force-dynamic";

export const GET = answer("reports", async ({ limit, ...asked }, after, context) => {
  const found = await scanReports(context.db, scanOf(asked), { after: placeOf(after), limit: limit + 1 });
  const { shown, last } = cut(found, limit, ({ agency, year, scope }) => [agency, year, scope]);
  const ids = [...new Set(shown.map(({ agency }) => agency))];
  const agencies = await scanAgencies(context.db, { ids }, { limit: ids.length });
  return { items: filedReportRows(shown, { ...context, agencies }), last };
});
