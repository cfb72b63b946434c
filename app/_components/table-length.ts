/** Rows from which on a table scrolls by itself, its heads in sight. */
const LONG = 20;
/** Rows from which on only those near the screen are kept in the page (row-window.ts). */
const HUGE = 200;

/** Classes of a table of so many rows, each with a space before it. */
export function lengthClass(rows: number): string {
  return rows > HUGE ? " long huge" : rows > LONG ? " long" : "";
}
