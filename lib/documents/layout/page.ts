import type { Box } from "../../model.ts";

/** A page as it looks: where its lines and its words stand. Points, y downward from the top of the page. */

/** A ruling line, or one edge of a drawn rectangle. */
export interface Segment {
  readonly axis: "horizontal" | "vertical";
  /** y of a horizontal segment, x of a vertical one. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Quarter turns clockwise: a line of text turned once reads from top to bottom. */
export type Turn = 0 | 1 | 2 | 3;

/** Characters printed in one go: a single one, or a word. */
export interface TextRun {
  readonly text: string;
  /** As high as the characters are large (as wide, where they are turned). */
  readonly box: Box;
  readonly turn?: Turn;
  /** Whether a line as long as itself and its neighbours takes it back. */
  readonly struck?: boolean;
  /** Of recognised text: 0 to 1. */
  readonly confidence?: number;
}

/** Stands for a character that cannot be told: what holds it is no number. */
export const UNREADABLE = "\ufffd";

export interface Page {
  /** 1-based. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly segments: readonly Segment[];
  readonly runs: readonly TextRun[];
  /** How this page's text was had, where it differs from the rest of the document. */
  readonly method?: "layout" | "ocr";
}
