import { formatAmount, formatRateValue } from "@/lib/format.ts";
import { subtotalOf } from "@/lib/statistics/subtotal.ts";
import type { Figure, RateFigure } from "@/lib/views.ts";
import type { Comparison } from "./comparison.ts";
import { type Grid, type GridCell, isRate, unitOf } from "./grid.ts";
import { declaredRate, type ValueSubject } from "./subjects.ts";
import type { Words } from "./words.ts";

/** What a column comes to over the rows shown; `text` is `null` where there is no sum, and `why` says so. */
export interface ColumnSubtotal {
  readonly count: number;
  readonly all: number;
  readonly text: string | null;
  readonly fraction: string | null;
  readonly why: string;
}

/** One subtotal a column: of figures the sum, of rates pooled numerators by pooled denominators. */
export function subtotalsOf(comparison: Comparison, grid: Grid, words: Words): ColumnSubtotal[] {
  const regions = new Map(comparison.layer.agencies.map(({ id, region }) => [id, region]));
  return grid.columns.map((_, column) => {
    const cells = grid.rows.flatMap((row) => row.cells[column] ?? []);
    const counts = { count: cells.filter(({ point }) => point !== null).length, all: grid.rows.length };
    const rates = cells.flatMap(({ figure }) => (isRate(figure) ? figure : []));
    const [first] = cells;
    if (first !== undefined && rates.length > 0)
      return { ...counts, ...pooled(rates, first.subject, regions, comparison, words) };
    return { ...counts, ...summed(cells, regions, comparison, words) };
  });
}

type Regions = ReadonlyMap<string, string | null>;
type Sum = Omit<ColumnSubtotal, "count" | "all">;

const none = (why: string): Sum => ({ text: null, fraction: null, why });

function summed(
  cells: readonly GridCell[],
  regions: Regions,
  { catalog }: Comparison,
  { lang, compare }: Words,
): Sum {
  const figures = cells.flatMap(({ figure }) => (isRate(figure) ? [] : figure));
  const { sum, reason } = subtotalOf(figures, regions);
  const subject = cells[0]?.subject;
  const unit = subject && unitOf(catalog, subject);
  if (sum === null || unit === undefined) return none(compare.table.noSum[reason ?? "none"]);
  return { text: formatAmount(sum, unit, lang), fraction: null, why: "" };
}

function pooled(
  rates: readonly RateFigure[],
  subject: ValueSubject,
  regions: Regions,
  { catalog }: Comparison,
  { lang, compare }: Words,
): Sum {
  const [first] = rates;
  if (first === undefined) return none("");
  const whole = rates.filter(({ value }) => value !== null);
  // Stands for the rate's parts: one figure an agency, of the scope they share.
  const side = (part: "numerator" | "denominator"): Figure[] =>
    whole.flatMap((rate) => {
      const [figure] = rate.parts;
      return figure === undefined ? [] : { ...figure, value: rate[part] };
    });
  const [over, under] = [subtotalOf(side("numerator"), regions), subtotalOf(side("denominator"), regions)];
  if (over.sum === null || under.sum === null || under.sum === 0)
    return none(compare.table.noSum[over.reason ?? "none"]);
  const unit = catalog.units.find(({ id }) => id === first.parts[0]?.unit) ?? { scale: 1 };
  const [above = "", below = ""] = [over.sum, under.sum].map((sum) => formatAmount(sum, unit, lang));
  return {
    text: formatRateValue(over.sum / under.sum, declaredRate(subject), lang),
    fraction: `${above} / ${below}`,
    why: "",
  };
}
