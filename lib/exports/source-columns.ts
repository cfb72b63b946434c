import type { SourceCell } from "../views.ts";
import type { ExportColumn } from "./table.ts";

/** Where figures stand in their originals; figures that rest on several cells list them in the order of `terms`. */
export const SOURCE_COLUMNS = [
  { id: "terms", type: "text" },
  { id: "printed", type: "text" },
  { id: "source_file", type: "text" },
  { id: "source_sha256", type: "text" },
  { id: "source_table", type: "text" },
  { id: "source_row", type: "text" },
  { id: "source_column", type: "text" },
] as const satisfies readonly ExportColumn[];

const SEPARATOR = " + ";

function join(cells: readonly SourceCell[], part: (cell: SourceCell) => string | number): string | null {
  return cells.length === 0 ? null : cells.map(part).join(SEPARATOR);
}

export function sourceOf(cells: readonly SourceCell[]) {
  return {
    terms: join(cells, (cell) => cell.indicator),
    printed: join(cells, (cell) => cell.printed),
    source_file: cells[0]?.fileName ?? null,
    source_sha256: cells[0]?.document ?? null,
    source_table: join(cells, (cell) => cell.table),
    source_row: join(cells, (cell) => cell.row),
    source_column: join(cells, (cell) => cell.column),
  };
}
