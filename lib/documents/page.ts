import type { Box } from "../model.ts";

/** A page as it looks: where its lines and its words stand. Points, y downward from the top of the page. */

/** A ruling line, or one edge of a drawn rectangle. */
export interface Segment {
  readonly axis: "horizontal" | "vertical";
  /** y of a horizontal segment, x of a vertical one. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Characters printed in one go. */
export interface TextRun {
  readonly text: string;
  readonly box: Box;
  /** Of recognised text: 0 to 1. */
  readonly confidence?: number;
}

export interface Page {
  /** 1-based. */
  readonly number: number;
  readonly width: number;
  readonly height: number;
  readonly segments: readonly Segment[];
  readonly runs: readonly TextRun[];
}
