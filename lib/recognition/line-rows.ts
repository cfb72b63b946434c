import type { GridLines } from "../model.ts";
import type { Look } from "../tables/printed.ts";
import { doubtSeams, isWhole } from "./empty-lines.ts";
import { keyOf } from "./label.ts";
import { headingsOf, leaveHeadings } from "./line-headings.ts";
import { findLineLabel, LabelIndex, type LineLabel, type Words } from "./line-labels.ts";
import type { HeadLine } from "./printed-head.ts";
import type { Template, TemplateRow } from "./template.ts";
import { listValueLines, type ValueLine, valuesOf } from "./value-lines.ts";

/**
 * Lines of values with the rows of a form they belong to.
 *
 * A label that stands apart from its values, or on several lines, proves them only among neighbours: lines lost or
 * exchanged between a label and the next would else pass one row's values to another. So the row above and below must be
 * those of the form, or every row of it must be there.
 */

export interface LineRow {
  readonly line: ValueLine;
  /** How many values the line prints, were they to fit a row or not. */
  readonly count: number;
  readonly row: TemplateRow | undefined;
  /** The row whose label stands there, also where the values do not fit it. */
  readonly met: TemplateRow | undefined;
  readonly label: string;
  /** Unit words between label and values. */
  readonly unit: string | undefined;
  readonly apart: boolean;
  /** The lines of words above the label. */
  readonly heads: readonly HeadLine[];
  /** Headings of the form since the values above. */
  readonly headings: ReadonlySet<TemplateRow>;
  /** Lines of the label above and below its values. */
  readonly above: number;
  readonly below: number;
  /** The row is what stands there beyond doubt. */
  readonly proven: boolean;
}

type Unproven = Omit<LineRow, "proven">;

/** Empty lines behind a row: where a table is cut, and of group labels that go on below. */
const MOST_BEHIND = 4;

/**
 * The line with the values of a row of the form, if it can have them. Where empty lines are cells, those behind the last
 * value of a row only part it from what follows.
 */
function fitLine(line: ValueLine, template: Template, spaced: boolean, columns?: number): ValueLine {
  if (spaced) {
    const behind = columns === undefined ? [] : line.values.slice(columns);
    const isParted = behind.length <= MOST_BEHIND && behind.every((slot) => slot.cell.text.trim() === "");
    return isParted ? { ...line, values: line.values.slice(0, columns) } : line;
  }
  for (const columns of new Set(template.columnsOf.map((each) => each.length))) {
    const values = valuesOf(line, columns);
    if (values.length === columns) return { ...line, values };
  }
  return { ...line, values: [] };
}

/** A unit between label and values, on their line or on one of its own. */
function splitUnit(
  line: ValueLine,
  units: ReadonlySet<string>,
): { line: ValueLine; unit: string | undefined } {
  const { own, above, heads } = line;
  const unit = (own.length > 0 ? own : (above.at(-1) ?? [])).at(-1);
  if (unit === undefined || !units.has(unit)) return { line, unit: undefined };
  if (own.length > 0) return { line: { ...line, own: own.slice(0, -1) }, unit };
  if ((above.at(-1)?.length ?? 0) > 1) return { line, unit: undefined };
  return { line: { ...line, above: above.slice(0, -1), heads: heads.slice(0, -1) }, unit };
}

export interface LineReading {
  readonly look: Look;
  readonly units: ReadonlySet<string>;
  /** Whether empty lines of the document are known to be empty cells. */
  readonly emptyCells: boolean;
}

/** How lines are taken for rows. */
interface Manner {
  /** An empty line is an empty cell. */
  readonly spaced: boolean;
  /** Rows stand in another order than the form's. */
  readonly reordered: boolean;
}

const isOfGroup = ({ row }: TemplateRow, above: TemplateRow): boolean =>
  row.path.slice(0, -1).every(({ zh }, depth) => above.row.path[depth]?.zh === zh);

/**
 * Of rows with one label under several groups the one that follows the row above, with nothing between; of reordered ones
 * the one whose group the row above is of.
 */
function choose(
  label: LineLabel,
  line: ValueLine,
  above: { readonly row: TemplateRow; readonly below: number } | undefined,
  due: readonly TemplateRow[],
  { reordered }: Manner,
): TemplateRow | undefined {
  if (label.rows.length < 2) return label.rows[0];
  if (above === undefined || label.above + above.below !== line.above.length) return undefined;
  if (!reordered) return label.rows.find((row) => due[due.indexOf(row) - 1] === above.row);
  const [only, ...more] = label.rows.filter((row) => isOfGroup(row, above.row));
  return more.length === 0 ? only : undefined;
}

