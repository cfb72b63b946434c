import type { ExportProps, ExportTable } from "@/app/_components/export-twins.ts";
import { queryOf } from "@/app/_components/search-fields.ts";
import { admitReader } from "@/app/_desk/admit.ts";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { listAudit } from "@/db/desk/audit.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { getDatabase } from "@/db/index.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import { errorResponse } from "@/lib/errors.ts";
import { AUDIT_COLUMNS, auditRows, parseAuditSearch } from "./audit-list.ts";

/** The rows of the trail an address asks for, for those who may see them. */
export async function findAudit(request: Request, { params }: ExportProps): Promise<ExportTable | Response> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const reader = await admitReader(request, lang, "administer", "/desk/audit");
  if (reader instanceof Response) return reader;
  const db = getDeskDatabase();
  const { desk: words, quality } = messages(lang);
  const { search, problems } = parseAuditSearch(Object.fromEntries(new URL(request.url).searchParams));
  if (problems.length > 0)
    return errorResponse(400, "bad-query", fill(quality.badQuery, { problems: problems.join(", ") }));
  const address = href(lang, `/desk/audit${queryOf(search)}`);
  const { version } = await getDataVersion(getDatabase());
  const { workbook } = quality;
  return {
    ...{ name: "gongkai-audit", dataVersion: version, address },
    columns: AUDIT_COLUMNS,
    rows: auditRows(listAudit(db, search).rows),
    words: {
      sheet: workbook.sheet,
      notesSheet: workbook.notes,
      notes: [
        [workbook.source, words.audit.heading],
        [workbook.filters, queryOf(search).slice(1) || workbook.all],
        [workbook.address, address],
      ],
    },
  };
}
