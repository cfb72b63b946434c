import { deflateSync } from "node:zlib";
import { encode } from "jpeg-js";
import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import type { Bitmap } from "../../lib/documents/pictures/bitmap.ts";
import { decodeJpeg } from "../../lib/documents/pictures/decode-jpeg.ts";
import { decodePng } from "../../lib/documents/pictures/decode-png.ts";
import { decodeTiff } from "../../lib/documents/pictures/decode-tiff.ts";
import type { PictureDecoder } from "../../lib/documents/pictures/picture.ts";
import { readDocument } from "../../lib/documents/read-document.ts";
import { guessPointsPerPixel } from "../../lib/documents/read-image.ts";

const show = ({ width, height, gray }: Bitmap): string[] =>
  Array.from({ length: height }, (_, y) =>
    Array.from({ length: width }, (_, x) => ((gray[y * width + x] ?? 255) < 128 ? "#" : ".")).join(""),
  );

function open(decode: PictureDecoder, bytes: Uint8Array): string[] {
  const [first] = [...decode(bytes)];
  if (!first?.value) throw new Error(JSON.stringify(first?.findings));
  return show(first.value);
}

const codesOf = (decode: PictureDecoder, bytes: Uint8Array): string[] =>
  [...decode(bytes)].flatMap(({ findings }) => findings.map(({ code }) => code));

const CRC = Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

function chunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = (CRC[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(~crc >>> 0, whole.length - 4);
  return whole;
}

interface PngSketch {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly colour: number;
  readonly interlaced?: boolean;
  readonly palette?: readonly number[];
  /** Rows with their filter bytes. */
  readonly rows: readonly number[];
}

function png({ width, height, bits, colour, interlaced, palette, rows }: PngSketch): Uint8Array {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([bits, colour, 0, 0, interlaced ? 1 : 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    ...(palette ? [chunk("PLTE", Uint8Array.from(palette))] : []),
    chunk("IDAT", deflateSync(Uint8Array.from(rows))),
    chunk("IEND", new Uint8Array()),
  ]);
}

const HOOK = ["#...", "##.."];

describe("PNG", () => {
  test("of one bit", () => {
    const rows = [0, 0b01110000, 0, 0b00110000];
    expect(open(decodePng, png({ width: 4, height: 2, bits: 1, colour: 0, rows }))).toEqual(HOOK);
  });

  test("with a palette", () => {
    const palette = [255, 255, 250, 20, 0, 10];
    const rows = [0, 0b10000000, 0, 0b11000000];
    expect(open(decodePng, png({ width: 4, height: 2, bits: 1, colour: 3, palette, rows }))).toEqual(HOOK);
  });

  test("of sixteen bits", () => {
    const light = [255, 255];
    const rows = [0, 0, 9, ...light, ...light, ...light, 0, 0, 9, 0, 9, ...light, ...light];
    expect(open(decodePng, png({ width: 4, height: 2, bits: 16, colour: 0, rows }))).toEqual(HOOK);
  });

  test("interlaced (Adam7)", () => {
    // Passes of a picture of 4 × 2: pixel (0,0); none; (none below); (2,0); none; (1,0) (3,0); row 1.
    const rows = [0, 0, 0, 255, 0, 255, 255, 0, 0, 0, 255, 255];
    const bytes = png({ width: 4, height: 2, bits: 8, colour: 0, interlaced: true, rows });
    expect(open(decodePng, bytes)).toEqual(HOOK);
  });

  test("interlaced data that unpacks to more than the picture is refused", () => {
    const rows = new Array<number>(5_000_000).fill(0);
    const bytes = png({ width: 4, height: 2, bits: 8, colour: 0, interlaced: true, rows });
    expect(bytes.length).toBeLessThan(10_000);
    expect(codesOf(decodePng, bytes)).toEqual(["picture-damaged"]);
  });

  test("with transparent pixels, which are paper", () => {
    const picture = new PNG({ width: 2, height: 1 });
    picture.data.set([0, 0, 0, 0, 0, 0, 0, 255]);
    expect(open(decodePng, PNG.sync.write(picture))).toEqual([".#"]);
  });

  test("of a size that fills the memory is not unpacked", () => {
    const bytes = png({ width: 50_000, height: 50_000, bits: 8, colour: 6, rows: [] });
    expect(codesOf(decodePng, bytes)).toEqual(["picture-too-large"]);
  });
});

/** A picture of 16 × 16, dark above and light below. */
function halfDark(): Uint8Array {
  const data = new Uint8Array(16 * 16 * 4).fill(255);
  for (let at = 0; at < 16 * 8; at++) data.set([0, 0, 0], at * 4);
  return encode({ width: 16, height: 16, data }, 90).data;
}

/** An Exif segment that says how the camera was held. */
function orient(jpeg: Uint8Array, orientation: number): Uint8Array {
  const tiff = [
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  ];
  const body = [...Buffer.from("Exif\0\0", "latin1"), ...tiff];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe1, 0, body.length + 2, ...body, ...jpeg.subarray(2)]);
}

