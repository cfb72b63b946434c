import { formatAmount, formatRateValue } from "@/lib/format.ts";
import type { Addend, OmissionReason } from "@/lib/statistics/addends.ts";
import { poolRate, sumOverAgencies } from "@/lib/statistics/pool.ts";
import type { Comparison } from "./comparison.ts";
import { type Grid, type GridCell, isRate, partsOf, unitOf } from "./grid.ts";
import { declaredRate } from "./subjects.ts";
import type { Words } from "./words.ts";

/** What a column comes to over the rows shown; `text` is `null` where there is no sum, and `why` says so. */
export interface ColumnSubtotal {
  readonly count: number;
  readonly all: number;
  readonly text: string | null;
  readonly fraction: string | null;
  readonly why: string;
}

/** What sums need of a comparison. */
type Summed = Pick<Comparison, "layer" | "catalog">;

type Why = keyof Words["compare"]["table"]["noSum"];

/** A column says what all of it comes to, or nothing: what a sum would have to leave out forbids it. */
const FORBIDDING: Readonly<Partial<Record<OmissionReason, Why>>> = {
  "other-scope": "scopes",
  "other-level": "levels",
  "part-of-another": "nested",
  "place-unknown": "nested",
};

/** One subtotal a column: of figures the sum, of rates pooled numerators by pooled denominators. */
export function subtotalsOf(comparison: Summed, grid: Grid, words: Words): ColumnSubtotal[] {
  return grid.columns.map((_, column) => {
    const cells = grid.rows.flatMap((row) => row.cells[column] ?? []);
    const counts = { count: cells.filter(({ point }) => point !== null).length, all: grid.rows.length };
    const sum = cells.some(({ figure }) => isRate(figure)) ? pooled : summed;
    return { ...counts, ...sum(cells, comparison, words) };
  });
}

type Sum = Omit<ColumnSubtotal, "count" | "all">;

const none = (why: Why, { compare }: Words): Sum => ({
  ...{ text: null, fraction: null, why: compare.table.noSum[why] },
});

/** Of what report a cell is. */
function addendOf({ agency, figure }: GridCell, { layer }: Summed): Addend {
  const known = layer.agencies.find(({ id }) => id === agency);
  const { level = null, region = null, parent = null, line = null } = known ?? {};
  return { agency, scope: partsOf(figure)[0]?.scope ?? null, level, region, parent, line };
}

const whyNot = (leftOut: readonly { readonly reason: OmissionReason }[]): Why | undefined =>
  leftOut.flatMap(({ reason }) => FORBIDDING[reason] ?? [])[0];

function summed(cells: readonly GridCell[], comparison: Summed, words: Words): Sum {
  const entries = cells.flatMap((cell) =>
    isRate(cell.figure) ? [] : { ...addendOf(cell, comparison), ...cell.figure, cell },
  );
  const { amount, leftOut } = sumOverAgencies(entries);
  const subject = cells[0]?.subject;
  const unit = subject && unitOf(comparison.catalog, subject);
  const reported = entries.filter(({ value }) => value.status === "reported");
  if (reported.some((entry) => entry.unit !== reported[0]?.unit)) return none("units", words);
  if (amount === null || unit === undefined) return none("none", words);
  const why = whyNot(leftOut);
  return why ? none(why, words) : { text: formatAmount(amount, unit, words.lang), fraction: null, why: "" };
}

function pooled(cells: readonly GridCell[], comparison: Summed, words: Words): Sum {
  const entries = cells.flatMap((cell) =>
    // Agencies with too few cases for a rate of their own stay out, as the count of the column says.
    isRate(cell.figure) && cell.figure.value !== null
      ? { ...addendOf(cell, comparison), ...cell.figure, cell }
      : [],
  );
  const { value, numerator, denominator, leftOut } = poolRate(entries);
  const [first] = entries;
  if (first === undefined || value === null) return none("none", words);
  const why = whyNot(leftOut);
  if (why) return none(why, words);
  const unit = comparison.catalog.units.find(({ id }) => id === first.parts[0]?.unit) ?? { scale: 1 };
  const [above = "", below = ""] = [numerator, denominator].map((sum) => formatAmount(sum, unit, words.lang));
  return {
    text: formatRateValue(value, declaredRate(first.cell.subject), words.lang),
    fraction: `${above} / ${below}`,
    why: "",
  };
}
