import { shareOf } from "./build-composition-option.ts";
import { type CompositionChart, partColor, seriesColor, type TrendChart } from "./chart.ts";

/** What stands at one year, or in one report's bar. */
export interface Pointed {
  readonly heading: string;
  readonly values: readonly { readonly name: string; readonly color: string; readonly text: string }[];
}

/**
 * The values at a position of the category axis: a year of a trend, a row of a composition. Names in `hidden` are
 * switched off. `undefined` where nothing stands.
 */
export function pointedAt(
  chart: TrendChart | CompositionChart,
  position: number,
  hidden: ReadonlySet<string>,
  locale: string,
): Pointed | undefined {
  const pointed =
    chart.kind === "composition"
      ? barAt(chart, position, hidden, locale)
      : yearAt(chart, position, hidden, locale);
  return pointed === undefined || pointed.values.length === 0 ? undefined : pointed;
}

export function written(value: number, percent: boolean, locale: string): string {
  return `${value.toLocaleString(locale, { maximumFractionDigits: percent ? 1 : 2 })}${percent ? "%" : ""}`;
}

function yearAt(
  chart: TrendChart,
  position: number,
  hidden: ReadonlySet<string>,
  locale: string,
): Pointed | undefined {
  const year = chart.years[position];
  if (year === undefined) return undefined;
  return {
    heading: String(year),
    values: chart.series.flatMap(({ name, points }, index) => {
      const point = points[position];
      if (!point || hidden.has(name)) return [];
      const unit = chart.percent ? "" : ` ${chart.unit}`;
      const hint = point.hint === undefined ? "" : ` (${point.hint})`;
      const text = `${written(point.value, chart.percent, locale)}${unit}${hint}`;
      return [{ name, color: seriesColor(index), text }];
    }),
  };
}

function barAt(
  chart: CompositionChart,
  position: number,
  hidden: ReadonlySet<string>,
  locale: string,
): Pointed | undefined {
  const rows = chart.groups.flatMap(({ name, bars }) => [undefined, ...bars.map((bar) => ({ name, bar }))]);
  const row = rows[position];
  if (row === undefined) return undefined;
  return {
    heading: `${row.name} ${row.bar.year}`,
    values: row.bar.parts.flatMap((part, index) => {
      const name = chart.parts[index] ?? "";
      if (part === null || hidden.has(name)) return [];
      const share = chart.mode === "share" ? shareOf(row.bar, part) : null;
      const count = `${written(part, false, locale)} ${chart.unit}`;
      const text = share === null ? count : `${written(share, true, locale)} (${count})`;
      return [{ name, color: partColor(index), text }];
    }),
  };
}
