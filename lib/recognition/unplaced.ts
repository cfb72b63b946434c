import type { Cell, Document, Match, Table } from "../model.ts";
import type { UnplacedTable } from "../report.ts";
import { isBlankText, type Look } from "../tables/printed.ts";

/**
 * What the tables of a document print beside the cells of known forms: tables of which no cell was bound, whole, and
 * rows with a figure of which none was. Frames of a page's layout, tables of a single cell, are none.
 */

/** Rows of one table that are kept; the rest is in the original. */
const MOST_ROWS = 400;
const FEWEST_CELLS = 2;

const placeOf = ({ row, column }: Pick<Cell, "row" | "column">): string => `${row} ${column}`;

function printRow(row: readonly Cell[]): UnplacedTable["rows"][number] {
  return {
    row: row[0]?.row ?? 0,
    cells: row.map(({ column, columnSpan, text }) => ({ column, columnSpan, text: text.trim() })),
  };
}

function keepRows(
  table: Table,
  bound: ReadonlySet<string> | undefined,
  look: Look,
): { readonly kind: UnplacedTable["kind"]; readonly rows: readonly (readonly Cell[])[] } | undefined {
  const printed = table.rows.filter((row) => row.some((cell) => !isBlankText(cell.text)));
  if (bound === undefined) {
    const cells = printed.flat().filter((cell) => !isBlankText(cell.text));
    return cells.length < FEWEST_CELLS ? undefined : { kind: "table", rows: printed };
  }
  const rows = printed.filter(
    (row) => row.some((cell) => look.isFigure(cell.text)) && !row.some((cell) => bound.has(placeOf(cell))),
  );
  return rows.length === 0 ? undefined : { kind: "rows", rows };
}

/** Unplaced tables and rows in the order of the document. */
export function listUnplaced(document: Document, matches: readonly Match[], look: Look): UnplacedTable[] {
  const bound = new Map<number, Set<string>>();
  for (const { slot } of matches.flatMap((match) => match.bindings)) {
    const places = bound.get(slot.table) ?? new Set();
    bound.set(slot.table, places.add(placeOf(slot.cell)));
  }
  const unplaced: UnplacedTable[] = [];
  let caption: string | null = null;
  for (const block of document.blocks) {
    if (block.kind === "paragraph") {
      caption = block.text;
      continue;
    }
    const kept = keepRows(block, bound.get(block.index), look);
    if (kept !== undefined) {
      const rows = kept.rows.slice(0, MOST_ROWS).map(printRow);
      const { page } = block.place;
      unplaced.push({
        kind: kept.kind,
        table: block.index,
        ...(page === undefined ? {} : { page }),
        caption,
        rows,
      });
    }
    caption = null;
  }
  return unplaced;
}