describe("JPEG", () => {
  test("is decoded", () => {
    const rows = open(decodeJpeg, halfDark());
    expect([rows[0], rows[15]]).toEqual(["#".repeat(16), ".".repeat(16)]);
  });

  test.each([
    [1, ["#", "#", ".", "."]],
    [3, [".", ".", "#", "#"]],
    [6, [".", "#", ".", "#"]],
    [8, ["#", ".", "#", "."]],
  ] as const)("of orientation %i is turned upright", (orientation, corners) => {
    const rows = open(decodeJpeg, orient(halfDark(), orientation));
    expect([rows[0]?.[0], rows[0]?.[15], rows[15]?.[0], rows[15]?.[15]]).toEqual(corners);
  });

  test("of a size that fills the memory is not unpacked", () => {
    const bytes = Uint8Array.from(halfDark());
    const frame = bytes.findIndex((byte, at) => byte === 0xff && bytes[at + 1] === 0xc0);
    bytes.set([0xff, 0xff, 0xff, 0xff], frame + 5);
    expect(codesOf(decodeJpeg, bytes)).toEqual(["picture-too-large"]);
  });

  test("cut short is not read in part", () => {
    expect(codesOf(decodeJpeg, halfDark().subarray(0, -40))).toEqual(["picture-damaged"]);
  });
});

type Tag = readonly [number, 3 | 4, readonly number[]];

/** A TIFF file of one strip a page; values of more than four bytes stand behind the directories. */
function tiff(
  pages: readonly { tags: readonly Tag[]; strip: readonly number[] }[],
  next?: number,
): Uint8Array {
  const bytes = Buffer.alloc(4000);
  bytes.set([0x49, 0x49, 42, 0, 8, 0, 0, 0]);
  let at = 8;
  let data = 2000;
  pages.forEach(({ tags, strip }, page) => {
    const all: Tag[] = [...tags, [273, 4, [data]], [279, 4, [strip.length]]];
    bytes.set(strip, data);
    data += strip.length;
    bytes.writeUInt16LE(all.length, at);
    all.forEach(([tag, type, values], entry) => {
      const from = at + 2 + entry * 12;
      bytes.writeUInt16LE(tag, from);
      bytes.writeUInt16LE(type, from + 2);
      bytes.writeUInt32LE(values.length, from + 4);
      if (type === 3)
        values.slice(0, 2).forEach((value, n) => void bytes.writeUInt16LE(value, from + 8 + 2 * n));
      else bytes.writeUInt32LE(values[0] ?? 0, from + 8);
    });
    const end = at + 2 + all.length * 12;
    at = end + 4;
    bytes.writeUInt32LE(page + 1 < pages.length ? at : (next ?? 0), end);
  });
  return new Uint8Array(bytes);
}

