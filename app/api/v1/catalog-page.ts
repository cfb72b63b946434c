import type { ExportRow } from "@/lib/exports/table.ts";
import { cut, type Found } from "./answer.ts";

/** A page of a list of the catalog, in its order, behind the entry of that id. An id that is gone ends the list. */
export function pageOfCatalog(
  rows: readonly ExportRow[],
  idOf: (row: ExportRow) => string,
  after: string | undefined,
  limit: number,
): Found {
  const from = after === undefined ? 0 : rows.findIndex((row) => idOf(row) === after) + 1 || rows.length;
  const { shown, last } = cut(rows.slice(from), limit, (row) => [idOf(row)]);
  return { items: shown, last };
}
