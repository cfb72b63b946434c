import { point } from "./pdf-file.ts";
import type { ShownCell } from "./pdf-parts.ts";
import { leadingOf, PADDING } from "./pdf-table.ts";
import { emsOf, type Typeface } from "./pdf-typeface.ts";
import { createRandom, shuffle } from "./random.ts";

/** How programs draw the same lines and the same text. */
export type PdfLines = "cells" | "boxes" | "long" | "thin-rectangles" | "horizontal" | "none";
export type PdfRuns = "line" | "halves" | "signs" | "kerned";

export interface Drawing {
  readonly lines: PdfLines;
  readonly runs: PdfRuns;
  readonly order: "rows" | "columns" | "shuffled";
}

/** One line of text; `x`, `y` is the left end of the baseline, in the space of the page (y upward). */
export function drawText(
  face: Typeface,
  text: string,
  x: number,
  y: number,
  size: number,
  runs: PdfRuns = "line",
): string {
  if (text === "") return "";
  const begin = (left: number) => `BT /F ${point(size)} Tf 1 0 0 1 ${point(left)} ${point(y)} Tm `;
  const middle = Math.ceil(text.length / 2);
  const [head, tail] = [text.slice(0, middle), text.slice(middle)];
  switch (runs) {
    case "halves":
      return drawText(face, head, x, y, size) + drawText(face, tail, x + emsOf(head) * size, y, size);
    case "signs": {
      let left = x;
      let operators = "";
      for (const sign of text) {
        operators += `${begin(left)}${face.toHex(sign)} Tj ET\n`;
        left += emsOf(sign) * size;
      }
      return operators;
    }
    case "kerned":
      return `${begin(x)}[${face.toHex(head)} ${tail ? `-20 ${face.toHex(tail)}` : ""}] TJ ET\n`;
    default:
      return `${begin(x)}${face.toHex(text)} Tj ET\n`;
  }
}

type Edge = readonly [horizontal: boolean, at: number, from: number, to: number];

function edgesOf({ left, right, top, bottom }: ShownCell): readonly Edge[] {
  return [
    [true, top, left, right],
    [true, bottom, left, right],
    [false, left, top, bottom],
    [false, right, top, bottom],
  ];
}

/** Edges on one line that touch are one. */
function join(edges: readonly Edge[]): readonly Edge[] {
  const lines = new Map<string, Edge[]>();
  for (const edge of edges) {
    const key = `${edge[0]} ${edge[1].toFixed(1)}`;
    lines.set(key, [...(lines.get(key) ?? []), edge]);
  }
  return [...lines.values()].flatMap((line) => {
    const joined: Edge[] = [];
    for (const [horizontal, at, from, to] of line.sort((a, b) => a[2] - b[2])) {
      const last = joined.at(-1);
      if (last && from <= last[3] + 0.1)
        joined[joined.length - 1] = [horizontal, at, last[2], Math.max(last[3], to)];
      else joined.push([horizontal, at, from, to]);
    }
    return joined;
  });
}

const THICKNESS = 0.5;

function drawEdge([horizontal, at, from, to]: Edge, x: number, y: number, asRectangle: boolean): string {
  if (asRectangle) {
    const [width, height] = horizontal ? [to - from, THICKNESS] : [THICKNESS, to - from];
    const [left, bottom] = horizontal ? [x + from, y - at] : [x + at, y - to];
    return `${point(left)} ${point(bottom)} ${point(width)} ${point(height)} re f\n`;
  }
  return horizontal
    ? `${point(x + from)} ${point(y - at)} m ${point(x + to)} ${point(y - at)} l S\n`
    : `${point(x + at)} ${point(y - from)} m ${point(x + at)} ${point(y - to)} l S\n`;
}

function drawLines(cells: readonly ShownCell[], x: number, y: number, lines: PdfLines): string {
  const edges = cells.flatMap(edgesOf);
  const draw = (list: readonly Edge[], asRectangle = false) =>
    list.map((edge) => drawEdge(edge, x, y, asRectangle)).join("");
  switch (lines) {
    case "cells":
      return draw(edges);
    case "boxes":
      return cells
        .map(
          ({ left, right, top, bottom }) =>
            `${point(x + left)} ${point(y - bottom)} ${point(right - left)} ${point(bottom - top)} re S\n`,
        )
        .join("");
    case "long":
      return draw(join(edges));
    case "thin-rectangles":
      return draw(join(edges), true);
    case "horizontal":
      return draw(join(edges.filter(([horizontal]) => horizontal)));
    case "none":
      return "";
  }
}

function drawCellText(
  face: Typeface,
  cell: ShownCell,
  x: number,
  y: number,
  size: number,
  runs: PdfRuns,
): string {
  const leading = leadingOf(size);
  const slack = cell.bottom - cell.top - 2 * PADDING - cell.lines.length * leading;
  const top = cell.top + PADDING + Math.max(0, slack / 2);
  return cell.lines
    .map((line, index) => {
      const width = emsOf(line) * size;
      const centered = (cell.left + cell.right - width) / 2;
      const left = cell.kind === "label" && cell.lines.length > 1 ? cell.left + PADDING : centered;
      return drawText(face, line, x + left, y - top - index * leading - size * 0.95, size, runs);
    })
    .join("");
}

/** Part of a table whose upper left corner stands at `x`, `y` of the page. */
export function drawCells(
  face: Typeface,
  cells: readonly ShownCell[],
  x: number,
  y: number,
  size: number,
  { lines, runs, order }: Drawing,
): string {
  const ordered =
    order === "rows"
      ? cells
      : order === "columns"
        ? [...cells].sort((a, b) => a.left - b.left || a.top - b.top)
        : shuffle(cells, createRandom(cells.length));
  return `${THICKNESS} w\n${drawLines(cells, x, y, lines)}${ordered
    .map((cell) =>
      drawCellText(
        face,
        cell,
        x,
        y,
        size,
        cell.kind === "figure" ? runs : runs === "signs" ? "signs" : "line",
      ),
    )
    .join("")}`;
}
