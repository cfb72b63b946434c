import { getCatalog } from "@/lib/catalog/catalog.ts";
import { ACCURACY_COLUMNS, accuracyRows } from "@/lib/exports/accuracy-rows.ts";
import { toCsv } from "@/lib/exports/to-csv.ts";

/** The measured accuracy as CSV: the same rows as its JSON, cell for cell. */
export function GET(): Response {
  const { accuracy } = getCatalog();
  return new Response(toCsv(ACCURACY_COLUMNS, accuracy ? accuracyRows(accuracy) : []), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="gongkai-accuracy.csv"',
    },
  });
}
