import type { Figure } from "../views.ts";

/** What a column of figures of several agencies comes to. */
export interface Subtotal {
  /** Agencies with a number. */
  readonly count: number;
  readonly all: number;
  /** In smallest parts of the unit; `null` where a sum would say something false. */
  readonly sum: number | null;
  /** Why there is no sum. */
  readonly reason: "scopes" | "nested" | "units" | "none" | null;
}

/**
 * Adds up one indicator of one year. Only figures of one scope make a sum, and of reports for more than the organ alone only where
 * no region lies within another: a roll-up holds its parts already, and an agency of no known region may be a part of any.
 * @param regions six-digit region code of each agency, `null` where unknown
 */
export function subtotalOf(
  figures: readonly Figure[],
  regions: ReadonlyMap<string, string | null>,
): Subtotal {
  const reported = figures.filter(({ value }) => value.status === "reported");
  const head = { count: reported.length, all: figures.length };
  const no = (reason: NonNullable<Subtotal["reason"]>): Subtotal => ({ ...head, sum: null, reason });
  if (reported.length === 0) return no("none");
  if (new Set(reported.map(({ unit }) => unit)).size > 1) return no("units");
  const scopes = new Set(reported.map(({ scope }) => scope));
  if (scopes.size > 1) return no("scopes");
  if (!scopes.has("own-organ") && overlap(reported.map(({ agency }) => regions.get(agency) ?? "")))
    return no("nested");
  const sum = reported.reduce(
    (total, { value }) => total + (value.status === "reported" ? value.amount : 0),
    0,
  );
  return { ...head, sum, reason: null };
}

/** Whether one area holds another; an unknown area holds all. */
function overlap(codes: readonly string[]): boolean {
  const areas = codes.map((code) => code.replace(/(?:00)+$/, ""));
  return areas.some((area, at) => areas.some((other, index) => index !== at && other.startsWith(area)));
}
