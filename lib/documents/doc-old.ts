import type { Block } from "../model.ts";
import type { OldFib } from "./doc-fib.ts";
import { charsetOf } from "./property-set.ts";

/**
 * Word 6 and 95: the text stands in one piece, in the code page of its language; cells are told apart by nothing that
 * could be trusted without their tables of properties, which are not read. Offsets count bytes.
 */

const CODE_PAGES: Readonly<Record<number, number>> = { 1028: 950, 3076: 950, 1033: 1252, 2057: 1252 };
const FIELD_INSTRUCTION = /\x13[^\x13-\x15\r\x07]*\x14?|[\x14\x15]/g;
const PARAGRAPH_END = /[\r\x07\x0c]/;

export function readOldText(
  main: Uint8Array,
  fib: OldFib,
): { readonly charset: string; readonly blocks: readonly Block[] } {
  // Chinese where the language says nothing else: an English Word wrote Chinese text in the code page of its system.
  const charset = charsetOf(CODE_PAGES[fib.language] === 950 ? 950 : 936);
  const { from, size } = fib.text;
  const text = new TextDecoder(charset).decode(main.subarray(from, from + size));
  const blocks = text
    .replace(FIELD_INSTRUCTION, "")
    .split(PARAGRAPH_END)
    .map((line) =>
      line
        .replace(/[\x00-\x08\x0e-\x1f]/g, "")
        .replaceAll("\x0b", "\n")
        .trim(),
    )
    .filter((line) => line !== "")
    .map((line): Block => ({ kind: "paragraph", text: line, place: {} }));
  return { charset, blocks };
}