const NONE: ReadonlySet<TemplateRow> = new Set();

/** The single row of a form without row labels is nothing but its values. */
function takeUnlabelled(lines: readonly ValueLine[], template: Template, spaced: boolean): Unproven[] {
  return lines.map((printed) => {
    const line = spaced ? fitLine(printed, template, true, template.columns.length) : printed;
    const whole = line.own.length === 0 && line.values.length === template.columns.length;
    const row = whole ? template.rows[0] : undefined;
    const none = { label: "", unit: undefined, apart: false, headings: NONE, above: 0, below: 0 };
    return { line, count: printed.values.length, row, met: row, heads: line.heads, ...none };
  });
}

function labelLines(
  lines: readonly ValueLine[],
  template: Template,
  due: readonly TemplateRow[],
  units: ReadonlySet<string>,
  manner: Manner,
): Unproven[] {
  const { spaced } = manner;
  const index = new LabelIndex(template, ({ row }) => !row.heading);
  const rows: Unproven[] = [];
  let above: { row: TemplateRow; below: number } | undefined;
  for (const printed of lines) {
    const { line: split, unit } = splitUnit(fitLine(printed, template, spaced), units);
    const label = split.mixed ? undefined : findLineLabel(split.own, split.above, split.below, index);
    const met = label && choose(label, split, above, due, manner);
    const columns = met && template.columnsOf[met.block]?.length;
    const line = spaced ? fitLine(split, template, true, columns) : split;
    const fits = met && columns === line.values.length;
    above = label && met && { row: met, below: label.below };
    rows.push({
      line,
      count: printed.values.length,
      row: fits ? met : undefined,
      met,
      label: label?.printed ?? "",
      unit,
      apart: label?.apart ?? false,
      heads: line.heads.slice(0, line.heads.length - (label?.above ?? 0)),
      headings: new Set(
        line.heads.flatMap((words) =>
          headingsOf(
            words.map(({ text }) => text),
            template,
          ),
        ),
      ),
      above: label?.above ?? 0,
      below: label?.below ?? 0,
    });
  }
  return rows;
}

/** A column is at least so many digits wide: shorter numbers are never broken. */
const NARROWEST = 4;
const isLong = ({ line }: Unproven): boolean =>
  line.printed.some((slot) => (slot.cell.text.match(/\p{Nd}/gu)?.length ?? 0) >= NARROWEST);

/** Values right beside a row and with no label of the form: they may be the ends of numbers that were broken in it. */
function isRemainder(beside: Unproven | undefined, own: Unproven, template: Template): boolean {
  if (beside === undefined || beside.met !== undefined || beside.line.mixed) return false;
  if (beside.count > own.line.values.length || !(isLong(own) || isLong(beside))) return false;
  return !template.rowsByLeaf.has(keyOf(beside.line.own.join("")).full);
}

/** Lines right beside a label; farther ones are of other tables. */
const NEAR = 2;
const isBroken = ({ above, below }: Unproven): boolean => above + below > 0;

/** Whether words right beside a label, and of neither it nor the label next to it, are a piece of a label of the form. */
function hasStrayPieces(words: readonly Words[], template: Template): boolean {
  return words.some((line) => {
    const { full } = keyOf(line.join(""));
    if (full.length < 2 || template.rowKeys.has(full) || template.headKeys.has(full)) return false;
    return template.rows.some(({ leafKeys }) => leafKeys.some((key) => key.includes(full)));
  });
}

/** The words between a row's label and the one before it, and those between it and the one behind it. */
function wordsBeside(
  before: Unproven | undefined,
  own: Unproven,
  behind: Unproven | undefined,
): readonly Words[] {
  const above = own.line.above.slice(before?.below ?? 0, own.line.above.length - own.above);
  const under = behind?.line.above ?? own.line.below;
  const below = under.slice(own.below, under.length - (behind?.above ?? 0));
  return [...above.slice(-NEAR), ...below.slice(0, NEAR)];
}

