import { getCatalog } from "@/lib/catalog/catalog.ts";
import { ACCURACY_COLUMNS, accuracyRows } from "@/lib/exports/accuracy-rows.ts";
import { toJson } from "@/lib/exports/to-json.ts";

export function GET(): Response {
  const { accuracy } = getCatalog();
  const rows = accuracy ? accuracyRows(accuracy) : [];
  return Response.json({ versions: accuracy?.versions ?? {}, rows: toJson(ACCURACY_COLUMNS, rows) });
}
