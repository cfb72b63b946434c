import type { Box, ReadingMethod } from "../../model.ts";
import {
  type Column,
  columnsUnder,
  type Entry,
  endsBefore,
  overlaps,
  splitOverColumns,
  toEntry,
  widen,
} from "./aligned-columns.ts";
import { type Heads, readHeads } from "./aligned-heads.ts";
import {
  isFollowedClosely,
  isLeftOf,
  isNothingAbove,
  leftOf,
  listRegions,
  type Region,
} from "./aligned-regions.ts";
import { foldWrapped, type ReadRow, readLabels, readValues } from "./aligned-rows.ts";
import { type Laid, type LaidCell, type LaidLine, type LaidTable, leastConfidence } from "./laid-table.ts";
import { UNREADABLE } from "./page.ts";
import { boxAround } from "./page-lines.ts";

/**
 * Tables without ruling lines, by alignment alone: lines of figures that stand under each other are rows, what they
 * cover are columns, words over the columns are heads, words on their left are labels. Group labels and heads over
 * several columns are left out: without lines nobody can say how far they reach.
 */

const HEADING = /^[一二三四五六七八九十]{1,3}、/;
/** Lines of head, and lines of label below the last row, in parts of their size apart. */
const HEAD_GAP = 4;
const MANY_HEADS_GAP = 10;
const LABEL_GAP = 1.2;
const MOST_HEAD_LINES = 12;
/** Longer text among figures is a sentence. */
const LONGEST_MARK = 20;

/** A line of heads, which may fill their columns to the edges. */
const splitEntry = (entry: Entry, columns: readonly Column[]): Entry => ({
  ...entry,
  words: entry.words.flatMap((word) => splitOverColumns(word, columns)),
});

/** Position of the first line that may be head of a region: no prose, no heading, nothing far above. */
function findHeadStart(entries: readonly Entry[], region: Region, after: number): number {
  const first = region.rows[0] ?? 0;
  let start = first;
  while (start - 1 > after && first - start < MOST_HEAD_LINES) {
    const entry = entries[start - 1];
    const below = entries[start];
    if (entry === undefined || below === undefined) break;
    const words = splitEntry(entry, region.columns).words;
    const [only, ...more] = words;
    const gap = below.line.box[1] - entry.line.box[3];
    const heads = words.filter((word) => columnsUnder(word, region.columns).length === 1);
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
    const labels = words.filter((word) => endsBefore(word, left));
    const last = labels.at(-1);
    return labels.length > 1 && last !== undefined && last.text.length <= 2 ? [last] : [];
  });
  if (units.length >= 3 && units.length > rows.length * 0.6) for (const unit of units) widen(columns, unit);
}

interface Found {
  readonly table: LaidTable;
  readonly lines: ReadonlySet<LaidLine>;
}

const layCell = (row: number, column: number, text: string, box: Box, page: number): LaidCell => ({
  ...{ row, column, rowSpan: 1, columnSpan: 1, text, page, box },
});

/** The rows of heads: those over groups, then those over each column; none where no column has one. */
function layHeads({ texts, groups }: Heads, columns: readonly Column[], box: Box, page: number): LaidCell[] {
  if (texts.size === 0) return [];
  const boxOf = (from: number, to: number): Box => [
    columns[from]?.left ?? box[0],
    box[1],
    columns[to]?.right ?? box[2],
    box[3],
  ];
  const groupCells = groups.flatMap((group, y) =>
    group.map(({ text, from, to }) => ({
      ...layCell(y + 1, from + 2, text, boxOf(from, to), page),
      columnSpan: to - from + 1,
    })),
  );
  const last = groups.length + 1;
  const own = columns.map((column, at) =>
    layCell(last, at + 2, texts.get(column) ?? "", boxOf(at, at), page),
  );
  return [...groupCells, layCell(last, 1, "", box, page), ...own];
}

