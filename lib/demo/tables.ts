/** Counts of one row by column: `total` alone where the form has no applicants. */
export type Counts = Readonly<Record<string, number>>;

/** Indicator id to its counts; money in hundredths of the unit that the form prints. */
export type Table = Readonly<Record<string, Counts>>;

export const TOTAL = "total";

export const countOf = (table: Table | undefined, indicator: string, member = TOTAL): number =>
  table?.[indicator]?.[member] ?? 0;
