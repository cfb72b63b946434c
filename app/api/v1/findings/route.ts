import { scanAgencies } from "@/db/queries/agency-scan.ts";
import { scanFindings } from "@/db/queries/finding-scan.ts";
import { findingText } from "@/lib/catalog/finding-text.ts";
import { findingRows } from "@/lib/exports/finding-rows.ts";
import { answer } from "../answer.ts";
import { scanOf } from "../report-scan.ts";

export const dynamic = "force-dynamic";

export const GET = answer("findings", async ({ limit, ...asked }, after, context) => {
  const { db, catalog, language } = context;
  const { code, check, severity } = asked;
  const scan = { ...scanOf(asked), code, check, severity };
  const { findings, reached } = await scanFindings(db, scan, { after: after?.[0], limit });
  const ids = [...new Set(findings.map(({ agency }) => agency))];
  const agencies = await scanAgencies(db, { ids }, { limit: ids.length });
  const rows = findingRows(findings, { ...context, agencies }, (finding) =>
    findingText(catalog, finding, language),
  );
  return { items: rows, last: reached === null ? null : [reached] };
});
