import type { Catalog } from "@/lib/catalog/catalog.ts";
import { FLOWS } from "./flow.ts";
import type { Layer } from "./layers.ts";
import type { ChartKind, Mode, Subject, View } from "./search-params.ts";
import { compositionOf } from "./subjects.ts";

/** More lines than this tell nobody anything. */
const MOST_LINES = 24;
/** More bars than this are combs, and of more series side by side nobody finds one. */
const MOST_BARS = 120;
const MOST_SIDE_BY_SIDE = 12;
/** Marks of more columns than this hide one another. */
const MOST_MARKS = 6;

/** Kinds of chart that fit what is shown, the one shown when none is asked for first. */
export function fittingKinds(catalog: Catalog, view: View, mode: Mode, layer: Layer): ChartKind[] {
  const { agencies, subjects, years } = layer;
  const [first] = subjects;
  if (first?.kind === "composition") {
    const flows = FLOWS[first.id] !== undefined && agencies.length === 1 && years.length === 1;
    return flows ? ["stacked", "flow"] : ["stacked"];
  }
  const oneUnit = mode !== "absolute" || unitsOf(catalog, subjects).size === 1;
  const rows = view === "indicator-year" ? subjects.length : agencies.length;
  const columns = view === "agency-indicator" ? subjects.length : years.length;
  const trend = view !== "agency-indicator" && years.length > 1;
  const whole = view === "agency-year" ? undefined : compositionOf(catalog, subjects);
  const fits: Readonly<Record<ChartKind, boolean>> = {
    line: oneUnit && trend && rows <= MOST_LINES,
    heat: rows > 0 && columns > 0,
    dot: oneUnit && columns <= MOST_MARKS,
    bar: oneUnit && rows * columns <= MOST_BARS && (!trend || rows <= MOST_SIDE_BY_SIDE),
    slope: oneUnit && trend && rows <= MOST_LINES,
    multiples: oneUnit && trend && rows > 1,
    stacked: whole !== undefined && subjects.length > 1 && mode !== "index",
    scatter:
      view === "agency-indicator" && mode === "absolute" && subjects.length === 2 && agencies.length > 1,
    flow: false,
    difference: view === "agency-year" && mode === "absolute" && isTwoRates(catalog, layer),
  };
  const order: readonly ChartKind[] = trend
    ? ["line", "bar", "heat", "multiples", "slope", "dot", "stacked", "difference"]
    : ["bar", "dot", "stacked", "heat", "scatter", "difference"];
  return order.filter((kind) => fits[kind]);
}

/** Whether a proportion of two reports is shown, each by who asked. */
function isTwoRates(catalog: Catalog, { agencies, subjects, years }: Layer): boolean {
  const [only, ...more] = subjects;
  const rate = catalog.rates.find(({ id }) => only?.kind === "rate" && id === only.id);
  return (
    more.length === 0 &&
    rate?.kind === "proportion" &&
    rate.numeratorMember === "total" &&
    agencies.length * years.length === 2
  );
}

/** Units of the subjects; proportions are in percent. */
export function unitsOf(catalog: Catalog, subjects: readonly Subject[]): ReadonlySet<string> {
  return new Set(
    subjects.map(({ kind, id }) =>
      kind === "rate"
        ? (catalog.rates.find((entry) => entry.id === id)?.unit?.en ?? "%")
        : (catalog.indicators.find((entry) => entry.id === id)?.unit ?? ""),
    ),
  );
}
