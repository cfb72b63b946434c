import type { Look } from "../tables/printed.ts";
import type { GridMatch } from "./grid-match.ts";
import { squeezeLabel } from "./label.ts";
import type { Template } from "./template.ts";

/** What is known while the tables of one document are recognised, and what counts as recognised. */

const FEWEST_ROWS = 3;
const FEWEST_COLUMNS = 4;
/** A head of so many characters says by itself what the column is. */
const TELLING_HEAD = 5;

/** Whether what was bound could hardly be there by chance: a few rows, several columns, or a telling head. */
export function isConvincing(match: GridMatch): boolean {
  const { bound } = match;
  if (bound.length === 0) return false;
  if (new Set(bound.map((cell) => cell.cell.label)).size >= FEWEST_ROWS) return true;
  if (
    new Set(bound.map((cell) => `${cell.cell.label}/${cell.cell.memberLabel}`)).size >= FEWEST_COLUMNS &&
    match.template.rows.length === 1
  )
    return true;
  return bound.every(
    (cell) =>
      cell.certainty >= 0.8 && cell.head !== "" && squeezeLabel(cell.cell.memberLabel).length >= TELLING_HEAD,
  );
}

export const idOf = (template: Template): string => `${template.edition.id}/${template.table.id}`;

export interface Recognizer {
  /** Tables whose head has been seen, as `edition/table`. */
  readonly headed: Set<string>;
  /** Of blocks of tables kept as lines the order of their columns, where their head has been seen. */
  readonly verified: Map<string, readonly number[]>;
  /** Tables kept as lines that print merged cells where they begin, as `edition/table`. */
  readonly rowByRow: Set<string>;
  /** Heads kept as lines are supposed to stand in the order of their columns (reordered-head.ts). */
  readonly suppose: boolean;
  /** Tables kept as lines whose empty lines are empty cells. */
  readonly emptyCells: Set<string>;
  readonly templates: readonly Template[];
  readonly units: ReadonlySet<string>;
  readonly look: Look;
}

export function noteHeaded(matches: readonly GridMatch[], { headed }: Recognizer): void {
  for (const match of matches)
    if (match.bound.some((cell) => cell.head !== "")) headed.add(idOf(match.template));
}
