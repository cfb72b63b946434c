import { i32, u16 } from "../little-endian.ts";
import { ParagraphText } from "../word/word-paragraph.ts";
import { RECORD } from "./xls-records.ts";
import type { FontRun } from "./xls-strings.ts";
import type { XlsWorkbook } from "./xls-workbook.ts";

/** What the records of cells hold ([MS-XLS] 2.4 and 2.5). */

/** Stands for what is lost: no label and no figure. */
export const LOST = "\uFFFD";

export const ERRORS: Readonly<Record<number, string>> = {
  0: "#NULL!",
  7: "#DIV/0!",
  15: "#VALUE!",
  23: "#REF!",
  29: "#NAME?",
  36: "#NUM!",
  42: "#N/A",
};

export function float(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getFloat64(at, true);
}

/** 2.5.217, RkNumber: 30 bits of an integer or of a double, perhaps in hundredths. */
export function shortNumber(bytes: Uint8Array, at: number): number {
  const rk = i32(bytes, at);
  const double = new DataView(new ArrayBuffer(8));
  double.setInt32(4, rk & ~3, true);
  const value = rk & 2 ? rk >> 2 : double.getFloat64(0, true);
  return rk & 1 ? value / 100 : value;
}

/** Text with runs of other fonts: struck ones are left out, raised digits stay raised. */
export function seeRuns(text: string, runs: readonly FontRun[], font: number, workbook: XlsWorkbook): string {
  const words = new ParagraphText();
  const ends = [...runs.map(({ from }) => from), text.length];
  const add = (from: number, to: number, index: number): void => {
    const look = workbook.fontAt(index);
    if (to > from && look?.struck !== true) words.add(text.slice(from, to), look?.level ?? "baseline");
  };
  add(0, Math.min(ends[0] ?? 0, text.length), font);
  for (const [n, run] of runs.entries()) add(run.from, Math.min(ends[n + 1] ?? 0, text.length), run.font);
  return words.toString();
}

/** Sizes that a record of a cell must have. */
const CELL_SIZES: ReadonlyMap<number, (body: Uint8Array) => boolean> = new Map([
  [RECORD.sharedText, ({ length }) => length === 10],
  [RECORD.number, ({ length }) => length === 14],
  [RECORD.shortNumber, ({ length }) => length === 10],
  [RECORD.truth, ({ length }) => length === 8],
  [RECORD.formula, ({ length }) => length >= 20],
  [RECORD.text, ({ length }) => length >= 8],
  [RECORD.richText, ({ length }) => length >= 8],
  [
    RECORD.shortNumbers,
    (body) => {
      const count = (body.length - 6) / 6;
      return Number.isInteger(count) && count > 0 && u16(body, body.length - 2) - u16(body, 2) === count - 1;
    },
  ],
]);

/** Whether a record of a cell has the size it must have; `undefined` for records of anything else. */
export const isSound = (type: number, body: Uint8Array): boolean | undefined => CELL_SIZES.get(type)?.(body);