const bilevel = (width: number, height: number, compression: number): Tag[] => [
  [256, 4, [width]],
  [257, 4, [height]],
  [258, 3, [1]],
  [259, 3, [compression]],
  [262, 3, [0]],
  [277, 3, [1]],
  [278, 4, [height]],
];

describe("TIFF", () => {
  const hook = { tags: bilevel(4, 2, 1), strip: [0b10000000, 0b11000000] };

  test("of one bit, black for 1", () => {
    expect(open(decodeTiff, tiff([hook]))).toEqual(HOOK);
  });

  test("of many pages, each by itself", () => {
    const other = { tags: bilevel(4, 1, 1), strip: [0b11110000] };
    const pages = [...decodeTiff(tiff([hook, other]))].map(({ value }) => (value ? show(value) : null));
    expect(pages).toEqual([HOOK, ["####"]]);
  });

  /** Bits as bytes, the last filled up with zeros. */
  const bits = (...codes: string[]): number[] =>
    (codes.join("").match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, "0"), 2));
  const decoded = (compression: number, strip: number[], ...more: Tag[]) =>
    open(decodeTiff, tiff([{ tags: [...bilevel(8, 2, compression), ...more], strip }]));
  // A line of 2 white, 3 black, 3 white pixels, by runs and by modes; below it one shifted by a pixel.
  const LINE = ["0111", "10", "1000"];
  const BELOW = ["011", "011", "1"];
  const PICTURE = ["..###...", "...###.."];

  test("with CCITT T.6", () => {
    expect(decoded(4, bits("001", "0111", "10", "1", ...BELOW))).toEqual(PICTURE);
  });

  test("with CCITT T.4, lines one by one and by the line above", () => {
    const end = "000000000001";
    const second = ["1000", "10", "0111"];
    expect(decoded(3, bits(end, ...LINE, end, ...second))).toEqual(PICTURE);
    const mixed = bits(end, "1", ...LINE, end, "0", ...BELOW);
    expect(decoded(3, mixed, [292, 4, [1]])).toEqual(PICTURE);
  });

  test("with bits from the lowest, and black for 0", () => {
    const strip = bits("001", "0111", "10", "1", ...BELOW);
    const turned = strip.map((byte) =>
      Number.parseInt(byte.toString(2).padStart(8, "0").split("").reverse().join(""), 2),
    );
    expect(decoded(4, turned, [266, 3, [2]])).toEqual(PICTURE);
    const inverted = PICTURE.map((row) => row.replace(/./g, (sign) => (sign === "#" ? "." : "#")));
    const tags = bilevel(8, 2, 4).map((tag): Tag => (tag[0] === 262 ? [262, 3, [1]] : tag));
    expect(open(decodeTiff, tiff([{ tags, strip }]))).toEqual(inverted);
  });

  test.each([
    ["PackBits", 32773, [0xff, 0b00111000, 0x00, 0b00011100]],
    ["LZW", 5, bits("100000000", "000111000", "000011100", "100000001")],
    ["deflate", 8, [...deflateSync(Uint8Array.from([0b00111000, 0b00011100]))]],
  ] as const)("with %s", (name, compression, strip) => {
    const rows = decoded(compression, [...strip]);
    expect(rows).toEqual(name === "PackBits" ? ["..###...", "..###..."] : PICTURE);
  });

  test("with differences between neighbours", () => {
    const tags: Tag[] = [
      ...bilevel(4, 1, 5).map(
        (tag): Tag => (tag[0] === 258 ? [258, 3, [8]] : tag[0] === 262 ? [262, 3, [1]] : tag),
      ),
      [317, 3, [2]],
    ];
    const strip = bits("100000000", "000000000", "011111111", "000000001", "000000000", "100000001");
    expect(open(decodeTiff, tiff([{ tags, strip }]))).toEqual(["#.##"]);
  });

  test.each([
    [4, bits("001", "0111", "10", "1")],
    [3, bits("0111", "10", "1000")],
    [5, bits("100000000", "000111000", "100000001")],
    [32773, [0, 0b00111000]],
    [8, [...deflateSync(Uint8Array.from([0b00111000]))]],
    [1, [0b00111000]],
  ])("of compression %i that ends early is not read in part", (compression, strip) => {
    const bytes = tiff([{ tags: bilevel(8, 2, compression), strip }]).subarray(0, 2000 + strip.length);
    expect(codesOf(decodeTiff, bytes)).toEqual(["picture-damaged"]);
  });

  test("whose directories lead in a circle ends", () => {
    expect([...decodeTiff(tiff([hook, hook], 8))]).toHaveLength(2);
  });

  test.each([
    ["a size that fills the memory", bilevel(100_000, 100_000, 4), "picture-too-large"],
    ["tiles", [...bilevel(4, 2, 1), [322, 4, [64]] as Tag], "picture-damaged"],
    ["a compression of cameras", bilevel(4, 2, 34713), "picture-damaged"],
  ])("with %s is refused", (_, tags, code) => {
    const bytes = tiff([{ tags, strip: [0b10000000, 0b11000000] }]);
    expect(codesOf(decodeTiff, bytes)).toEqual([code]);
  });

  test("with a strip outside of the file is refused", () => {
    const bytes = tiff([hook]);
    expect(codesOf(decodeTiff, bytes.subarray(0, 2001))).toEqual(["picture-damaged"]);
  });
});

