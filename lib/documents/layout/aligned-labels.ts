import type { Box } from "../../model.ts";
import { beginsNew } from "./laid-table.ts";

/**
 * Which lines of label belong to which row of figures, where no ruling line says it. The lines are parted, in order,
 * among the rows so that the figures stand at the middle (or the first, or the last line) of their labels:
 *
 *   要求行政机关确认或
 *                        1  0  0  1     → one row, its label in two lines
 *   重新出具已获取信息
 *
 * A row whose label does not stand where the others' stand keeps none: no label is better than its neighbour's.
 */

export interface LabelLine {
  readonly text: string;
  readonly box: Box;
}

/** Parts of the text size by which figures may stand off their label. */
const TOLERANCE = 0.35;
/** What it costs to leave a line of label out, or a row without. */
const LEFT_OUT = 1;
/** The same above the first and below the last row: heads over the labels, labels of groups. */
const OUTSIDE = 0.1;
/** What each further line costs where the figures do not stand at the middle. */
const UNUSUAL = 0.3;
const MOST_LINES = 8;
/** Parts of the text size between two lines of one label. */
const WIDEST_GAP = 1.8;
/** Parts of the text size by which a line may end before the others and still go on below. */
const SHORT = 2.5;
/** Beyond this many lines times rows there is no table. */
const MOST_WORK = 250_000;

type Anchor = "middle" | "first" | "last";

const middleOf = ({ box }: LabelLine): number => (box[1] + box[3]) / 2;

function anchorOf(lines: readonly LabelLine[], anchor: Anchor): number {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) return Number.NaN;
  if (anchor === "first") return middleOf(first);
  return anchor === "last" ? middleOf(last) : (first.box[1] + last.box[3]) / 2;
}

interface Measures {
  readonly size: number;
  /** How far to the right labels reach. */
  readonly edge: number;
}

/**
 * What it costs to take the lines for a label of figures at that height; lines apart, short ones or numbered ones
 * are no label together.
 */
function costOf(
  lines: readonly LabelLine[],
  middle: number,
  { size, edge }: Measures,
  anchor: Anchor,
): number {
  const apart = lines.some((line, at) => {
    const next = lines[at + 1];
    if (next === undefined) return false;
    const isFull = line.box[2] >= edge - SHORT * size;
    return !isFull || next.box[1] - line.box[3] > WIDEST_GAP * size || beginsNew(next.text);
  });
  if (apart) return Number.POSITIVE_INFINITY;
  const unusual = anchor === "middle" ? 0 : UNUSUAL * (lines.length - 1);
  return Math.abs(anchorOf(lines, anchor) - middle) / size + unusual;
}

interface Division {
  readonly cost: number;
  readonly labels: readonly (readonly LabelLine[])[];
}

/** The cheapest division of lines among rows for one anchor, by dynamic programming over both. */
function divide(
  lines: readonly LabelLine[],
  rows: readonly number[],
  measures: Measures,
  anchor: Anchor,
): Division {
  const width = lines.length + 1;
  const costs = new Float64Array((rows.length + 1) * width).fill(Number.POSITIVE_INFINITY);
  const taken = new Int32Array((rows.length + 1) * width).fill(-2);
  for (let line = 0; line <= lines.length; line++) costs[line] = line * OUTSIDE;
  const improve = (at: number, cost: number, how: number) => {
    if (cost >= (costs[at] ?? 0)) return;
    costs[at] = cost;
    taken[at] = how;
  };
  for (let row = 1; row <= rows.length; row++)
    for (let line = 0; line <= lines.length; line++) {
      const at = row * width + line;
      improve(at, (costs[at - width] ?? 0) + LEFT_OUT, 0);
      const skipped = row === rows.length ? OUTSIDE : LEFT_OUT;
      if (line > 0) improve(at, (costs[at - 1] ?? 0) + skipped, -1);
      for (let count = 1; count <= Math.min(line, MOST_LINES); count++) {
        const cost = costOf(lines.slice(line - count, line), rows[row - 1] ?? 0, measures, anchor);
        improve(at, (costs[at - width - count] ?? 0) + cost, count);
      }
    }
  const labels: LabelLine[][] = rows.map(() => []);
  let [row, line] = [rows.length, lines.length];
  while (row > 0) {
    const how = taken[row * width + line] ?? 0;
    if (how === -1) line--;
    else {
      labels[row - 1] = lines.slice(line - how, line);
      line -= how;
      row--;
    }
  }
  return { cost: costs[rows.length * width + lines.length] ?? 0, labels };
}

/** The lines of label of each row, from the top; empty where none stands at it. `rows` are the figures' middles. */
export function labelRows(
  lines: readonly LabelLine[],
  rows: readonly number[],
  size: number,
): (readonly LabelLine[])[] {
  if (lines.length * rows.length > MOST_WORK || size <= 0) return rows.map(() => []);
  const edge = Math.max(...lines.map((line) => line.box[2]));
  const anchors: readonly Anchor[] = ["middle", "first", "last"];
  const [best] = anchors
    .map((anchor) => ({ anchor, ...divide(lines, rows, { size, edge }, anchor) }))
    .sort((a, b) => a.cost - b.cost);
  if (best === undefined) return rows.map(() => []);
  return best.labels.map((label, row) => {
    const off = Math.abs(anchorOf(label, best.anchor) - (rows[row] ?? 0));
    return off <= TOLERANCE * size ? label : [];
  });
}
