import type { GridLine, GridLines, Slot } from "../model.ts";
import { isBlankText, type Look } from "../tables/printed.ts";
import type { Words } from "./line-labels.ts";
import type { HeadLine } from "./printed-head.ts";
import { usualWidth } from "./usual-width.ts";

/** Lines of a table that tells no columns, sorted into words and values. */

export interface ValueLine {
  /** Words before the values. */
  readonly own: Words;
  readonly slots: readonly Slot[];
  /** All values of the line as printed. */
  readonly printed: readonly Slot[];
  readonly values: readonly Slot[];
  readonly full: boolean;
  /** Values stand before words: whose they are is not told. */
  readonly mixed: boolean;
  /** The values stand on several lines, and nothing but their number tells which are whose. */
  readonly joined: boolean;
  /** Lines of words since the values above, and as far as the values below. */
  readonly above: readonly Words[];
  readonly below: readonly Words[];
  /** The lines above with where their words stand. */
  readonly heads: readonly HeadLine[];
}

interface Line {
  readonly words: GridLine;
  readonly values: readonly Slot[];
  /** Values stand before words: whose they are is not told. */
  readonly mixed: boolean;
  /** The values stood on several lines. */
  readonly joined: boolean;
  /** As long as most rows of its table. */
  readonly full: boolean;
}

/** By width and by the number of characters before. */
function placesOf({ slot, x }: GridLine[number], line: GridLine): readonly number[] {
  const [first] = line;
  if (x < 0 || first === undefined) return [];
  return [x, first.x + (slot.cell.place.offset ?? 0) - (first.slot.cell.place.offset ?? 0)];
}

const textOf = (slot: Slot): string => slot.cell.text;

/**
 * 二 is a numeral beside other figures and the piece of a label elsewhere; so is 一, which may be a dash as well: either way
 * it stands in the place of a value.
 */
const HAS_DIGIT = /\p{Nd}/u;
const NUMERAL = /^[〇零一二两三四五六七八九十百千万亿]+$/;

function readLine(line: GridLine, width: number, look: Look): Line {
  const counted = line.some(({ slot }) => look.isFigure(textOf(slot)) && HAS_DIGIT.test(textOf(slot)));
  const isValue = (slot: Slot): boolean =>
    NUMERAL.test(textOf(slot).trim())
      ? counted
      : look.isValue(textOf(slot)) && (HAS_DIGIT.test(textOf(slot)) || !look.isFigure(textOf(slot)));
  const count = line.findLastIndex(({ slot }) => !isValue(slot)) + 1;
  const values = line.slice(count).map(({ slot }) => slot);
  const words = line.slice(0, count).filter(({ slot }) => !isBlankText(textOf(slot)));
  const mixed = words.some(({ slot }) => look.isFigure(textOf(slot)) && HAS_DIGIT.test(textOf(slot)));
  return { words, values, mixed, joined: false, full: line.length === width };
}

/**
 * The values of a row of so many columns. Empty cells behind a label may be its own, of columns it is merged over: in a
 * row that is whole they are told from values by their number, in one whose end is lost, or filled up, not at all.
 */
export function valuesOf(
  { values, full }: Pick<ValueLine, "values" | "full">,
  columns: number,
): readonly Slot[] {
  const [first] = values;
  const last = values.at(-1);
  if (first === undefined || last === undefined || !isBlankText(textOf(first))) return values;
  const over = values.length - columns;
  if (!full || (over > 0 && isBlankText(textOf(last)))) return [];
  const empty = over > 0 && values.slice(0, over).every((slot) => isBlankText(textOf(slot)));
  return empty ? values.slice(over) : values;
}

/** Empty cells behind words that name no row: a head that is shorter than its table. */
function isWordsAlone({ words, values }: Line, isRow: (words: Words) => boolean): boolean {
  if (values.length === 0) return true;
  if (!values.every((slot) => isBlankText(textOf(slot)))) return false;
  return words.length === 0 || !isRow(words.map(({ slot }) => textOf(slot)));
}

/** Values without words go on with such values right above: every cell on a line of its own. */
function joinValues(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const bare = line.words.length === 0 && line.values.length > 0;
    if (bare && last !== undefined && last.words.length === 0 && last.values.length > 0)
      joined[joined.length - 1] = { ...last, values: [...last.values, ...line.values], joined: true };
    else joined.push(line);
  }
  return joined;
}

const isBlankLine = (line: GridLine): boolean => line.every(({ slot }) => isBlankText(textOf(slot)));

/** A numeral alone on its line is a figure where it is longer than a piece of a label, or follows a unit or stands beside a figure. */
function takeNumerals(lines: readonly Line[], units: ReadonlySet<string>): Line[] {
  const taken = [...lines];
  const isBare = (at: number): boolean => taken[at]?.words.length === 0 && taken[at].values.length > 0;
  const isUnit = (at: number): boolean =>
    taken[at]?.words.length === 1 && taken[at].words.every(({ slot }) => units.has(textOf(slot).trim()));
  const take = (at: number): void => {
    const line = taken[at];
    const [word, ...more] = line?.words ?? [];
    const text = word === undefined ? "" : textOf(word.slot).trim();
    if (line === undefined || word === undefined || more.length > 0 || line.values.length > 0) return;
    if (!NUMERAL.test(text)) return;
    if (text.length > 1 || isUnit(at - 1) || isBare(at - 1) || isBare(at + 1))
      taken[at] = { ...line, words: [], values: [word.slot] };
  };
  // There and back, so that a numeral stands beside those that are figures for what stands beside them.
  for (let at = 0; at < taken.length; at++) take(at);
  for (let at = taken.length - 1; at >= 0; at--) take(at);
  return taken;
}

/**
 * The values of a table line by line, with the words around them. `isRow` tells the labels of rows; `spaced`: an empty
 * line is an empty cell.
 */
export function listValueLines(
  lines: GridLines,
  look: Look,
  isRow: (words: Words) => boolean,
  spaced: boolean,
  units: ReadonlySet<string>,
): readonly ValueLine[] {
  const width = usualWidth(lines.rows.flatMap((line) => (isBlankLine(line) ? [] : line.length)));
  const all = [...lines.above, ...lines.rows, ...lines.below];
  const read = (spaced ? all : all.filter((line) => !isBlankLine(line))).map((line) =>
    readLine(line, width, look),
  );
  const sorted = joinValues(
    takeNumerals(read, units)
      .map((line) =>
        isWordsAlone(line, isRow) && !(spaced && line.words.length === 0) ? { ...line, values: [] } : line,
      )
      .filter((line) => line.words.length > 0 || line.values.length > 0),
  );
  const at = sorted.flatMap((line, n) => (line.values.length > 0 || line.mixed ? [n] : []));
  const wordsOf = (line: Line): Words => line.words.map(({ slot }) => look.simplify(textOf(slot)));
  return at.map((n, index) => {
    const line = sorted[n] ?? { words: [], values: [], mixed: true, joined: false, full: false };
    const over = sorted.slice((at[index - 1] ?? -1) + 1, n);
    const under = sorted.slice(n + 1, at[index + 1] ?? sorted.length);
    return {
      own: wordsOf(line),
      slots: line.words.map(({ slot }) => slot),
      printed: line.values,
      values: line.mixed ? [] : line.values,
      full: line.full,
      mixed: line.mixed,
      joined: line.joined,
      above: over.map(wordsOf),
      below: under.map(wordsOf),
      heads: over.map(({ words }) =>
        words.map((word) => ({ text: look.simplify(textOf(word.slot)), places: placesOf(word, words) })),
      ),
    };
  });
}
