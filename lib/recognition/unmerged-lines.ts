import type { Grid, GridLine, GridLines, Slot } from "../model.ts";
import { isBlankText, type Look } from "../tables/printed.ts";
import type { BoundCell, GridMatch } from "./grid-match.ts";
import { keyOf } from "./label.ts";
import type { Recognizer } from "./recognizer.ts";
import type { Template } from "./template.ts";
import { type DueSlot, shapeOf } from "./unmerged-shape.ts";

/**
 * Forms whose merges were undone, every slot of the grid on a line of its own, the empty ones as empty lines:
 *
 *   （三）不予公开          the third row of ten lines begins with the empty slot below 三、本年度办理结果, and so does
 *   1.属于国家秘密          every row to the end of the group
 *   2273
 *
 * Every row is as many lines as the form has columns. So each label of the form has one line where it must stand, and a
 * line lost or won moves all labels behind it. Behind the last label of a table nothing but the text that follows tells
 * of a lost line: as many empty lines must part it from its table as part the table from the text above, and the tables
 * of the document must agree in that.
 */

/** `undefined` where it is not known what the line prints. */
type Line = { readonly text: string; readonly slots: readonly Slot[] } | undefined;

const BLANK: Line = { text: "", slots: [] };
/** Empty lines that part a table from the text around it. */
const MOST_PARTING = 2;
/** More empty lines follow each other in no form. */
const MOST_BLANKS = 40;
/** How a table ends one alone does not tell. */
const FEWEST_TABLES = 2;

const numberOf = (line: GridLine): number | undefined => line[0]?.slot.cell.place.line;

/** All lines in the order of the text. Text around a table comes without its empty lines: their numbers tell them. */
function listLines({ above, rows, below }: GridLines): Line[] {
  const lines: Line[] = [];
  const own = new Set(rows);
  const around = new Set([...above, ...rows.slice(0, 1), ...below.slice(1)]);
  let last: number | undefined;
  for (const line of [...above, ...rows, ...below]) {
    const number = numberOf(line);
    if (number === undefined) return [];
    const left = last === undefined ? 0 : number - last - 1;
    if (left < 0) return [];
    // Among the lines of a table only those are left out that print something else: page numbers, rules.
    const isBlank = around.has(line) && left <= MOST_BLANKS;
    if (isBlank) for (let n = 0; n < left; n++) lines.push(BLANK);
    else if (left > 0) lines.push(undefined);
    const slots = line.map(({ slot }) => slot);
    const text = slots.map(({ cell }) => cell.text).join("");
    lines.push({ text, slots: own.has(line) ? slots : [] });
    last = number;
  }
  return lines;
}

function fits(line: Line, due: DueSlot, look: Look): boolean {
  if (line === undefined) return false;
  if (due.kind === "empty") return isBlankText(line.text);
  if (due.kind === "value") return line.slots.length === 1 && look.isValue(line.text);
  const { full, bare } = keyOf(look.simplify(line.text));
  return due.keys.has(full) || due.keys.has(bare);
}

/** How many empty lines lead from a line to the next that prints something; `undefined` where that is not known. */
function countParting(lines: readonly Line[], from: number, step: 1 | -1): number | undefined {
  for (let count = 0; count <= MOST_PARTING; count++) {
    const line = lines[from + count * step];
    if (line === undefined) return undefined;
    if (!isBlankText(line.text)) return count;
  }
  return undefined;
}

interface Fit {
  readonly template: Template;
  readonly lines: readonly Line[];
  readonly parting: number;
}

/** The one place where the lines are the form slot by slot, parted alike from the text above and below. */
function findFit(template: Template, lines: readonly Line[], look: Look): Fit | undefined {
  const { due } = shapeOf(template);
  const starts = lines.flatMap((_, start) =>
    due.every((slot, at) => fits(lines[start + at], slot, look)) ? [start] : [],
  );
  const [start, ...more] = starts;
  if (start === undefined || more.length > 0) return undefined;
  const end = start + due.length;
  const parting = countParting(lines, start - 1, -1);
  if (parting === undefined || countParting(lines, end, 1) !== parting) return undefined;
  return { template, lines: lines.slice(start, end), parting };
}

const textAt = (lines: readonly Line[], at: number): string => lines[at]?.text ?? "";

function bind({ template, lines }: Fit, table: number): GridMatch {
  const { width, due } = shapeOf(template);
  const rowOf = (at: number): number => Math.floor(at / width);
  const labels = due.flatMap(({ kind }, at) => (kind === "label" ? [{ at, text: textAt(lines, at) }] : []));
  const bound = due.flatMap((slot, at): BoundCell[] => {
    const value = lines[at]?.slots[0];
    const cell = slot.kind === "value" ? template.cellOf(slot.row, slot.column) : undefined;
    if (cell === undefined || value === undefined) return [];
    const over = labels.findLast((label) => label.at < at && label.at % width === at % width);
    const beside = labels.filter((label) => rowOf(label.at) === rowOf(at)).map(({ text }) => text);
    const place = { y: rowOf(at), head: over?.text ?? "", rowLabels: beside };
    return [{ key: cell, cell, slot: value, ...place, certainty: 1 }];
  });
  const slots = Array.from({ length: due.length / width }, (_, y) =>
    lines.slice(y * width, (y + 1) * width).map((line) => line?.slots[0]),
  );
  return { template, grid: { table, width, slots }, bound, score: bound.length, notes: [] };
}

/** The tables of a text that are forms without merges, cell by cell. */
export function matchUnmerged(grid: Grid, { templates, look }: Recognizer): GridMatch[] {
  if (grid.lines === undefined) return [];
  const lines = listLines(grid.lines);
  const fitting = templates.flatMap((template) => {
    const isPlain = template.table.blocks.every(({ unitColumn }) => unitColumn === undefined);
    const fit = isPlain && template.edition.labels === "fixed" ? findFit(template, lines, look) : undefined;
    return fit ?? [];
  });
  const tables = new Set(fitting.map(({ template }) => template.table.id));
  const partings = new Set(fitting.map(({ parting }) => parting));
  if (tables.size < FEWEST_TABLES || partings.size > 1) return [];
  return fitting.map((fit) => bind(fit, grid.table));
}