/** Whether every row and heading of the form is there once, and nothing else between them. */
function isComplete(rows: readonly Unproven[], template: Template, due: readonly TemplateRow[]): boolean {
  const first = rows.findIndex(({ row }) => row !== undefined);
  const last = rows.findLastIndex(({ row }) => row !== undefined);
  const within = new Set(rows.slice(first, last + 1).map(({ row }) => row));
  const headings = new Set(rows.flatMap((row) => [...row.headings]));
  return (
    last - first + 1 === due.length &&
    within.size === due.length &&
    !within.has(undefined) &&
    template.rows.every((row) => !row.row.heading || headings.has(row))
  );
}

function listProven(rows: readonly Unproven[], template: Template, due: readonly TemplateRow[]): LineRow[] {
  const place = new Map(due.map((row, at) => [row, at]));
  const whole = isComplete(rows, template, due);
  const follows = (above: Unproven | undefined, own: Unproven): boolean => {
    const { met, headings } = own;
    if (above?.met === undefined || met === undefined) return false;
    // Of values told by their number alone one lost here and one won there go unseen.
    const joined = above.line.joined || own.line.joined;
    if (joined && (above.row === undefined || own.row === undefined)) return false;
    if (place.get(above.met) !== (place.get(met) ?? Number.NaN) - 1) return false;
    const between = template.rows.slice(template.rows.indexOf(above.met) + 1, template.rows.indexOf(met));
    return between.every((heading) => headings.has(heading));
  };
  const isProven = (own: Unproven, at: number): boolean => {
    const [before, behind] = [rows[at - 1], rows[at + 1]];
    if (own.row === undefined) return false;
    if (own.line.above.length === 0 && isRemainder(before, own, template)) return false;
    if (behind?.line.above.length === 0 && isRemainder(behind, own, template)) return false;
    if (!own.apart && !isBroken(own)) return true;
    if (hasStrayPieces(wordsBeside(before, own, behind), template)) return false;
    if (whole) return true;
    const isFirst = own.row === due[0] && before?.met === undefined;
    const isLast = own.row === due.at(-1) && behind?.met === undefined;
    return (isFirst || follows(before, own)) && (isLast || (behind !== undefined && follows(own, behind)));
  };
  return rows.map((row, at) => ({ ...row, proven: isProven(row, at) }));
}

const isBlankRow = ({ met, line }: Unproven): boolean =>
  met === undefined && line.printed.every((slot) => slot.cell.text.trim() === "");

/** Empty cells that no row has, of merges that were undone, do not part heads from the row below. */
function carryHeads(rows: readonly Unproven[]): Unproven[] {
  let carried: readonly HeadLine[] = [];
  return rows.map((row) => {
    const heads = [...carried, ...row.heads];
    carried = isBlankRow(row) ? heads : [];
    return { ...row, heads };
  });
}

export interface LineRows {
  readonly rows: readonly LineRow[];
  /** Empty lines were taken for empty cells. */
  readonly spaced: boolean;
}

/**
 * Every line of values, in the order of the text. Empty lines between cells that stand one below the other are empty
 * cells where so read every row of the form is there and has all its values, and only then. `emptyCells`: they are in
 * another table of the same document.
 */
export function listLineRows(
  lines: GridLines,
  template: Template,
  { look, units, emptyCells }: LineReading,
): LineRows {
  const due = template.rows.filter(({ row }) => !row.heading);
  const isRow = (words: Words): boolean => template.rowsByLeaf.has(keyOf(words.join("")).full);
  const labelled = due.some(({ row }) => row.path.length > 0);
  const isTwice = [...template.rowsByLeaf.values()].some((rows) => rows.length > 1);
  const list = (manner: Manner): readonly LineRow[] => {
    const values = leaveHeadings(listValueLines(lines, look, isRow, manner.spaced, units), template);
    const rows = labelled
      ? labelLines(values, template, due, units, manner)
      : takeUnlabelled(values, template, manner.spaced);
    return listProven(manner.spaced ? carryHeads(rows) : rows, template, due);
  };
  const orders = isTwice ? [false, true] : [false];
  if (lines.rows.some((line) => line.every(({ slot }) => slot.cell.text.trim() === ""))) {
    for (const reordered of orders) {
      const rows = list({ spaced: true, reordered });
      if (isWhole(rows, template, due, emptyCells)) return { rows: doubtSeams(rows), spaced: true };
    }
  }
  const rows = list({ spaced: false, reordered: false });
  if (!isTwice || isComplete(rows, template, due)) return { rows, spaced: false };
  const other = list({ spaced: false, reordered: true });
  return { rows: isComplete(other, template, due) ? other : rows, spaced: false };
}
