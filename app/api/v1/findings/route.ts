import { scanAgencies } from "@/db/queries/agency-scan.ts";
import { scanFindings } from "@/db/queries/report-scan.ts";
import { findingText } from "@/lib/catalog/finding-text.ts";
import { findingRows } from "@/lib/exports/finding-rows.ts";
import { answer, cut } from "../answer.ts";
import { scanOf } from "../report-scan.ts";

export const dynamic = "force-dynamic";

export const GET = answer("findings", async ({ limit, ...asked }, after, context) => {
  const { db, catalog, language } = context;
  const { code, check, severity } = asked;
  const scan = { ...scanOf(asked), code, check, severity };
  const found = await scanFindings(db, scan, { after: after?.[0], limit: limit + 1 });
  const { shown, last } = cut(found, limit, ({ key }) => [key]);
  const ids = [...new Set(shown.map(({ agency }) => agency))];
  const agencies = await scanAgencies(db, { ids }, { limit: ids.length });
  const rows = findingRows(shown, { ...context, agencies }, (finding) =>
    findingText(catalog, finding, language),
  );
  return { items: rows, last };
});
