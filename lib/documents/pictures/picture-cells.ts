import type { Box } from "../../model.ts";
import type { Segment } from "../layout/page.ts";
import { findRuledTables, type RuledTable } from "../layout/ruled-tables.ts";
import type { Frame } from "./bitmap.ts";
import { type CellInk, describeCell } from "./cell-ink.ts";
import { cropInk, type Ink, listBlobs } from "./ink.ts";

/** The parts of a page that are recognised one by one: cells of its tables, and the bands of text between them. */

export type FigureInk = Extract<CellInk, { kind: "figure" }>;

export interface TextPart {
  /** Pixels of the page. */
  readonly frame: Frame;
  /** Tables within, which are read by their own cells. */
  readonly without: readonly Frame[];
  readonly cell: boolean;
  /** Known to be one line, whose signs may be of several pieces over each other. */
  readonly isLine?: boolean;
}

export interface PageCells {
  readonly figures: readonly FigureInk[];
  readonly texts: readonly TextPart[];
  /** The lines of tables; strokes of characters are left out. */
  readonly segments: readonly Segment[];
}

interface Measured {
  readonly ink: Ink;
  readonly faint: Ink;
  readonly point: number;
  readonly segments: readonly Segment[];
}

/** In points: a ruling has at least one line of an inch; strokes of headings are shorter. */
const LONGEST_STROKE = 60;
/** In points: lines end so near to the line they meet. */
const MEETING = 3;

const meet = (one: Segment, other: Segment): boolean =>
  one.axis !== other.axis &&
  one.at >= other.from - MEETING &&
  one.at <= other.to + MEETING &&
  other.at >= one.from - MEETING &&
  other.at <= one.to + MEETING;

/** Segments that are long, and those that meet one of them, directly or through others. */
export function dropStrokes(segments: readonly Segment[]): Segment[] {
  const kept = new Set(segments.filter(({ from, to }) => to - from >= LONGEST_STROKE));
  let open = segments.filter((segment) => !kept.has(segment));
  for (let grown = true; grown; ) {
    const joined = open.filter((segment) => [...kept].some((line) => meet(segment, line)));
    for (const segment of joined) kept.add(segment);
    open = open.filter((segment) => !kept.has(segment));
    grown = joined.length > 0;
  }
  return segments.filter((segment) => kept.has(segment));
}

const isWithin = (inner: Box, outer: Box): boolean =>
  inner !== outer &&
  inner[0] >= outer[0] - MEETING &&
  inner[1] >= outer[1] - MEETING &&
  inner[2] <= outer[2] + MEETING &&
  inner[3] <= outer[3] + MEETING;

/** In points: lower bands between tables hold no line of text. */
const LOWEST_BAND = 6;
/** In points: marks smaller than this are no text. */
const SMALLEST_MARK = 3;

/** The bands of the page that no table covers. */
function listBands(tables: readonly RuledTable[], height: number): [number, number][] {
  const bands: [number, number][] = [];
  let from = 0;
  for (const { box } of [...tables].sort((a, b) => a.box[1] - b.box[1])) {
    if (box[1] - from >= LOWEST_BAND) bands.push([from, box[1]]);
    from = Math.max(from, box[3]);
  }
  if (height - from >= LOWEST_BAND) bands.push([from, height]);
  return bands;
}

/** Ink of a band without its white rims; `undefined` where it holds no text. */
function findText(ink: Ink, frame: Frame, point: number): Frame | undefined {
  const marks = listBlobs(cropInk(ink, frame)).filter(
    ({ left, top, right, bottom }) => Math.max(right - left, bottom - top) >= SMALLEST_MARK * point,
  );
  if (marks.length === 0) return undefined;
  return [
    Math.floor(frame[0]) + Math.min(...marks.map(({ left }) => left)),
    Math.floor(frame[1]) + Math.min(...marks.map(({ top }) => top)),
    Math.floor(frame[0]) + Math.max(...marks.map(({ right }) => right)),
    Math.floor(frame[1]) + Math.max(...marks.map(({ bottom }) => bottom)),
  ];
}

export function listCells({ ink, faint, point, segments }: Measured): PageCells {
  const lines = dropStrokes(segments);
  const tables = findRuledTables(lines);
  const toFrame = (box: Box): Frame => [box[0] * point, box[1] * point, box[2] * point, box[3] * point];
  const figures: FigureInk[] = [];
  const texts: TextPart[] = [];
  for (const table of tables)
    for (const { box } of table.cells) {
      const inner = tables.filter((other) => other !== table && isWithin(other.box, box));
      if (inner.length > 0) {
        texts.push({ frame: toFrame(box), without: inner.map((other) => toFrame(other.box)), cell: true });
        continue;
      }
      const found = describeCell(ink, faint, toFrame(box), point);
      if (found.kind === "figure") figures.push(found);
      else if (found.kind === "text") texts.push({ frame: found.frame, without: [], cell: true });
    }
  const outermost = tables.filter((table) => !tables.some((other) => isWithin(table.box, other.box)));
  for (const [top, bottom] of listBands(outermost, ink.height / point)) {
    const frame = findText(ink, [0, top * point + 2, ink.width, bottom * point - 2], point);
    if (frame !== undefined) texts.push({ frame, without: [], cell: false });
  }
  return { figures, texts, segments: lines };
}
