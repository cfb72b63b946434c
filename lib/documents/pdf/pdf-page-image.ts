import type { Box } from "../../model.ts";
import { MOST_PIXELS } from "../limits.ts";
import { type Bitmap, createBitmap, fromColors, scale, WHITE } from "../pictures/bitmap.ts";
import { apply, applyToBox, type Matrix, multiply, toMatrix } from "./pdf-matrix.ts";
import type { Operation } from "./pdf-tracer.ts";

/**
 * The picture that a scanned page is, put together from the pictures it paints (ISO 32000-1, 8.9): one of the whole page,
 * strips or tiles of it, or a background with a mask of the print over it. Nothing else of the page is drawn.
 */

/** A decoded picture as the parser hands it over. */
interface Samples {
  readonly width: number;
  readonly height: number;
  readonly bitmap: Bitmap;
  /** Where it paints, 0 to 255; everywhere where not given. */
  readonly opacity?: Uint8Array;
}

interface Painted extends Samples {
  /** The unit square to the page. */
  readonly matrix: Matrix;
}

/** Pixels of a point of the page; scans are seldom finer, and reading needs no more. */
const FINEST = 300 / 72;
const COARSEST = 1;
const MOST_PICTURES = 5_000;
const DEEPEST_STATE = 256;
/** Kinds of sample data (pdfjs ImageKind). */
const [BITS, RGB, RGBA] = [1, 2, 3];

const field = (source: unknown, name: string): unknown =>
  typeof source === "object" && source !== null ? Reflect.get(source, name) : undefined;

/** One bit a pixel, rows padded to bytes: a set bit is light. */
function fromBits(data: ArrayLike<number>, width: number, height: number): Bitmap {
  const bitmap = createBitmap(width, height);
  const stride = Math.ceil(width / 8);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const byte = data[y * stride + (x >> 3)] ?? WHITE;
      bitmap.gray[y * width + x] = (byte >> (7 - (x & 7))) & 1 ? WHITE : 0;
    }
  return bitmap;
}

function isBytes(data: unknown): data is Uint8Array | Uint8ClampedArray {
  return data instanceof Uint8Array || data instanceof Uint8ClampedArray;
}

function sizeOf(source: unknown): readonly [number, number] | undefined {
  const [width, height] = [field(source, "width"), field(source, "height")];
  if (!Number.isInteger(width) || !Number.isInteger(height)) return undefined;
  const [across, down] = [Number(width), Number(height)];
  return across > 0 && down > 0 && across * down <= MOST_PIXELS ? [across, down] : undefined;
}

/** Samples of a picture; `undefined` where they are not there in full. */
export function toSamples(source: unknown): Samples | undefined {
  const [size, data, kind] = [sizeOf(source), field(source, "data"), field(source, "kind")];
  if (size === undefined || !isBytes(data)) return undefined;
  const [width, height] = size;
  if (kind === BITS && data.length >= Math.ceil(width / 8) * height)
    return { width, height, bitmap: fromBits(data, width, height) };
  if (kind === RGB && data.length >= width * height * 3)
    return { width, height, bitmap: fromColors(data, width, height, 3) };
  if (kind === RGBA && data.length >= width * height * 4) {
    const opacity = new Uint8Array(width * height);
    for (let at = 0; at < opacity.length; at++) opacity[at] = data[at * 4 + 3] ?? WHITE;
    return { width, height, bitmap: fromColors(data, width, height, 4), opacity };
  }
  return undefined;
}

/** A stencil: paints in one colour where its bits are 0. */
function toStencil(source: unknown, light: number): Samples | undefined {
  const [size, data] = [sizeOf(source), field(source, "data")];
  if (size === undefined || !isBytes(data)) return undefined;
  const [width, height] = size;
  if (data.length < Math.ceil(width / 8) * height) return undefined;
  const opacity = fromBits(data, width, height).gray.map((bit) => WHITE - bit);
  return { width, height, bitmap: createBitmap(width, height, light), opacity };
}

/** The gray of a colour written #rrggbb. */
function lightOf(colour: unknown): number {
  const parts = typeof colour === "string" ? /^#(..)(..)(..)$/.exec(colour)?.slice(1) : undefined;
  const [red = 0, green = 0, blue = 0] = (parts ?? []).map((part) => Number.parseInt(part, 16));
  return Math.round((red * 299 + green * 587 + blue * 114) / 1000) || 0;
}

export type FindObject = (name: string) => Promise<unknown>;

