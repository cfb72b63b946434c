import type { ReadingMethod } from "../model.ts";
import {
  type Column,
  columnsUnder,
  fitsColumns,
  overlaps,
  readHeads,
  type Word,
  widen,
  wordsOf,
} from "./aligned-columns.ts";
import { labelRows } from "./aligned-labels.ts";
import { type Laid, type LaidCell, type LaidLine, type LaidTable, leastConfidence } from "./laid-table.ts";
import { UNREADABLE } from "./page.ts";
import { boxAround } from "./page-lines.ts";

/**
 * Tables without ruling lines, by alignment alone: lines of figures that stand under each other are rows, what they
 * cover are columns, words over the columns are heads, words on their left are labels. Group labels and heads over
 * several columns are left out: without lines nobody can say how far they reach.
 */

interface Entry {
  readonly line: LaidLine;
  readonly words: readonly Word[];
  readonly figures: readonly Word[];
}

interface Region {
  /** Positions of the lines of figures. */
  readonly rows: number[];
  readonly columns: Column[];
}

const HEADING = /^[一二三四五六七八九十]{1,3}、/;
/** Lines of head, and lines of label below the last row, in parts of their size apart. */
const HEAD_GAP = 4;
const MANY_HEADS_GAP = 10;
const LABEL_GAP = 1.2;
const MOST_HEAD_LINES = 12;

const leftOf = (columns: readonly Column[]): number => columns[0]?.left ?? 0;

const isLeftOf = (entry: Entry, edge: number): boolean => entry.words.every((word) => word.box[2] <= edge);

/** Whether a line of figures goes on with the rows above. */
function goesOn(region: Region, entries: readonly Entry[], at: number): boolean {
  const last = region.rows.at(-1) ?? 0;
  const left = leftOf(region.columns);
  const between = entries.slice(last + 1, at);
  const figures = entries[at]?.figures ?? [];
  const near = (entries[at]?.line.box[1] ?? 0) - (entries[last]?.line.box[3] ?? 0) < 120;
  return (
    near &&
    between.every((entry) => isLeftOf(entry, left)) &&
    fitsColumns(figures, region.columns) &&
    figures.some((word) => columnsUnder(word, region.columns).length === 1) &&
    (entries[at]?.words ?? []).every((word) => word.figure || columnsUnder(word, region.columns).length < 2)
  );
}

