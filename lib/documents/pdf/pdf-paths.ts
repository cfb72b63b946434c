import type { Box } from "../../model.ts";
import type { Segment } from "../layout/page.ts";
import { apply, intersect, type Matrix } from "./pdf-matrix.ts";

/**
 * Drawn paths to ruling lines. A line is stroked, or filled as a thin rectangle, or left between two filled
 * rectangles of which one lies within the other.
 */

type Point = readonly [number, number];

interface Subpath {
  readonly points: Point[];
  curved: boolean;
}

/** Codes in the packed path of the parser: move to, line to, curve to, quadratic curve to, close. */
const OPERANDS = [2, 2, 6, 4, 0] as const;
const [MOVE, LINE, , , CLOSE] = [0, 1, 2, 3, 4] as const;
/** Wider strokes and fills are areas. */
const THICKEST = 3.2;
const MOST_POINTS = 200_000;

function listSubpaths(data: Float32Array, matrix: Matrix): Subpath[] {
  const subpaths: Subpath[] = [];
  let current: Subpath | undefined;
  for (let at = 0; at < Math.min(data.length, MOST_POINTS); ) {
    const code = data[at++] ?? CLOSE;
    const count = OPERANDS[code as 0] ?? 0;
    if (code === CLOSE) {
      const first = current?.points[0];
      if (current !== undefined && first !== undefined) {
        current.points.push(first);
        current = { points: [first], curved: false };
        subpaths.push(current);
      }
      continue;
    }
    const point = apply(matrix, data[at + count - 2] ?? 0, data[at + count - 1] ?? 0);
    at += count;
    if (code === MOVE || current === undefined) {
      current = { points: [point], curved: false };
      subpaths.push(current);
    } else {
      if (code !== LINE) current.curved = true;
      current.points.push(point);
    }
  }
  return subpaths.filter(({ points }) => points.length > 1);
}

function boxOf(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return [left, top, right, bottom];
}

/** Thin boxes as lines; a dot is a dash of a line in either direction. */
export function toSegments(box: Box): Segment[] {
  const [left, top, right, bottom] = box;
  const [width, height] = [right - left, bottom - top];
  const segments: Segment[] = [];
  if (height <= THICKEST && height <= width * 1.01)
    segments.push({ axis: "horizontal", at: (top + bottom) / 2, from: left, to: right });
  if (width <= THICKEST && width <= height * 1.01)
    segments.push({ axis: "vertical", at: (left + right) / 2, from: top, to: bottom });
  return segments;
}

const isWithin = (inner: Box, outer: Box): boolean =>
  inner[0] >= outer[0] - 0.1 &&
  inner[1] >= outer[1] - 0.1 &&
  inner[2] <= outer[2] + 0.1 &&
  inner[3] <= outer[3] + 0.1;

/** The strips that an inner box leaves of an outer one: a border drawn as one shape. */
function ringOf(outer: Box, inner: Box): Box[] {
  return [
    [outer[0], outer[1], outer[2], inner[1]],
    [outer[0], inner[3], outer[2], outer[3]],
    [outer[0], outer[1], inner[0], outer[3]],
    [inner[2], outer[1], outer[2], outer[3]],
  ];
}

/** Whether all points lie on the sides of the box: a rectangle, or one with cut corners. */
function isRectangle(points: readonly Point[], box: Box): boolean {
  const near = (a: number, b: number) => Math.abs(a - b) < THICKEST;
  return points.every(([x, y]) => near(x, box[0]) || near(x, box[2]) || near(y, box[1]) || near(y, box[3]));
}

function filledBoxes(subpaths: readonly Subpath[]): Box[] {
  const boxes = subpaths
    .filter(({ curved, points }) => !curved && points.length > 2)
    .map(({ points }) => ({ box: boxOf(points), points }))
    .filter(({ box, points }) => isRectangle(points, box))
    .map(({ box }) => box);
  const [first, second] = boxes;
  if (boxes.length === 2 && first !== undefined && second !== undefined) {
    if (isWithin(second, first)) return ringOf(first, second);
    if (isWithin(first, second)) return ringOf(second, first);
  }
  return boxes;
}

function strokedBoxes(subpaths: readonly Subpath[], lineWidth: number): Box[] {
  const half = lineWidth / 2;
  return subpaths.flatMap(({ points, curved }) => {
    if (curved) return [];
    return points.slice(1).flatMap((point, index): Box[] => {
      const before = points[index] ?? point;
      const box = boxOf([before, point]);
      const [width, height] = [box[2] - box[0], box[3] - box[1]];
      if (Math.min(width, height) > Math.max(width, height) * 0.02) return [];
      return width > height
        ? [[box[0], box[1] - half, box[2], box[3] + half]]
        : [[box[0] - half, box[1], box[2] + half, box[3]]];
    });
  });
}

export interface Painting {
  readonly stroked: boolean;
  readonly filled: boolean;
  /** In points of the page. */
  readonly lineWidth: number;
  readonly clip: Box;
}

/** The lines that a packed path draws on the page. */
export function linesOf(data: unknown, matrix: Matrix, painting: Painting): Segment[] {
  if (!(data instanceof Float32Array)) return [];
  const subpaths = listSubpaths(data, matrix);
  const boxes = [
    ...(painting.filled ? filledBoxes(subpaths) : []),
    ...(painting.stroked ? strokedBoxes(subpaths, painting.lineWidth) : []),
  ];
  return boxes
    .map((box) => intersect(box, painting.clip))
    .filter((box) => box[2] >= box[0] && box[3] >= box[1])
    .flatMap(toSegments);
}

/** The box of a path, for clipping. */
export function pathBox(data: unknown, matrix: Matrix): Box | undefined {
  if (!(data instanceof Float32Array)) return undefined;
  const points = listSubpaths(data, matrix).flatMap((subpath) => subpath.points);
  return points.length === 0 ? undefined : boxOf(points);
}
