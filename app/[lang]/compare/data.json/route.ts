import { demonstrationNote } from "@/app/_components/demonstration-note.ts";
import { toJson } from "@/lib/exports/to-json.ts";
import { pathOf } from "../address.ts";
import { type ExportProps, fileName, readForExport, writeRows } from "../export.ts";

/** The comparison as JSON: the same rows as its CSV, cell for cell. */
export async function GET(request: Request, props: ExportProps): Promise<Response> {
  const found = await readForExport(request, props);
  if (found instanceof Response) return found;
  const { comparison, lang } = found;
  const body = {
    ...demonstrationNote(),
    dataVersion: comparison.dataVersion,
    address: pathOf(comparison.selection),
    rows: writeRows(comparison, lang, { series: toJson, rates: toJson }),
  };
  return Response.json(body, {
    headers: { "content-disposition": `inline; filename="${fileName(comparison, "json")}"` },
  });
}
