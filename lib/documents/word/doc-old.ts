import type { Block } from "../../model.ts";
import { charsetOf } from "../property-set.ts";
import type { OldFib } from "./doc-fib.ts";

/**
 * Word 6 and 95: the text stands in one piece, in the code page of its language; cells are told apart by nothing that
 * could be trusted without their tables of properties, which are not read.
 */

const TAIWAN = 0x0404;
const HONG_KONG = 0x0c04;
const PARAGRAPH_ENDS = new Set([0x07, 0x0c, 0x0d]);
const LINE_BREAK = 0x0b;
const FIELD = { begin: 0x13, separator: 0x14, end: 0x15 } as const;

/** Lines of the text without the marks of the format and the instructions of fields. */
function listLines(text: string): string[] {
  const lines: string[] = [];
  let line = "";
  let inInstruction = false;
  for (const sign of text) {
    const code = sign.charCodeAt(0);
    if (PARAGRAPH_ENDS.has(code)) {
      lines.push(line.trim());
      line = "";
      inInstruction = false;
    } else if (code === FIELD.begin) inInstruction = true;
    else if (code === FIELD.separator || code === FIELD.end) inInstruction = false;
    else if (code === LINE_BREAK) line += "\n";
    else if ((code >= 0x20 || sign === "\t") && !inInstruction) line += sign;
  }
  return [...lines, line.trim()].filter((one) => one !== "");
}

/** The text as paragraphs: Chinese in the code page of its language, and where the language says nothing. */
export function readOldText(
  main: Uint8Array,
  fib: OldFib,
): { readonly charset: string; readonly blocks: readonly Block[] } {
  const charset = charsetOf(fib.language === TAIWAN || fib.language === HONG_KONG ? 950 : 936);
  const { from, size } = fib.text;
  const text = new TextDecoder(charset).decode(main.subarray(from, from + size));
  const blocks = listLines(text).map((line): Block => ({ kind: "paragraph", text: line, place: {} }));
  return { charset, blocks };
}