/** Where the columns begin: heads may reach further left than the figures below them, not as far as labels, if any. */
function findLeft(heads: readonly Entry[], body: readonly Entry[], columns: readonly Column[]): number {
  const left = leftOf(columns);
  const labels = body.flatMap(({ words }) => words.filter((word) => endsBefore(word, left)));
  const end = Math.max(...labels.map((word) => word.box[2]));
  const over = heads.flatMap(({ words }) => words.map((word) => word.box[0])).filter((start) => start >= end);
  return Math.min(left, ...over);
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
  const left = findLeft(entries.slice(start, first), entries.slice(first, end), columns);
  const head = entries
    .slice(start, first)
    .filter((entry) => !isLeftOf(entry, left))
    .map((entry) => splitEntry(entry, columns));
  const heads = readHeads(head, columns, left);
  const labels = readLabels(entries.slice(start, end), rows, left);
  const labelled = labels.texts.filter((text) => text !== "").length;
  const isProse = rows.some(({ words }) =>
    words.some((word) => !endsBefore(word, left) && !word.figure && word.text.length > LONGEST_MARK),
  );
  // Heads that cannot be told from each other must not be taken for none: columns would then go by their order.
  const told = columns.filter((column) => (heads.texts.get(column) ?? "") !== "").length;
  const isBeside = head.some(({ words }) => words.filter((word) => endsBefore(word, left)).length > 1);
  const isUntold = isBeside || (told < columns.length && head.some((entry) => entry.words.length > 1));
  if (isProse || isUntold) return undefined;
  const isTable =
    (rows.length > 1 && labelled > 1) || columns.length > 3 || (labelled > 0 && heads.texts.size > 0);
  if (!isTable || rows.every((row) => row.words.length < 2 && heads.texts.size === 0)) return undefined;
  const page = rows[0]?.line.page ?? 0;
  // Heads of the page before have no place on this one.
  const own = head.filter(({ line }) => line.page === page);
  const headBox = boxAround((own.length > 0 ? own : rows).map(({ line }) => line.box));
  const headCells = layHeads(heads, columns, headBox, page);
  const headRows = headCells.length === 0 ? 0 : heads.groups.length + 1;
  const read = foldWrapped(
    rows.map((row, y): ReadRow => {
      const values = row.words.filter((word) => !endsBefore(word, left));
      const texts = readValues(values, columns);
      return { label: labels.texts[y] ?? "", texts, values, box: row.line.box };
    }),
    labels.pitch,
  );
  const layRow = ({ label, texts, values, box }: ReadRow, row: number): LaidCell[] => [
    layCell(row, 1, label, [box[0], box[1], left, box[3]], page),
    ...columns.map((column, at) => {
      const runs = values.filter((word) => overlaps(word.box, column)).flatMap((word) => word.runs);
      const own: Box = [column.left, box[1], column.right, box[3]];
      // Where nothing stands and no line is drawn nobody can say that a cell is blank.
      return { ...layCell(row, at + 2, texts[at] || UNREADABLE, own, page), ...leastConfidence(runs) };
    }),
  ];
  const bodyCells = read.flatMap((row, y) => layRow(row, y + 1 + headRows));
  const lines = new Set([...rows, ...own].map(({ line }) => line));
  for (const entry of entries.slice(start, end))
    if (entry.line.page === page && labels.used.has(entry.line)) lines.add(entry.line);
  const box = boxAround([...lines].map((line) => line.box));
  const edges = [box[0], ...columns.map((column) => column.left), box[2]];
  const cells = [...headCells, ...bodyCells];
  const aligned = { lines: [...lines], headed: headRows > 0 || columns.length === 1 };
  return {
    table: { kind: "table", page, box, edges, rows: read.length + headRows, method, cells, aligned },
    lines,
  };
}

/** Lines at the foot of a page that may be the heads of figures at the top of the next one. */
function carryHeads(above: readonly LaidLine[], lines: readonly LaidLine[]): LaidLine[] {
  const top = Math.min(...lines.map((line) => line.box[1]));
  const last = above.findLastIndex((line) => toEntry(line).figures.length > 0);
  const tail = above.slice(last + 1).slice(-MOST_HEAD_LINES);
  const bottom = Math.max(...tail.map((line) => line.box[3]));
  const shift = top - bottom - Math.max(0, ...tail.map((line) => line.size));
  const move = ([left, from, right, to]: Box): Box => [left, from + shift, right, to + shift];
  return tail.map((line) => ({
    ...line,
    box: move(line.box),
    runs: line.runs.map((run) => ({ ...run, box: move(run.box) })),
  }));
}

/** The lines of a page, those that align to tables taken together; \`above\`: the lines of the page before. */
export function alignTables(
  lines: readonly LaidLine[],
  method: ReadingMethod,
  above: readonly LaidLine[] = [],
): Laid[] {
  const printed = lines.filter((line) => line.size > 0);
  const carried = carryHeads(above, printed).map(toEntry);
  const entries = [...carried, ...printed.map(toEntry)];
  const regions = listRegions(entries);
  const used = new Set<LaidLine>();
  const tables: LaidTable[] = [];
  const close = regions.map((region, at) => isFollowedClosely(entries, region, regions[at + 1]));
  regions.forEach((region, at) => {
    if (close[at] || close[at - 1]) return;
    while (isNothingAbove(entries, region)) region.rows.unshift((region.rows[0] ?? 0) - 1);
    const after = regions[at - 1]?.rows.at(-1) ?? -1;
    const start = findHeadStart(entries, region, after);
    const end = findLabelEnd(entries, region, regions[at + 1]?.rows[0] ?? entries.length);
    const copy: Region = { rows: region.rows, columns: region.columns.map((column) => ({ ...column })) };
    const whole = toTable(entries, region, [start, end], method);
    const found =
      whole ?? (start < carried.length ? toTable(entries, copy, [carried.length, end], method) : undefined);
    if (found === undefined || [...found.lines].some((line) => used.has(line))) return;
    tables.push(found.table);
    for (const line of found.lines) used.add(line);
  });
  return [...tables, ...lines.filter((line) => !used.has(line))];
}
