import { toCsv } from "@/lib/exports/to-csv.ts";
import { type ExportProps, fileName, readForExport, writeRows } from "../export.ts";

/** The comparison as CSV: the same rows as its JSON, cell for cell. */
export async function GET(request: Request, props: ExportProps): Promise<Response> {
  const found = await readForExport(request, props);
  if (found instanceof Response) return found;
  const { comparison, lang } = found;
  return new Response(writeRows(comparison, lang, { series: toCsv, rates: toCsv }), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName(comparison, "csv")}"`,
    },
  });
}
