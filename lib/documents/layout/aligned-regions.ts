import { type Column, columnsUnder, type Entry, endsBefore, fitsColumns, widen } from "./aligned-columns.ts";

/** Lines of figures that stand under each other, before anything is known of their heads and labels. */

export interface Region {
  /** Positions of the lines of figures. */
  readonly rows: number[];
  readonly columns: Column[];
}

/** 第二十条第（一）项: stands over a part of a table with heads of its own. */
const ARTICLE = /^第[一二三四五六七八九十百]{1,4}条/;
export const leftOf = (columns: readonly Column[]): number => columns[0]?.left ?? 0;

export const isLeftOf = (entry: Entry, edge: number): boolean =>
  entry.words.every((word) => endsBefore(word, edge));

/** 无, 不适用: words that stand for no figure. */
const NOTHING = /^(?:无|空|不适用|未发生|N\/?A|n\/?a|\p{Script=Han}{0,3}无此项)$/u;

/** Whether a line prints, in place of figures, that there are none. */
function printsNothing({ words }: Entry, columns: readonly Column[]): boolean {
  const beside = words.filter((word) => !endsBefore(word, leftOf(columns)));
  const isNothing = (word: Entry["words"][number]) =>
    NOTHING.test(word.text) && columnsUnder(word, columns).length === 1;
  return beside.length > 0 && beside.every(isNothing);
}

/** Whether the line above the first row is a row of no figures, and no head. */
export function isNothingAbove(entries: readonly Entry[], { rows, columns }: Region): boolean {
  const above = entries[(rows[0] ?? 0) - 1];
  return above !== undefined && printsNothing(above, columns);
}

/** Whether a line of figures goes on with the rows above. */
function goesOn(region: Region, entries: readonly Entry[], at: number): boolean {
  const last = region.rows.at(-1) ?? 0;
  const left = leftOf(region.columns);
  const between = entries.slice(last + 1, at);
  const figures = entries[at]?.figures ?? [];
  const near = (entries[at]?.line.box[1] ?? 0) - (entries[last]?.line.box[3] ?? 0) < 120;
  return (
    near &&
    !between.some((entry) => ARTICLE.test(entry.words[0]?.text ?? "")) &&
    between.every((entry) => isLeftOf(entry, left) || printsNothing(entry, region.columns)) &&
    fitsColumns(figures, region.columns) &&
    (figures.length === 1 || figures.some((word) => columnsUnder(word, region.columns).length === 1)) &&
    (entries[at]?.words ?? []).every((word) => word.figure || columnsUnder(word, region.columns).length < 2)
  );
}

export function listRegions(entries: readonly Entry[]): Region[] {
  const regions: Region[] = [];
  entries.forEach((entry, at) => {
    if (entry.figures.length === 0) return;
    const open = regions.at(-1);
    if (open !== undefined && goesOn(open, entries, at)) {
      for (let row = (open.rows.at(-1) ?? 0) + 1; row < at; row++)
        if (!isLeftOf(entries[row] ?? entry, leftOf(open.columns))) open.rows.push(row);
      for (const word of entry.figures) widen(open.columns, word);
      open.rows.push(at);
      return;
    }
    const columns: Column[] = [];
    for (const word of entry.figures) widen(columns, word);
    regions.push({ rows: [at], columns });
  });
  return regions;
}

/** Points between lines of figures, in parts of their size, that may be lines of one row. */
const SAME_ROW = 3;

/** Whether figures follow right below that do not stand in the same columns, or without a label: halves of wrapped numbers, perhaps. */
export function isFollowedClosely(
  entries: readonly Entry[],
  region: Region,
  next: Region | undefined,
): boolean {
  const [last, first] = [region.rows.at(-1), next?.rows[0]];
  if (last === undefined || first === undefined) return false;
  const [above, below] = [entries[last]?.line, entries[first]?.line];
  if (above === undefined || below === undefined) return false;
  const between = entries.slice(last + 1, first);
  const near = below.box[1] - above.box[1] <= SAME_ROW * above.size;
  const over = (entries[first]?.figures ?? []).some((word) => columnsUnder(word, region.columns).length > 0);
  const unlabelled = (entries[first]?.words ?? []).every(
    (word) => word.figure || !endsBefore(word, leftOf(region.columns)),
  );
  return near && (over || unlabelled) && between.every((entry) => isLeftOf(entry, leftOf(region.columns)));
}
