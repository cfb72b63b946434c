import { u16 } from "../little-endian.ts";
import type { SheetMerge } from "./sheet-blocks.ts";

/** Merged ranges of a worksheet ([MS-XLS] 2.4.168). */

export const LAST_COLUMN = 256;
const LAST_ROW = 65_536;
const MOST_MERGES = 100_000;

export class Merges {
  readonly ranges: SheetMerge[] = [];
  /** The sheet tells its merges, though it may have none. */
  seen = false;
  cut = false;

  note(body: Uint8Array): void {
    this.seen = true;
    const count = Math.min(u16(body, 0), Math.floor((body.length - 2) / 8));
    for (let n = 0; n < count; n++) {
      const at = 2 + n * 8;
      if (this.ranges.length >= MOST_MERGES) this.cut = true;
      else
        this.ranges.push({
          top: u16(body, at) + 1,
          bottom: u16(body, at + 2) + 1,
          left: u16(body, at + 4) + 1,
          right: Math.min(u16(body, at + 6) + 1, LAST_COLUMN),
        });
    }
  }

  /**
   * Whether two ranges share a cell, which no program writes: one of them is not what it was. More cells than the budget
   * has are as little believed.
   */
  overlap(budget: { mergedCells: number }): boolean {
    if (this.ranges.length < 2) return false;
    const distinct = new Map(
      this.ranges.map((range) => [`${range.top}:${range.left}:${range.bottom}:${range.right}`, range]),
    );
    const covered = new Uint8Array((LAST_ROW * LAST_COLUMN) / 8);
    for (const { top, left, bottom, right } of distinct.values())
      for (let row = top - 1; row < bottom; row++)
        for (let column = left - 1; column < right; column++) {
          const cell = row * LAST_COLUMN + column;
          const bit = 1 << (cell & 7);
          if (budget.mergedCells-- < 1 || (covered[cell >> 3] ?? 0) & bit) return true;
          covered[cell >> 3] = (covered[cell >> 3] ?? 0) | bit;
        }
    return false;
  }
}
