import type { Frame } from "./bitmap.ts";
import { type Blob, cropInk, type Ink, listBlobs } from "./ink.ts";

/**
 * What stands in a cell, by the look of its ink alone: nothing, one line of figures, or text.
 *
 *   ▮▯▮     one line of narrow signs of one height, points and dashes between them   → figure
 *   ▮▯▮万元  such signs, and one or two wide ones behind them                         → figure with a unit
 *   信息公开  wide signs, several lines                                               → text
 */

/** The shapes a figure is made of. A comma has a tail below the line, a point has none; `joined` are two digits that touch. */
export type GlyphShape = "digit" | "joined" | "point" | "comma" | "dash" | "plus";

export interface Glyph {
  readonly shape: GlyphShape;
  /** In pixels of the page. */
  readonly frame: Frame;
}

/** Characters of Chinese behind a figure. */
export interface UnitInk {
  readonly frame: Frame;
  /** As many as its width has room for. */
  readonly characters: number;
}

export type CellInk =
  | { readonly kind: "blank" }
  | {
      readonly kind: "figure";
      readonly frame: Frame;
      readonly glyphs: readonly Glyph[];
      readonly height: number;
      readonly unit?: UnitInk;
    }
  | { readonly kind: "text"; readonly frame: Frame };

interface Extent {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const widthOf = ({ left, right }: Extent): number => right - left;
const heightOf = ({ top, bottom }: Extent): number => bottom - top;

/** In points: what lies beside a ruling line and belongs to it. */
const RULED = 1.2;
const RESIDUE = 2.5;
/** In points: a smaller mark is dust; a smaller one still is noise of the scanner. */
const DUST = 1.5;
const NOISE = 0.45;
/** In points: signs of a figure. */
const SMALLEST_SIGN = 3.5;
const LARGEST_SIGN = 24;

/** Whether ink at the rim of a cell is a piece of the line around it. */
function isResidue(blob: Extent, width: number, height: number, point: number): boolean {
  const [across, down] = [widthOf(blob), heightOf(blob)];
  const beside = blob.left === 0 || blob.right === width;
  const over = blob.top === 0 || blob.bottom === height;
  return (
    (over && down <= RESIDUE * point && across >= 3 * down) ||
    (beside && across <= RESIDUE * point && down >= 3 * across) ||
    ((over || beside) && Math.max(across, down) <= DUST * point)
  );
}

function unite(parts: readonly Extent[]): Extent {
  return {
    left: Math.min(...parts.map(({ left }) => left)),
    top: Math.min(...parts.map(({ top }) => top)),
    right: Math.max(...parts.map(({ right }) => right)),
    bottom: Math.max(...parts.map(({ bottom }) => bottom)),
  };
}

/** Rows of paper within a digit that is broken, in parts of its height; more part two lines of text. */
const BROKEN = 0.12;

/** Pieces over each other are one sign, a broken digit; `undefined` where they are lines of text or parts of a character. */
function joinOverlapping(blobs: readonly Blob[]): Extent[] | undefined {
  const signs: Extent[] = [];
  for (const blob of blobs) {
    const last = signs.at(-1);
    const shared = last === undefined ? 0 : Math.min(last.right, blob.right) - blob.left;
    if (last === undefined || shared <= 0.4 * Math.min(widthOf(last), widthOf(blob))) {
      signs.push({ ...blob });
      continue;
    }
    const whole = unite([last, blob]);
    const apart = Math.max(last.top, blob.top) - Math.min(last.bottom, blob.bottom);
    if (apart > Math.max(2, BROKEN * heightOf(whole))) return undefined;
    signs[signs.length - 1] = whole;
  }
  return signs;
}

/** In heights of a digit: a digit is narrower, two that touch come to this, a character of Chinese lies between. */
const WIDEST_DIGIT = 0.82;
const JOINED: readonly [number, number] = [1.08, 1.45];

function shapeOf(sign: Extent, line: Extent): GlyphShape | undefined {
  const height = heightOf(line);
  const [across, down] = [widthOf(sign) / height, heightOf(sign) / height];
  if (down >= 0.8) {
    if (across <= WIDEST_DIGIT) return "digit";
    return across >= JOINED[0] && across <= JOINED[1] ? "joined" : undefined;
  }
  const middle = ((sign.top + sign.bottom) / 2 - line.top) / height;
  if (down <= 0.25 && across >= 1.4 * down && across >= 0.18 && middle > 0.3 && middle < 0.8) return "dash";
  if (across > 0.35 && across < 0.9 && down > 0.35 && middle > 0.3 && middle < 0.8) return "plus";
  if (across > 0.4 || down > 0.5 || middle < 0.7) return undefined;
  const tail = (sign.bottom - line.bottom) / height;
  return tail > 0.07 && down > across * 1.2 ? "comma" : tail <= 0.07 ? "point" : undefined;
}

/** Digits of a line begin and end so near to each other, in heights of a digit. */
const UNEVEN = 0.15;

interface FoundGlyphs {
  readonly glyphs: readonly (Extent & { readonly shape: GlyphShape })[];
  readonly height: number;
}

/** Nothing but dashes: flat strokes beside each other. */
function listDashes(signs: readonly Extent[], point: number): FoundGlyphs | undefined {
  const flat = signs.every((sign) => widthOf(sign) >= 2 * heightOf(sign) && widthOf(sign) >= DUST * point);
  if (!flat) return undefined;
  const widest = Math.max(...signs.map(widthOf));
  return { glyphs: signs.map((sign) => ({ ...sign, shape: "dash" })), height: Math.round(widest * 1.5) };
}

/** The signs of a figure, or `undefined` where some sign is none of a figure's. */
function listGlyphs(blobs: readonly Blob[], point: number): FoundGlyphs | undefined {
  const signs = joinOverlapping(blobs);
  if (signs === undefined) return undefined;
  const tallest = Math.max(...signs.map(heightOf));
  if (tallest > LARGEST_SIGN * point) return undefined;
  if (tallest < SMALLEST_SIGN * point) return listDashes(signs, point);
  // Commas and slashes are taller than digits but few; the line is what most tall signs share.
  const tall = signs.filter((sign) => heightOf(sign) >= 0.75 * tallest);
  const median = (values: number[]): number =>
    values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const line: Extent = {
    left: 0,
    right: 0,
    top: median(tall.map(({ top }) => top)),
    bottom: median(tall.map(({ bottom }) => bottom)),
  };
  const height = heightOf(line);
  const uneven = Math.max(2, UNEVEN * height);
  const isUneven = ({ top, bottom }: Extent): boolean =>
    Math.abs(top - line.top) > uneven || Math.abs(bottom - line.bottom) > uneven;
  if (tall.some(isUneven)) return undefined;
  const glyphs = signs.map((sign) => ({ ...sign, shape: shapeOf(sign, line) }));
  return glyphs.every((glyph): glyph is Extent & { shape: GlyphShape } => glyph.shape !== undefined)
    ? { glyphs, height }
    : undefined;
}

/** Heights of a digit in one character of Chinese, and what its ink lacks of that. */
const CHARACTER = 1.39;
const CHARACTER_RIM = 0.1;
/** A width that is no whole number of characters is something else. */
const UNEVEN_WIDTH = 0.25;
const LONGEST_UNIT = 2;

interface FigureAndUnit {
  readonly found: FoundGlyphs;
  readonly unit: { readonly extent: Extent; readonly characters: number };
}

/** The signs of a figure that a unit may stand behind. */
function listDigits(blobs: readonly Blob[], point: number): FoundGlyphs | undefined {
  const found = listGlyphs(blobs, point);
  const isJoined = found?.glyphs.some(({ shape }) => shape === "joined");
  return found?.glyphs.at(-1)?.shape === "digit" && !isJoined ? found : undefined;
}

/** The figure with what its cell has beside, if that has the room of one or two characters of Chinese. */
function measureUnit(found: FoundGlyphs, rest: readonly Blob[]): FigureAndUnit | undefined {
  const extent = unite(rest);
  const whole = unite(found.glyphs);
  if (extent.left < whole.right && extent.top < whole.bottom) return undefined;
  const width = widthOf(extent) / (CHARACTER * found.height) + CHARACTER_RIM;
  const characters = Math.round(width);
  const isWhole = Math.abs(width - characters) <= UNEVEN_WIDTH && characters >= 1;
  const isHigh = heightOf(extent) > CHARACTER * 1.1 * found.height;
  return isWhole && characters <= LONGEST_UNIT && !isHigh
    ? { found, unit: { extent, characters } }
    : undefined;
}

/** A figure with its unit in the line below, or the longest beginning that is a figure with its unit behind it. */
function splitUnit(blobs: readonly Blob[], point: number): FigureAndUnit | undefined {
  let bottom = 0;
  for (const blob of [...blobs].sort((a, b) => a.top - b.top)) {
    if (bottom > 0 && blob.top > bottom) break;
    bottom = Math.max(bottom, blob.bottom);
  }
  const below = blobs.filter(({ top }) => top > bottom);
  if (below.length > 0) {
    const above = blobs.filter(({ top }) => top <= bottom);
    const found = listDigits(above, point);
    return found && measureUnit(found, below);
  }
  for (let count = blobs.length - 1; count > 0; count--) {
    const found = listDigits(blobs.slice(0, count), point);
    if (found !== undefined) return measureUnit(found, blobs.slice(count));
  }
  return undefined;
}

/**
 * Ink of a cell whose border is centred on the frame. `ink` shows what is printed, `faint` what may be; `point` is a
 * point in pixels. A cell is blank only if neither shows more than dust.
 */
export function describeCell(ink: Ink, faint: Ink, frame: Frame, point: number): CellInk {
  const inset = RULED * point;
  const inner: Frame = [
    Math.ceil(frame[0] + inset),
    Math.ceil(frame[1] + inset),
    Math.floor(frame[2] - inset),
    Math.floor(frame[3] - inset),
  ];
  const within = (from: Ink): Blob[] => {
    const part = cropInk(from, inner);
    return listBlobs(part).filter(
      (blob) =>
        Math.max(widthOf(blob), heightOf(blob)) >= NOISE * point &&
        blob.area >= (NOISE * point) ** 2 &&
        !isResidue(blob, part.width, part.height, point),
    );
  };
  const blobs = within(ink);
  const isSign = (blob: Blob): boolean => Math.max(widthOf(blob), heightOf(blob)) >= DUST * point;
  const toPage = (extent: Extent): Frame => [
    inner[0] + extent.left,
    inner[1] + extent.top,
    inner[0] + extent.right,
    inner[1] + extent.bottom,
  ];
  const signs = blobs.filter(isSign);
  if (signs.length === 0) {
    const faintSigns = within(faint).filter(
      (blob) => Math.max(widthOf(blob), heightOf(blob)) >= 2 * DUST * point,
    );
    return faintSigns.length === 0 ? { kind: "blank" } : { kind: "text", frame: toPage(unite(faintSigns)) };
  }
  const whole = listGlyphs(blobs, point);
  const split = whole === undefined ? splitUnit(blobs, point) : undefined;
  const found = whole ?? split?.found;
  if (found === undefined) return { kind: "text", frame: toPage(unite(signs)) };
  return {
    kind: "figure",
    frame: toPage(unite(found.glyphs)),
    glyphs: found.glyphs.map((glyph) => ({ shape: glyph.shape, frame: toPage(glyph) })),
    height: found.height,
    ...(split && { unit: { frame: toPage(split.unit.extent), characters: split.unit.characters } }),
  };
}
