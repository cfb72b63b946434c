import { describe, expect, test } from "vitest";
import type { Matrix } from "../../lib/documents/pdf/pdf-matrix.ts";
import { composePage, toSamples } from "../../lib/documents/pdf/pdf-page-image.ts";

const RGB = 2;
/** Points of a page of 40 × 20, y upward as PDF has it. */
const SIZE = [40, 20] as const;
const BASE: Matrix = [1, 0, 0, -1, 0, 20];

/** A picture of 40 × 20 pixels with a black corner at its upper left. */
function corner(width = 40, height = 20) {
  const data = new Uint8Array(width * height * 3).fill(255);
  for (let y = 0; y < height / 2; y++) data.fill(0, y * width * 3, (y * width + width / 4) * 3);
  return { width, height, kind: RGB, data };
}

type Step = readonly [string, ...unknown[]];

async function compose(steps: readonly Step[], objects: Readonly<Record<string, unknown>>) {
  const operations = steps.map(([name, ...operands]) => ({ name, operands }));
  const page = await composePage(operations, BASE, SIZE, async (name) => objects[name]);
  if (page === undefined) return undefined;
  const { bitmap } = page;
  const dark = (x: number, y: number) => (bitmap.gray[y * bitmap.width + x] ?? 255) < 128;
  const right = bitmap.width - 2;
  const bottom = bitmap.height - 2;
  const corners = [dark(1, 1), dark(right, 1), dark(1, bottom), dark(right, bottom)];
  return { size: [bitmap.width, bitmap.height], corners: corners.map((one) => (one ? "#" : ".")).join("") };
}

const WHOLE: Step = ["transform", 40, 0, 0, 20, 0, 0];
const PAINT: Step = ["paintImageXObject", "img", 40, 20];

describe("a scanned page out of what it paints", () => {
  test("one picture of the whole page", async () => {
    expect(await compose([["save"], WHOLE, PAINT, ["restore"]], { img: corner() })).toEqual({
      size: [40, 20],
      corners: "#...",
    });
  });

  test("turned and mirrored by its matrix", async () => {
    const half: Step = ["transform", -40, 0, 0, -20, 40, 20];
    expect((await compose([half, PAINT], { img: corner() }))?.corners).toBe("...#");
  });

  test("strips below each other, inside a form", async () => {
    const strip = (name: string, y: number): Step[] => [
      ["save"],
      ["transform", 40, 0, 0, 10, 0, y],
      ["paintImageXObject", name, 40, 10],
      ["restore"],
    ];
    const black = { ...corner(40, 10), data: new Uint8Array(1200) };
    const white = { ...corner(40, 10), data: new Uint8Array(1200).fill(255) };
    const steps: Step[] = [
      ["paintFormXObjectBegin", [1, 0, 0, 1, 0, 0], null],
      ...strip("a", 10),
      ...strip("b", 0),
    ];
    expect((await compose(steps, { a: white, b: black }))?.corners).toBe("..##");
  });

  test("a mask of the print over a background, in its colour", async () => {
    const bits = new Uint8Array((40 / 8) * 20).fill(0xff);
    for (let y = 0; y < 10; y++) bits[y * 5] = 0;
    const mask: Step = ["paintImageMaskXObject", { width: 40, height: 20, data: bits }];
    const paper = { ...corner(), data: new Uint8Array(2400).fill(240) };
    expect(
      (await compose([WHOLE, PAINT, ["setFillRGBColor", "#101010"], mask], { img: paper }))?.corners,
    ).toBe("#...");
    expect(
      (await compose([WHOLE, PAINT, ["setFillRGBColor", "#ffffff"], mask], { img: paper }))?.corners,
    ).toBe("....");
  });

  test("finer than reading needs is made coarser", async () => {
    const fine = corner(4000, 2000);
    const page = await compose([WHOLE, PAINT], { img: fine });
    expect(page).toEqual({ size: [Math.ceil((40 * 300) / 72), Math.ceil((20 * 300) / 72)], corners: "#..." });
  });

  test("a small picture is no scan, a missing one none", async () => {
    expect(await compose([["transform", 8, 0, 0, 4, 0, 0], PAINT], { img: corner() })).toBeUndefined();
    expect(await compose([WHOLE, PAINT], {})).toBeUndefined();
    expect(await compose([["transform", 0, 0, 0, 0, 0, 0], PAINT], { img: corner() })).toBeUndefined();
  });
});

describe("samples that are not there in full", () => {
  test.each([
    ["no data", { width: 4, height: 4, kind: RGB }],
    ["too few data", { width: 4, height: 4, kind: RGB, data: new Uint8Array(47) }],
    ["a size beyond all memory", { width: 1e6, height: 1e6, kind: RGB, data: new Uint8Array(48) }],
    ["a size below nothing", { width: -4, height: 4, kind: RGB, data: new Uint8Array(48) }],
    ["an unknown kind", { width: 4, height: 4, kind: 9, data: new Uint8Array(64) }],
  ])("%s are none", (_, source) => {
    expect(toSamples(source)).toBeUndefined();
  });

  test("of one bit are light where the bit is set", () => {
    const samples = toSamples({ width: 4, height: 1, kind: 1, data: Uint8Array.of(0b01100000) });
    expect([...(samples?.bitmap.gray ?? [])]).toEqual([0, 255, 255, 0]);
  });
});