/** The pictures of a page in the order they are painted. */
async function listPainted(
  operations: Iterable<Operation>,
  base: Matrix,
  findObject: FindObject,
): Promise<Painted[]> {
  let state = { matrix: base, light: 0 };
  const saved: (typeof state)[] = [];
  const painted: Painted[] = [];
  const paint = (samples: Samples | undefined): void => {
    if (samples !== undefined) painted.push({ ...samples, matrix: state.matrix });
  };
  const transform = (source: unknown): void => {
    const matrix = toMatrix(source);
    if (matrix !== undefined) state = { ...state, matrix: multiply(state.matrix, matrix) };
  };
  for (const { name, operands } of operations) {
    if (painted.length >= MOST_PICTURES) break;
    const [first] = operands;
    if (name === "save" || name === "beginGroup" || name === "paintFormXObjectBegin") {
      if (saved.length < DEEPEST_STATE) saved.push(state);
      if (name === "paintFormXObjectBegin") transform(first);
    } else if (name === "restore" || name === "endGroup" || name === "paintFormXObjectEnd")
      state = saved.pop() ?? state;
    else if (name === "transform") transform(operands);
    else if (name === "setFillRGBColor") state = { ...state, light: lightOf(first) };
    else if (name === "paintImageXObject" && typeof first === "string")
      paint(toSamples(await findObject(first)));
    else if (name === "paintInlineImageXObject") paint(toSamples(first));
    else if (name === "paintImageMaskXObject") {
      const data = field(first, "data");
      const source = typeof data === "string" ? await findObject(data) : first;
      paint(toStencil(source, state.light));
    }
  }
  return painted;
}

const lengthOf = (x: number, y: number): number => Math.hypot(x, y);

/** Pixels that a picture has for a point of the page. */
const finenessOf = ({ width, matrix: [a, b] }: Painted): number => width / Math.max(1e-6, lengthOf(a, b));

/** Lays a picture on the page; `fineness` is pixels of a point. */
function lay(page: Bitmap, picture: Painted, fineness: number): void {
  const factor = fineness / finenessOf(picture);
  const shrink = factor < 0.8 && picture.width * factor >= 2 && picture.height * factor >= 2;
  const { width, height } = picture;
  const source = shrink ? scale(picture.bitmap, factor) : picture.bitmap;
  const opacity =
    picture.opacity === undefined
      ? undefined
      : shrink
        ? scale({ width, height, gray: picture.opacity }, factor)
        : { width, height, gray: picture.opacity };
  const [a, b, c, d, e, f] = picture.matrix.map((value) => value * fineness);
  if (
    a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    e === undefined ||
    f === undefined
  )
    return;
  const area = a * d - b * c;
  if (Math.abs(area) < 1e-6) return;
  const box: Box = applyToBox([a, b, c, d, e, f], 0, 0, 1, 1);
  for (let y = Math.max(0, Math.floor(box[1])); y < Math.min(page.height, Math.ceil(box[3])); y++)
    for (let x = Math.max(0, Math.floor(box[0])); x < Math.min(page.width, Math.ceil(box[2])); x++) {
      const [px, py] = [x + 0.5 - e, y + 0.5 - f];
      const u = (d * px - c * py) / area;
      const v = (a * py - b * px) / area;
      // The first row of samples is the top of the unit square.
      const [column, row] = [Math.floor(u * source.width), Math.floor((1 - v) * source.height)];
      if (column < 0 || row < 0 || column >= source.width || row >= source.height) continue;
      const at = row * source.width + column;
      const cover = (opacity?.gray[at] ?? WHITE) / WHITE;
      const under = page.gray[y * page.width + x] ?? WHITE;
      page.gray[y * page.width + x] = Math.round(under * (1 - cover) + (source.gray[at] ?? WHITE) * cover);
    }
}

export interface PageImage {
  readonly bitmap: Bitmap;
  readonly pointsPerPixel: number;
}

/** Share of the page that its pictures must cover to be a scan of it. */
const COVERED = 0.25;

function coverOf({ matrix }: Painted, width: number, height: number): number {
  const [x0, y0] = apply(matrix, 0, 0);
  const [x1, y1] = apply(matrix, 1, 1);
  const across = Math.min(width, Math.max(x0, x1)) - Math.max(0, Math.min(x0, x1));
  const down = Math.min(height, Math.max(y0, y1)) - Math.max(0, Math.min(y0, y1));
  return (Math.max(0, across) * Math.max(0, down)) / (width * height);
}

/**
 * The page as one picture; `base` maps its user space to points from the upper left corner. `undefined` where its
 * pictures cannot be decoded or are too small to hold a page.
 */
export async function composePage(
  operations: Iterable<Operation>,
  base: Matrix,
  [width, height]: readonly [number, number],
  findObject: FindObject,
): Promise<PageImage | undefined> {
  const painted = await listPainted(operations, base, findObject);
  const covered = painted.reduce((sum, one) => sum + coverOf(one, width, height), 0);
  if (covered < COVERED || !(width > 0) || !(height > 0)) return undefined;
  const finest = Math.max(...painted.filter((one) => coverOf(one, width, height) > 0.01).map(finenessOf));
  const bound = Math.sqrt(MOST_PIXELS / (width * height));
  const fineness = Math.min(Math.max(COARSEST, Math.min(FINEST, finest)), bound);
  const page = createBitmap(Math.ceil(width * fineness), Math.ceil(height * fineness));
  for (const picture of painted) lay(page, picture, fineness);
  return { bitmap: page, pointsPerPixel: 1 / fineness };
}