/** A TIFF file without the gap behind its directory. */
function tinyTiff(): Uint8Array {
  const bytes = tiff([{ tags: bilevel(8, 2, 4), strip: [0b00101111, 0b01011011, 0b10000000] }]);
  const offset = bytes.findIndex((byte, at) => byte === 273 % 256 && bytes[at + 1] === 1) + 8;
  const tiny = Uint8Array.from([...bytes.subarray(0, 140), ...bytes.subarray(2000, 2003)]);
  tiny.set([140, 0, 0, 0], offset);
  return tiny;
}

describe("hostile pictures", () => {
  const samples: readonly (readonly [string, PictureDecoder, Uint8Array])[] = [
    ["PNG", decodePng, png({ width: 4, height: 2, bits: 1, colour: 0, rows: [0, 112, 0, 48] })],
    ["JPEG", decodeJpeg, halfDark()],
    ["TIFF", decodeTiff, tinyTiff()],
  ];

  test.each(samples)(
    "%s cut off anywhere gives findings or a picture, never an exception",
    (_, decode, bytes) => {
      for (let length = 0; length < bytes.length; length++)
        for (const { value, findings } of decode(bytes.subarray(0, length)))
          expect(value !== null || findings.length > 0).toBe(true);
    },
  );

  test.each(samples)("%s with any byte changed gives findings or a picture", (_, decode, bytes) => {
    for (let at = 0; at < bytes.length; at++)
      for (const byte of [0, 0xff, (bytes[at] ?? 0) ^ 0x10]) {
        const changed = Uint8Array.from(bytes);
        changed[at] = byte;
        for (const { value, findings } of decode(changed))
          expect(value !== null || findings.length > 0).toBe(true);
      }
  });

  test("a GIF is refused by its name", async () => {
    const { value, findings } = await readDocument(
      new TextEncoder().encode("GIF89a\u0001\u0000\u0001\u0000"),
    );
    expect(value).toBeNull();
    expect(findings).toEqual([{ code: "format-unsupported", parameters: { format: "GIF" } }]);
  });
});

test("a page is taken for A4, a small picture for part of a screen", () => {
  expect(guessPointsPerPixel({ width: 2480, height: 3508 })).toBeCloseTo(72 / 300, 2);
  expect(guessPointsPerPixel({ width: 3508, height: 2480 })).toBeCloseTo(72 / 300, 2);
  expect(guessPointsPerPixel({ width: 600, height: 300 })).toBe(0.75);
});
