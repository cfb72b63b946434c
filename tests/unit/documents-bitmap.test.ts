import { describe, expect, test } from "vitest";
import {
  type Bitmap,
  createBitmap,
  crop,
  level,
  pad,
  scale,
  turn,
} from "../../lib/documents/pictures/bitmap.ts";
import { describeCell } from "../../lib/documents/pictures/cell-ink.ts";
import { findSlope } from "../../lib/documents/pictures/deskew.ts";
import { findLines } from "../../lib/documents/pictures/drawn-lines.ts";
import { findThreshold, inkAround, inkBelow, listBlobs } from "../../lib/documents/pictures/ink.ts";
import { layInLine, listLines } from "../../lib/documents/pictures/one-line.ts";

/** `#` black, `+` gray, everything else white. */
function draw(...rows: string[]): Bitmap {
  const width = Math.max(...rows.map((row) => row.length));
  const bitmap = createBitmap(width, rows.length);
  rows.forEach((row, y) => {
    [...row].forEach((sign, x) => {
      bitmap.gray[y * width + x] = sign === "#" ? 0 : sign === "+" ? 180 : 255;
    });
  });
  return bitmap;
}

const show = ({ width, height, gray }: Bitmap): string[] =>
  Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => ((gray[y * width + x] ?? 255) < 128 ? "#" : ".")).join(""),
  );

/** A level rectangle of ink, sheared by `slope` as on a page that lies askew. */
function fill(bitmap: Bitmap, left: number, top: number, right: number, bottom: number, slope = 0, gray = 0) {
  for (let x = left; x < right; x++)
    for (let y = top; y < bottom; y++) {
      const row = Math.round(y + x * slope);
      if (row >= 0 && row < bitmap.height) bitmap.gray[row * bitmap.width + x] = gray;
    }
}

describe("pictures", () => {
  const hook = draw("#..", "##.");

  test.each([
    [1, ["##", "#.", ".."]],
    [2, [".##", "..#"]],
    [3, ["..", ".#", "##"]],
  ] as const)("turned by %i right angles", (quarters, expected) => {
    expect(show(turn(hook, quarters))).toEqual(expected);
  });

  test("cropped to what lies within, padded with paper", () => {
    expect(show(crop(hook, [1, -5, 99, 99]))).toEqual(["..", "#."]);
    expect(show(pad(draw("#"), 1))).toEqual(["...", ".#.", "..."]);
  });

  test("made smaller by averages, larger without holes", () => {
    expect([...scale(draw("##..", "##.."), 0.5).gray]).toEqual([0, 255]);
    expect(show(scale(draw("##", "##"), 3))).toEqual(Array(6).fill("######"));
  });
});

describe("ink", () => {
  test("one threshold parts dark from light", () => {
    const threshold = findThreshold(draw("###...", "###..."));
    expect([...inkBelow(draw("#+."), threshold).bits]).toEqual([1, 0, 0]);
  });

  test("faint print on uneven paper is found by the light around it", () => {
    const page = createBitmap(120, 40);
    for (let x = 0; x < 120; x++) fill(page, x, 0, x + 1, 40, 0, 255 - x);
    fill(page, 20, 15, 30, 25, 0, 150);
    fill(page, 90, 15, 100, 25, 0, 80);
    const blobs = listBlobs(inkAround(page, 12, 0.2));
    expect(blobs.map(({ left, right }) => [left, right])).toEqual([
      [20, 30],
      [90, 100],
    ]);
  });

  test("connected groups touch at corners, too", () => {
    const { width, height, gray } = draw("#..#", ".#..", "....", "##..");
    const ink = inkBelow({ width, height, gray }, 127);
    expect(listBlobs(ink).map(({ area }) => area)).toEqual([2, 2, 1]);
  });
});

describe("pages askew", () => {
  test.each([0, 0.0175, -0.0175, 0.04, -0.05])("a slope of %f is found, and taken away", (slope) => {
    const page = createBitmap(900, 700);
    for (let y = 100; y < 600; y += 50) fill(page, 50, y, 850, y + 3, slope);
    expect(findSlope(inkAround(page, 10, 0.2))).toBeCloseTo(slope, 3);
    expect(findSlope(inkAround(level(page, slope), 10, 0.2))).toBeCloseTo(0, 3);
  });

  test("an empty page lies level", () => {
    expect(findSlope(inkAround(createBitmap(300, 300), 10, 0.2))).toBe(0);
  });
});

describe("ruling lines of a picture", () => {
  const MEASURES = { shortest: 60, gap: 8, thickest: 17 };
  const lines = (page: Bitmap) =>
    findLines(inkAround(page, 20, 0.1), MEASURES).map(({ axis, at, from, to }) => [
      axis[0],
      Math.round(at),
      Math.round(from),
      Math.round(to),
    ]);

  test("level and upright lines, thick and thin", () => {
    const page = createBitmap(400, 300);
    fill(page, 50, 100, 350, 101);
    fill(page, 50, 200, 350, 206);
    fill(page, 50, 100, 53, 206);
    expect(lines(page)).toEqual([
      ["h", 101, 50, 350],
      ["h", 203, 50, 350],
      ["v", 52, 100, 206],
    ]);
  });

  test("a broken line is one, a wide gap parts two", () => {
    const page = createBitmap(400, 100);
    for (let x = 20; x < 380; x += 20) fill(page, x, 50, x + 17, 52);
    expect(lines(page)).toHaveLength(1);
    const parted = createBitmap(400, 100);
    fill(parted, 20, 50, 180, 52);
    fill(parted, 210, 50, 380, 52);
    expect(lines(parted).map(([, , from, to]) => [from, to])).toEqual([
      [20, 180],
      [210, 380],
    ]);
  });

  test("a slightly slanted line stays whole", () => {
    const page = createBitmap(1000, 100);
    fill(page, 20, 40, 980, 42, 0.004);
    const found = lines(page);
    expect(Math.min(...found.map(([, , from]) => Number(from)))).toBeLessThan(25);
    expect(Math.max(...found.map(([, , , to]) => Number(to)))).toBeGreaterThan(975);
    expect(found.every(([axis]) => axis === "h")).toBe(true);
  });

  test("faint lines are found, strokes of characters are not", () => {
    const page = createBitmap(400, 300);
    fill(page, 50, 50, 350, 52, 0, 200);
    fill(page, 50, 100, 90, 104);
    expect(lines(page)).toEqual([["h", 51, 50, 350]]);
  });
});