function listRegions(entries: readonly Entry[]): Region[] {
  const regions: Region[] = [];
  entries.forEach((entry, at) => {
    if (entry.figures.length === 0) return;
    const open = regions.at(-1);
    if (open !== undefined && goesOn(open, entries, at)) {
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

/** Position of the first line that may be head of a region: no prose, no heading, nothing far above. */
function findHeadStart(entries: readonly Entry[], region: Region, after: number): number {
  const first = region.rows[0] ?? 0;
  let start = first;
  while (start - 1 > after && first - start < MOST_HEAD_LINES) {
    const entry = entries[start - 1];
    const below = entries[start];
    if (entry === undefined || below === undefined) break;
    const [only, ...more] = entry.words;
    const gap = below.line.box[1] - entry.line.box[3];
    const heads = entry.words.filter((word) => columnsUnder(word, region.columns).length === 1);
    if (gap > (heads.length > 2 ? MANY_HEADS_GAP : HEAD_GAP) * entry.line.size) break;
    if (only !== undefined && more.length === 0) {
      if (HEADING.test(only.text) && gap > LABEL_GAP * entry.line.size) break;
      if (columnsUnder(only, region.columns).length > 2 && only.box[0] < leftOf(region.columns)) break;
      if (/[。；]/.test(only.text)) break;
    }
    start--;
  }
  return start;
}

/** Position behind the last line of label of a region. */
function findLabelEnd(entries: readonly Entry[], region: Region, before: number): number {
  let end = (region.rows.at(-1) ?? 0) + 1;
  while (end < before) {
    const entry = entries[end];
    const above = entries[end - 1];
    if (entry === undefined || above === undefined) break;
    if (!isLeftOf(entry, leftOf(region.columns)) || HEADING.test(entry.words[0]?.text ?? "")) break;
    if (entry.line.box[1] - above.line.box[3] > LABEL_GAP * entry.line.size) break;
    end++;
  }
  return end;
}

/** A column of units (条, 件) between labels and figures is found by its short words in most rows. */
function addUnitColumn(rows: readonly Entry[], columns: Column[]): void {
  const left = leftOf(columns);
  const units = rows.flatMap(({ words }) => {
    const labels = words.filter((word) => word.box[2] <= left);
    const last = labels.at(-1);
    return labels.length > 1 && last !== undefined && last.text.length <= 2 ? [last] : [];
  });
  if (units.length >= 3 && units.length > rows.length * 0.6) for (const unit of units) widen(columns, unit);
}

interface Labels {
  /** Text of each row's label. */
  readonly texts: readonly string[];
  readonly used: ReadonlySet<Word>;
}

function readLabels(entries: readonly Entry[], rows: readonly Entry[], left: number): Labels {
  const beside = entries.map((entry) => entry.words.filter((word) => word.box[2] <= left));
  const leaves = beside.flatMap((words) => (words.length > 1 ? words.slice(-1) : []));
  const leafLeft = leaves.length === 0 ? 0 : Math.min(...leaves.map((word) => word.box[0]));
  const lines = beside.flatMap((words) => words.slice(-1).filter((word) => word.box[2] > leafLeft));
  const middles = rows.map(({ figures }) => {
    const [, top, , bottom] = boxAround(figures.map((word) => word.box));
    return (top + bottom) / 2;
  });
  const size = rows[0]?.line.size ?? 0;
  const labels = labelRows(lines, middles, size);
  const used = new Set<Word>();
  const texts = labels.map((label, row) => {
    const words = lines.filter((word) => label.includes(word));
    // A short label over the group column too stands left of the other labels.
    const alone = rows[row]?.words.filter((word) => word.box[2] <= left) ?? [];
    const chosen = words.length === 0 && alone.length === 1 && label.length === 0 ? alone : words;
    for (const word of chosen) used.add(word);
    return chosen.map((word) => word.text).join("\n");
  });
  return { texts, used };
}

function readValue(words: readonly Word[], column: Column, columns: readonly Column[]): string {
  const under = words.filter((word) => overlaps(word.box, column));
  const shared = under.some((word) => columnsUnder(word, columns).length > 1);
  return `${under.map((word) => word.text).join("\n")}${shared ? UNREADABLE : ""}`;
}

interface Found {
  readonly table: LaidTable;
  readonly lines: ReadonlySet<LaidLine>;
}

function toTable(
  entries: readonly Entry[],
  region: Region,
  bounds: readonly [number, number],
  method: ReadingMethod,
): Found | undefined {
  const [start, end] = bounds;
  const first = region.rows[0] ?? 0;
  const rows = region.rows.flatMap((at) => entries[at] ?? []);
  const { columns } = region;
  addUnitColumn(rows, columns);
  const left = leftOf(columns);
  const head = entries.slice(start, first).filter((entry) => !isLeftOf(entry, left));
  const heads = readHeads(head, columns, left);
  const labels = readLabels(entries.slice(start, end), rows, left);
  const labelled = labels.texts.filter((text) => text !== "").length;
  const isTable = (rows.length > 1 && labelled > 1) || columns.length > 3 || (labelled > 0 && heads.size > 0);
  if (!isTable || rows.every((row) => row.words.length < 2 && heads.size === 0)) return undefined;
  const page = rows[0]?.line.page ?? 0;
  const headBox = boxAround((head.length > 0 ? head : rows).map(({ line }) => line.box));
  const cell = (row: number, column: number, text: string, box: LaidCell["box"]): LaidCell => ({
    ...{ row, column, rowSpan: 1, columnSpan: 1, text, page, box },
  });
  const headCells = [
    cell(1, 1, "", headBox),
    ...columns.map((column, at) =>
      cell(1, at + 2, heads.get(column) ?? "", [column.left, headBox[1], column.right, headBox[3]]),
    ),
  ];
  const bodyCells = rows.flatMap((row, y) => {
    const { box } = row.line;
    const values = row.words.filter((word) => word.box[2] > left);
    return [
      cell(y + 2, 1, labels.texts[y] ?? "", [box[0], box[1], left, box[3]]),
      ...columns.map((column, at) => ({
        ...cell(y + 2, at + 2, readValue(values, column, columns), [
          column.left,
          box[1],
          column.right,
          box[3],
        ]),
        ...leastConfidence(values.filter((word) => overlaps(word.box, column)).flatMap((word) => word.runs)),
      })),
    ];
  });
  const lines = new Set([...rows, ...head].map(({ line }) => line));
  for (const entry of entries.slice(start, end))
    if (entry.words.every((word) => labels.used.has(word))) lines.add(entry.line);
  const box = boxAround([...lines].map((line) => line.box));
  const edges = [box[0], ...columns.map((column) => column.left), box[2]];
  const cells = [...headCells, ...bodyCells];
  return { table: { kind: "table", page, box, edges, rows: rows.length + 1, method, cells }, lines };
}

/** The lines of a page, those that align to tables taken together. */
export function alignTables(lines: readonly LaidLine[], method: ReadingMethod): Laid[] {
  const entries = lines
    .filter((line) => line.size > 0)
    .map((line): Entry => {
      const words = wordsOf(line);
      return { line, words, figures: words.filter((word) => word.figure) };
    });
  const regions = listRegions(entries);
  const used = new Set<LaidLine>();
  const tables: LaidTable[] = [];
  regions.forEach((region, at) => {
    const after = regions[at - 1]?.rows.at(-1) ?? -1;
    const start = findHeadStart(entries, region, after);
    const end = findLabelEnd(entries, region, regions[at + 1]?.rows[0] ?? entries.length);
    const found = toTable(entries, region, [start, end], method);
    if (found === undefined || [...found.lines].some((line) => used.has(line))) return;
    tables.push(found.table);
    for (const line of found.lines) used.add(line);
  });
  return [...tables, ...lines.filter((line) => !used.has(line))];
}
