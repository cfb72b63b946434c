import type { Box, ReadingMethod } from "../../model.ts";
import type { TextRun } from "./page.ts";

/** Tables and lines as they lie on pages, before they become blocks of a document. */

export interface LaidCell {
  /** 1-based in the table. */
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly text: string;
  readonly page: number;
  readonly box: Box;
  readonly confidence?: number;
  /** What its text was read from; where no line of a number can have been broken, it is left out. */
  readonly runs?: readonly TextRun[];
  /** Height of its largest characters. */
  readonly size?: number;
  /** Whether it ends with a line of digits that fills it: the number may go on below the end of the page. */
  readonly brimming?: boolean;
}

export interface LaidTable {
  readonly kind: "table";
  /** Of its last part, where it is broken over pages. */
  readonly page: number;
  readonly box: Box;
  /** x of the column edges. */
  readonly edges: readonly number[];
  readonly rows: number;
  readonly method: ReadingMethod;
  readonly cells: readonly LaidCell[];
  /** Of a table found by alignment: the lines it was made of, and whether its columns have heads. */
  readonly aligned?: { readonly lines: readonly LaidLine[]; readonly headed: boolean };
}

export interface LaidLine {
  readonly kind: "line";
  readonly page: number;
  readonly text: string;
  readonly box: Box;
  /** Height of its characters. */
  readonly size: number;
  readonly runs: readonly TextRun[];
}

export type Laid = LaidTable | LaidLine;

/** A number as printed, perhaps with a unit, or a mark for nothing; labels hold more. */
const FIGURE =
  /^(?:[+\-−＋－]?[\d０-９](?:[\d０-９.,，．]*[\d０-９])?(?:[\p{L}%％][^\s()（）]?)?(?:[（(].*[)）])?|[-—–―─－~～/／\\＼*]+)$/u;

export const isFigure = (text: string): boolean => FIGURE.test(text.replace(/\s+/g, ""));

/** 一、 （一） 1. 1、 begin something new. */
const ENUMERATOR =
  /^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．,，:：]|第[一二三四五六七八九十百]+[条项]|其中)/;
export const beginsNew = (text: string): boolean => ENUMERATOR.test(text.replace(/\s+/g, ""));

/** The least of the runs' confidences, where they have any. */
export function leastConfidence(runs: readonly TextRun[]): { readonly confidence?: number } {
  const known = runs.flatMap((run) => (run.confidence === undefined ? [] : [run.confidence]));
  return known.length === 0 ? {} : { confidence: Math.min(...known) };
}
