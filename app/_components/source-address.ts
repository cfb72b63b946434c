import { href } from "@/app/_messages/messages.ts";
import { withState } from "@/lib/exports/data-state.ts";
import { cellAnchor } from "@/lib/exports/form-markup.ts";
import type { SourceCell } from "@/lib/views.ts";
import type { CellWords } from "./figure-cells.ts";

/** The place on its report's page of the cell that a figure rests on; the first, where it is a sum. */
export function sourceAddress(
  agency: string,
  year: number,
  cells: readonly SourceCell[],
  { lang, state = "" }: Pick<CellWords, "lang" | "state">,
): string {
  const [cell] = cells;
  const report = href(lang, `/agencies/${agency}/${year}`);
  if (cell === undefined || cell.table === 0) return withState(report, state);
  // The query opens the original at the cell, the anchor the form: a fragment never reaches the server.
  const place = `${report}?cell=${cell.table}-${cell.row}-${cell.column}`;
  return `${withState(place, state)}#${cellAnchor(cell)}`;
}
