/** Rows from which on a table scrolls by itself, its heads in sight. */
const LONG = 20;
/** Rows from which on it is drawn only when it comes near. */
const HUGE = 200;

/** Classes of a table of so many rows. */
export function lengthClass(rows: number): string {
  return rows > HUGE ? " long huge" : rows > LONG ? " long" : "";
}
