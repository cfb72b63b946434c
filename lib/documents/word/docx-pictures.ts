import { attributeOf } from "./docx-names.ts";

/** Pictures of a size that a table would have; logos, seals and signatures are smaller. Points. */

type Size = readonly [width: number, height: number];

const EMU = 12_700;
/** 8 cm by 3 cm. */
const TABLE_SIZE: Size = [226, 85];

const UNITS: Readonly<Record<string, number>> = { pt: 1, in: 72, cm: 28.35, mm: 2.835, px: 0.75 };

/** `wp:extent` (ECMA-376 20.4.2.7). */
export function sizeOfExtent(attributes: Readonly<Record<string, string>>): Size {
  return [Number(attributeOf(attributes, "cx")) / EMU, Number(attributeOf(attributes, "cy")) / EMU];
}

function lengthIn(style: string, name: string): number {
  const found = new RegExp(`(?:^|;)\\s*${name}:\\s*([\\d.]{1,12})(\\w*)`).exec(style);
  return Number(found?.[1] ?? 0) * (UNITS[found?.[2] ?? ""] ?? 1);
}

/** The `style` of a VML shape (ECMA-376 part 4, 19.1.2.19). */
export function sizeOfStyle(style: string): Size {
  return [lengthIn(style, "width"), lengthIn(style, "height")];
}

export function isTableSized([width, height]: Size): boolean {
  return width >= TABLE_SIZE[0] && height >= TABLE_SIZE[1];
}
