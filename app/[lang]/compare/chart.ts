import { agencyName } from "@/app/_components/agency-name.ts";
import { fill } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { CompositionChart, TrendChart } from "@/lib/charts/chart.ts";
import { composedBar } from "@/lib/charts/composition-chart.ts";
import type { ScatterChart } from "@/lib/charts/spread-charts.ts";
import type { StillChart, ValueGrid } from "@/lib/charts/still-charts.ts";
import { breakLines, listBreaks, type NumberedBreak } from "@/lib/charts/trend-chart.ts";
import type { Comparison } from "./comparison.ts";
import { buildDifference } from "./difference.ts";
import { flowOf } from "./flow.ts";
import { type Grid, gridOf } from "./grid.ts";
import { unitsOf } from "./kinds.ts";
import { declaredRate, type ValueSubject } from "./subjects.ts";
import type { Words } from "./words.ts";

/** Every kind of chart that a comparison may be drawn as. */
export type ComparedChart = TrendChart | CompositionChart | StillChart | ScatterChart;

/** Groups of indicators by which breaks and caveats touch what is shown. */
function groupsOf({ catalog, shown }: Comparison): string[] {
  if (shown.kind === "values") return [...new Set(shown.subjects.map(({ entry }) => entry.group))];
  const ids = [shown.entry.whole, ...shown.entry.parts];
  return [...new Set(catalog.indicators.filter(({ id }) => ids.includes(id)).map(({ group }) => group))];
}

export function breaksOf(comparison: Comparison): NumberedBreak[] {
  const { layer, base } = comparison;
  const years = base === null ? layer.years : [...new Set([base, ...layer.years])].toSorted((a, b) => a - b);
  return listBreaks(comparison.catalog.breaks, groupsOf(comparison), years);
}

/** The one unit of what is shown; `undefined` for rates, and where there are several. */
export function shownUnit({ catalog, shown, layer }: Comparison) {
  if (shown.kind === "composition") {
    const whole = catalog.indicators.find(({ id }) => id === shown.entry.whole);
    return catalog.units.find(({ id }) => id === whole?.unit);
  }
  const [unit, ...more] = unitsOf(catalog, layer.subjects);
  const absolute = shown.subjects.every(({ kind }) => kind === "indicator");
  return absolute && more.length === 0 ? catalog.units.find(({ id }) => id === unit) : undefined;
}

const isPercent = ({ shown, mode }: Comparison): boolean =>
  mode !== "index" &&
  shown.kind === "values" &&
  shown.subjects.every(
    (subject) => subject.kind !== "indicator" && declaredRate(subject).kind === "proportion",
  );

/** The unit as it stands over an axis. */
function unitWord(comparison: Comparison, { lang, compare }: Words): string {
  if (comparison.mode === "index") return fill(compare.chart.base, { year: comparison.base ?? "" });
  const { shown } = comparison;
  const [subject] = shown.kind === "values" ? shown.subjects : [];
  const ratio = subject?.kind === "rate" ? subject.entry.unit : undefined;
  return (ratio ?? shownUnit(comparison)?.name)?.[lang] ?? "";
}

function unsorted(comparison: Comparison): Comparison {
  return { ...comparison, selection: { ...comparison.selection, sort: null, filter: "all" } };
}

function valueGrid(comparison: Comparison, { rows, columns }: Grid, words: Words): ValueGrid {
  return {
    rows: rows.map(({ name }) => name),
    columns: columns.map(({ name }) => name),
    cells: rows.map(({ cells }) => cells.map((cell) => cell?.point ?? null)),
    texts: rows.map(({ cells }) => cells.map((cell) => cell?.text ?? "")),
    unit: unitWord(comparison, words),
    percent: isPercent(comparison),
  };
}

function transposed(grid: ValueGrid): ValueGrid {
  const across = <T>(matrix: readonly (readonly T[])[]) =>
    grid.columns.map((_, column) => matrix.flatMap((row) => row.slice(column, column + 1)));
  return {
    ...grid,
    rows: grid.columns,
    columns: grid.rows,
    cells: across(grid.cells),
    texts: across(grid.texts),
  };
}