describe("what stands in a cell", () => {
  /** A point in pixels at 300 dpi. */
  const POINT = 300 / 72;
  const cell = (paint: (page: Bitmap) => void) => {
    const page = createBitmap(240, 120);
    fill(page, 0, 0, 240, 3);
    fill(page, 0, 117, 240, 120);
    fill(page, 0, 0, 3, 120);
    fill(page, 237, 0, 240, 120);
    paint(page);
    return describeCell(inkAround(page, 20, 0.2), inkAround(page, 20, 0.1), [1, 1, 239, 119], POINT);
  };
  const digits = (page: Bitmap, ...lefts: number[]) => {
    for (const left of lefts) fill(page, left, 45, left + 18, 75);
  };
  const shapes = (paint: (page: Bitmap) => void) => {
    const found = cell(paint);
    return found.kind === "figure" ? found.glyphs.map(({ shape }) => shape) : found.kind;
  };

  test("nothing, dust, and pieces of its border are blank", () => {
    expect(shapes(() => {})).toBe("blank");
    expect(shapes((page) => fill(page, 100, 60, 103, 63))).toBe("blank");
    expect(shapes((page) => fill(page, 6, 6, 200, 9))).toBe("blank");
  });

  test("faint print is not blank", () => {
    expect(shapes((page) => fill(page, 100, 45, 118, 75, 0, 215))).not.toBe("blank");
  });

  test("narrow signs of one height are a figure", () => {
    expect(shapes((page) => digits(page, 80, 104, 128))).toEqual(["digit", "digit", "digit"]);
  });

  test("a point has no tail, a comma has one", () => {
    const mark = (bottom: number) => (page: Bitmap) => {
      digits(page, 80, 115);
      fill(page, 103, 70, 108, bottom);
    };
    expect(shapes(mark(75))).toEqual(["digit", "point", "digit"]);
    expect(shapes(mark(82))).toEqual(["digit", "comma", "digit"]);
  });

  test("a dash alone, and a sign before digits", () => {
    expect(shapes((page) => fill(page, 100, 59, 125, 62))).toEqual(["dash"]);
    const minus = (page: Bitmap) => {
      fill(page, 80, 58, 94, 62);
      digits(page, 100);
    };
    expect(shapes(minus)).toEqual(["dash", "digit"]);
  });

  test("digits that touch are joined, wide signs and several lines are text", () => {
    expect(shapes((page) => fill(page, 80, 45, 117, 75))).toEqual(["joined"]);
    expect(shapes((page) => fill(page, 80, 45, 111, 75))).toBe("text");
    const lines = (page: Bitmap) => {
      fill(page, 80, 25, 98, 55);
      fill(page, 80, 65, 98, 95);
    };
    expect(shapes(lines)).toBe("text");
  });

  test("wide signs behind digits, or in the line below, are their unit", () => {
    const unit = (paint: (page: Bitmap) => void) => {
      const found = cell(paint);
      return found.kind === "figure" ? [found.glyphs.length, found.unit?.characters] : found.kind;
    };
    const behind = (...lefts: number[]) =>
      unit((page) => {
        digits(page, 60, 84);
        fill(page, 105, 71, 109, 75);
        digits(page, 112);
        for (const left of lefts) fill(page, left, 39, left + 37, 79);
      });
    expect(behind()).toEqual([4, undefined]);
    expect(behind(134)).toEqual([4, 1]);
    expect(behind(134, 175)).toEqual([4, 2]);
    expect(behind(134, 155)).toBe("text");
    const below = (page: Bitmap) => {
      fill(page, 80, 20, 98, 50);
      fill(page, 104, 20, 122, 50);
      fill(page, 82, 60, 119, 97);
    };
    expect(unit(below)).toEqual([2, 1]);
  });

  test("a digit broken in two is still one", () => {
    const broken = (page: Bitmap) => {
      fill(page, 80, 45, 98, 59);
      fill(page, 80, 61, 98, 75);
      digits(page, 104);
    };
    expect(shapes(broken)).toEqual(["digit", "digit"]);
  });
});

describe("lines of a label", () => {
  const label = draw(".##.##.", ".##.##.", ".......", "..###..", "..###..");
  const ink = inkBelow(label, 127);

  test("are told apart by paper", () => {
    expect(listLines(ink)).toEqual([
      [0, 2],
      [3, 5],
    ]);
  });

  test("are laid side by side", () => {
    const rows = show(layInLine(label, ink));
    const [first = ""] = rows.toSorted((a, b) => b.split("#").length - a.split("#").length);
    expect(first.replace(/\.+/g, ".")).toBe(".##.##.###.");
  });
});
