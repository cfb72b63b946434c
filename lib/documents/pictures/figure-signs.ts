import type { Glyph, GlyphShape } from "./cell-ink.ts";

/** Which sign of a recognised text each printed sign is. */

/** Signs a figure is recognised with. */
export const FIGURE_SIGNS = "0123456789.,+-/";

const SHAPES: Readonly<Record<string, GlyphShape>> = { ".": "point", ",": "comma", "-": "dash", "+": "plus" };
export const SIGNS: Readonly<Partial<Record<GlyphShape, string>>> = {
  point: ".",
  comma: ",",
  dash: "-",
  plus: "+",
};

const DIGITS_JOINED = 2;

/** As many signs as are printed, in their order, each of the right kind; `undefined` where the text does not fit. */
export function assignSigns(text: string, glyphs: readonly Glyph[]): string[] | undefined {
  const signs: string[] = [];
  let at = 0;
  for (const { shape } of glyphs) {
    const count = shape === "joined" ? DIGITS_JOINED : 1;
    const part = text.slice(at, at + count);
    const wanted = shape === "joined" ? "digit" : shape;
    if (part.length < count || [...part].some((sign) => (SHAPES[sign] ?? "digit") !== wanted))
      return undefined;
    signs.push(part);
    at += count;
  }
  return at === text.length ? signs : undefined;
}