/** What is drawn: all that is chosen, whatever the table filters; `undefined` where there is nothing to draw. */
export function buildChart(comparison: Comparison, words: Words): ComparedChart | undefined {
  const { shown, chart, selection, layer } = comparison;
  if (shown.kind === "composition") {
    const drawn = chart === "flow" ? buildFlow(comparison, words) : buildComposition(comparison, words);
    return drawn?.kind === "composition" && drawn.groups.length === 0 ? undefined : drawn;
  }
  const ordered = { ...comparison, selection: { ...selection, filter: "all" as const } };
  const grid = valueGrid(comparison, gridOf(ordered, words), words);
  if (grid.cells.every((row) => row.every((point) => point === null))) return undefined;
  const { scale } = selection;
  const overYears = selection.view !== "agency-indicator" && layer.years.length > 1;
  switch (chart) {
    case "bar":
      return overYears
        ? buildTrend(comparison, "bar", words)
        : { kind: "rows", stacked: false, scale, ...grid };
    case "stacked":
      return {
        kind: "rows",
        stacked: true,
        scale: "linear",
        ...(selection.view === "indicator-year" ? transposed(grid) : grid),
      };
    case "dot":
      return { kind: "dot", scale, ...grid };
    case "slope":
      return { kind: "slope", ...grid };
    case "multiples":
      return {
        kind: "multiples",
        years: layer.years,
        breaks: breakLines(breaksOf(comparison)),
        ...grid,
      };
    case "difference":
      return buildDifference(comparison, words);
    case "scatter":
      return buildScatter(ordered, words);
    case "heat":
      return { kind: "heat", byColumn: selection.view === "agency-indicator", ...grid };
    default:
      return buildTrend(comparison, "line", words);
  }
}

function unitOf(subject: ValueSubject, { catalog }: Comparison, lang: Language): string {
  if (subject.kind === "rate") return subject.entry.unit?.[lang] ?? "";
  if (subject.kind === "share") return "";
  return catalog.units.find(({ id }) => id === subject.entry.unit)?.name[lang] ?? "";
}

/** Two figures of each agency that has both, one against the other; `undefined` where none has. */
function buildScatter(comparison: Comparison, words: Words): ScatterChart | undefined {
  const { shown, selection } = comparison;
  const [across, up] = shown.kind === "values" ? shown.subjects : [];
  if (across === undefined || up === undefined) return undefined;
  const measure = (subject: ValueSubject) => ({
    name: subject.entry.name[words.lang],
    unit: unitOf(subject, comparison, words.lang),
    percent: subject.kind !== "indicator" && declaredRate(subject).kind === "proportion",
    scale: selection.scale,
  });
  const points = gridOf(comparison, words).rows.flatMap(({ name, cells: [x, y] }) => {
    if (!x?.point || !y?.point) return [];
    const hollow = x.point.hollow ?? y.point.hollow;
    const marked = x.point.marked ?? y.point.marked;
    return [
      {
        name,
        ...{ x: x.point.value, y: y.point.value, hint: `${x.text} \u00b7 ${y.text}` },
        ...(hollow && { hollow }),
        ...(marked && { marked }),
      },
    ];
  });
  return points.length === 0 ? undefined : { kind: "scatter", points, x: measure(across), y: measure(up) };
}

function buildTrend(comparison: Comparison, kind: "line" | "bar", words: Words): TrendChart {
  const { rows } = gridOf(unsorted(comparison), words);
  return {
    kind,
    scale: comparison.selection.scale,
    years: comparison.layer.years,
    breaks: breakLines(breaksOf(comparison)),
    percent: isPercent(comparison),
    unit: unitWord(comparison, words),
    series: rows.map(({ name, cells }) => ({ name, points: cells.map((cell) => cell?.point ?? null) })),
  };
}

function buildFlow(comparison: Comparison, { lang, compare }: Words) {
  const { shown, catalog } = comparison;
  if (shown.kind !== "composition") return undefined;
  const unit = shownUnit(comparison)?.name[lang] ?? "";
  return flowOf(shown.entry.id, { figures: shown.figures, catalog, lang, unit, words: compare.flow });
}

function buildComposition(comparison: Comparison, { lang, compare }: Words): CompositionChart | undefined {
  const { shown, mode, catalog } = comparison;
  if (shown.kind !== "composition") return undefined;
  const unit = shownUnit(comparison);
  const names = new Map(catalog.indicators.map(({ id, name }) => [id, name[lang]]));
  return {
    kind: "composition",
    mode: mode === "absolute" ? "absolute" : "share",
    unit: unit?.name[lang] ?? "",
    parts: shown.entry.parts.map((id) => names.get(id) ?? id),
    groups: comparison.agencies.flatMap((agency) => {
      const bars = shown.composed
        .filter((composed) => composed.agency === agency.id)
        .map((composed) => composedBar(composed, unit?.scale ?? 1, compare.chart));
      return bars.length === 0 ? [] : { name: agencyName(agency, lang), bars };
    }),
  };
}
