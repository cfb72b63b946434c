import type { LaidCell, LaidTable } from "./laid-table.ts";
import type { TextRun } from "./page.ts";
import { isSpace, sizeOf, type TextLine, toLines } from "./page-lines.ts";

/**
 * Numbers that a word processor or a browser broke because they did not fit their cell:
 *
 *   ┌─────┐
 *   │ 334 │   a fourth digit finds no room beside 334   → 3346
 *   │ 6   │
 *   └─────┘
 *
 * Two numbers set under each other look the same except for the room they leave, so all of this must hold: every line
 * but the last is full, no cell of the table stacks figures on lines that are not, and some number of the document is
 * broken where its line is not the tightest: columns made as narrow as their text let any two numbers seem to fill a
 * cell. Browsers make such columns, and break no number of ASCII digits (CSS Text 3, 5.1), though full-width ones.
 */

/** Part of a number; the last one perhaps with its unit or a remark behind it, which may be broken as well. */
const PART = /^[+\-−＋－]?[\d０-９.,，．]*[\d０-９][.,，．]?$/u;
const LAST_PART = /^[\d０-９.,，．]*[\d０-９](?:[\p{L}%％]{1,2})?$/u;
const UNIT = /^[\p{L}%％]{1,2}$/u;
const REMARK = /[（(].*[)）]$/su;
/** The mark of a note. */
export const NOTE = /^[\d*※()（）[\]①-⑳]{1,4}$/;
export const NOTE_SIZE = 0.75;
const OPENING = /^[（(]$/;
/** Signs that may hang over the end of a line. */
const HANGING = /\p{P}$/u;
const ASCII_DIGIT = /\d/;
const DIGIT = /[\d０-９]/;
/** Points between a cell's sides and the longest line in it; wider ones tell nothing of where lines break. */
const WIDEST_MARGIN = 16;
/** Points by which a broken line must leave less room than what stands on the next line needs. */
const SLACK = 0.3;
/** Parts of their size by which the lines of one number may differ: a smaller line is a note. */
const SAME_SIZE = 0.1;
/** Points by which lines may differ to which columns are fitted: borders are moved to whole pixels. */
const FITTED = 0.8;

interface Lined {
  readonly cell: LaidCell;
  /** Lines of a number, without the remark behind it. */
  readonly lines: readonly TextLine[];
  readonly parts: readonly string[];
  readonly remark: string;
  /** The mark of a note that found no room behind its number. */
  readonly note?: TextLine;
}

/** Width of a line, with spaces at its beginning. */
const widthOf = (line: TextLine): number =>
  line.box[2] - Math.min(line.box[0], line.runs[0]?.box[0] ?? line.box[0]);
/** Width of the spaces at the end of a line, which may hang over it, but not what follows them. */
const trailOf = (line: TextLine): number => Math.max(0, (line.runs.at(-1)?.box[2] ?? 0) - line.box[2]);
const marginOf = ({ cell }: Lined, line: TextLine): number => cell.box[2] - cell.box[0] - widthOf(line);
const printedOf = (line: TextLine): TextRun[] => line.runs.filter((run) => !isSpace(run));

interface Sign {
  readonly text: string;
  readonly width: number;
  readonly size: number;
}

/** Every sign of a line; those of one run are as wide as each other. */
function signsOf(line: TextLine): Sign[] {
  return printedOf(line).flatMap((run) => {
    const signs = [...run.text];
    const width = (run.box[2] - run.box[0]) / signs.length;
    return signs.map((text) => ({ text, width, size: sizeOf(run) }));
  });
}

/**
 * Width of a line's first digit and of what is never parted from it: notes, an opening bracket and the sign or the number
 * behind that (UAX #14, LB14, LB25).
 */
function firstOf(line: TextLine): number {
  const [first, ...others] = signsOf(line);
  if (first === undefined) return 0;
  const clings = ({ text, size }: Sign): boolean => size < NOTE_SIZE * line.size || OPENING.test(text);
  const free = others.findIndex((sign) => !clings(sign));
  const clinging = others.slice(0, free === -1 ? others.length : free);
  const behind = OPENING.test(clinging.at(-1)?.text ?? "") ? others.slice(clinging.length) : [];
  const end = behind.findIndex(({ text }) => !DIGIT.test(text));
  const opened = behind.slice(0, Math.max(1, end === -1 ? behind.length : end));
  return [first, ...clinging, ...opened].reduce((sum, { width }) => sum + width, 0);
}

/** Width of a line's last digit. */
function lastOf(line: TextLine): number {
  const last = printedOf(line).findLast((run) => sizeOf(run) >= NOTE_SIZE * line.size);
  return last === undefined ? 0 : (last.box[2] - last.box[0]) / [...last.text].length;
}

function toLined(cell: LaidCell): Lined {
  const runs = cell.runs ?? [];
  const remark = REMARK.exec(cell.text)?.[0] ?? "";
  const parts = cell.text
    .slice(0, cell.text.length - remark.length)
    .trimEnd()
    .split("\n");
  // What is struck takes room in its line, and is no part of the number.
  const isLeft = ({ struck, text }: TextRun): boolean => !struck && text.trim() !== "";
  const lines = runs.every((run) => !run.turn) ? toLines(runs).filter((line) => line.runs.some(isLeft)) : [];
  const [first, last] = [lines[0], lines.at(-1)];
  const isNoted =
    lines.length === parts.length &&
    first !== undefined &&
    last !== undefined &&
    last.size < NOTE_SIZE * first.size &&
    NOTE.test(parts.at(-1) ?? "");
  return isNoted
    ? { cell, lines: lines.slice(0, -1), parts: parts.slice(0, -1), remark, note: last }
    : { cell, lines, parts, remark };
}

/** Whether the text stacks figures: digits on several lines, or above the mark of a note. */
const isStacked = ({ parts, note }: Lined): boolean => {
  const last = parts.at(-1) ?? "";
  return (
    (parts.length > 1 || note !== undefined) &&
    parts.slice(0, -1).every((text) => PART.test(text)) &&
    (LAST_PART.test(last) || (note !== undefined && parts.length > 1 && UNIT.test(last)))
  );
};

/** How much room the fullest line of a table leaves in its cell. */
function leastMargin(cells: readonly Lined[]): number {
  const margins = cells.flatMap((one) =>
    one.lines
      .filter((line) => !HANGING.test(printedOf(line).at(-1)?.text ?? ""))
      .map((line) => marginOf(one, line)),
  );
  return Math.min(...margins.filter((margin) => margin >= 0));
}

interface Broken {
  readonly whole: ReadonlyMap<LaidCell, string>;
  /** Cells that end with a full line of digits. */
  readonly brimming: ReadonlySet<LaidCell>;
  /** Whether a number is broken where no column can have been fitted to it. */
  readonly certain: boolean;
}

const NOTHING: Broken = { whole: new Map(), brimming: new Set(), certain: false };

/** The broken numbers of one table, in whose cells the fullest line leaves `least`. */
function findBroken(cells: readonly Lined[], least: number, breaksNumbers: boolean): Broken {
  const isFull = (one: Lined, line: TextLine, needed: number): boolean =>
    marginOf(one, line) < least + needed - SLACK;
  const isBroken = (one: Lined): boolean => {
    const { parts, remark, note } = one;
    const own = one.lines.slice(0, parts.length);
    const [first, last] = [own[0], own.at(-1)];
    if (first === undefined || last === undefined || own.length < parts.length) return false;
    if (!breaksNumbers && ASCII_DIGIT.test(parts.join(""))) return false;
    return (
      (remark !== "" || one.lines.length === parts.length) &&
      own.every(({ size }) => Math.abs(size - first.size) <= SAME_SIZE * size) &&
      own.slice(1).every((line, at) => isFull(one, own[at] ?? first, firstOf(line))) &&
      (note === undefined || isFull(one, last, trailOf(last) + widthOf(note)))
    );
  };
  const stacked = cells.filter(isStacked);
  const broken = stacked.filter(isBroken);
  if (stacked.some((one) => one.remark === "" && one.note === undefined && !broken.includes(one)))
    return NOTHING;
  const isLoose = (one: Lined): boolean =>
    one.lines
      .slice(0, one.parts.length - Number(one.note === undefined))
      .some((line) => marginOf(one, line) > least + FITTED);
  const isBrimming = (one: Lined): boolean => {
    const last = one.lines.at(-1);
    const isPart = one.remark === "" && one.note === undefined && one.parts.every((text) => PART.test(text));
    return last !== undefined && isPart && isBroken(one) && isFull(one, last, lastOf(last));
  };
  return {
    whole: new Map(broken.map(({ cell, parts, remark }) => [cell, parts.join("") + remark])),
    brimming: new Set(cells.filter(isBrimming).map(({ cell }) => cell)),
    certain: broken.some(isLoose),
  };
}

/**
 * Puts broken numbers of a document's ruled tables together; `breaksNumbers`: the program that made the pages breaks
 * ASCII digits, too.
 */
export function joinWrapped(
  tables: readonly LaidTable[],
  breaksNumbers: boolean,
): (table: LaidTable) => LaidTable {
  const lined = tables.map((table) =>
    table.cells.flatMap((cell) => (cell.runs === undefined ? [] : [toLined(cell)])),
  );
  const margins = lined.map(leastMargin);
  // A part of a table without a full line has the room of the others in its document.
  const least = Math.min(...margins);
  const found = lined.map((cells, at) => {
    const own = margins[at] ?? least;
    const byOwn = own <= WIDEST_MARGIN ? findBroken(cells, own, breaksNumbers) : NOTHING;
    if (byOwn.certain || least > WIDEST_MARGIN || own <= least + FITTED) return byOwn;
    // Columns with more room than the document's cells need are fitted to none of their lines.
    const byOthers = findBroken(cells, least, breaksNumbers);
    return byOthers.certain || own > WIDEST_MARGIN ? byOthers : byOwn;
  });
  const breaks = found.some(({ certain }) => certain);
  const mended = new Map(tables.map((table, at) => [table, found[at] ?? NOTHING]));
  return (table) => {
    const { whole, brimming } = (breaks ? mended.get(table) : undefined) ?? NOTHING;
    const cells = table.cells.map(({ runs, ...cell }, at): LaidCell => {
      const own = table.cells[at] ?? cell;
      const sizes = (runs ?? []).filter((run) => !isSpace(run)).map(sizeOf);
      return {
        ...cell,
        text: whole.get(own) ?? cell.text,
        ...(sizes.length > 0 && { size: Math.max(...sizes) }),
        ...(brimming.has(own) && { brimming: true }),
      };
    });
    return { ...table, cells };
  };
}
