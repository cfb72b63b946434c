import { fill, type Messages } from "@/app/_messages/messages.ts";
import type { Point } from "@/lib/charts/chart.ts";
import type { ComparedChart } from "./chart.ts";
import type { ChartKind } from "./search-params.ts";

/** What the signs of this drawing mean, and only those that stand in it. */
export function chartNotes(
  chart: ComparedChart | undefined,
  asked: ChartKind,
  words: Messages["compare"],
): readonly string[] {
  const text = words.chart;
  if (chart === undefined) return [asked === "difference" ? words.difference.none : text.empty];
  if (chart.kind === "composition") return [text[chart.mode]];
  if (chart.kind === "flow")
    return [words.flow.note, ...(chart.edges.some(({ rest }) => rest) ? [words.flow.restNote] : [])];
  if (chart.kind === "difference") return [words.difference.note];
  if (chart.kind === "scatter")
    return [
      text.scatter,
      chart.points.some(({ hollow }) => hollow) ? text.hollow : "",
      chart.points.some(({ marked }) => marked) ? text.ring : "",
    ].filter((sentence) => sentence !== "");
  const all = "series" in chart ? chart.series.flatMap(({ points }) => points) : chart.cells.flat();
  const points = all.flatMap((point) => point ?? []);
  const signs = { rough: points.some(({ hollow }) => hollow), marked: points.some(({ marked }) => marked) };
  const gaps = all.length > points.length;
  const zeros = points.filter(({ value }) => value === 0).length;
  const log = "scale" in chart && chart.scale === "log" && zeros > 0 ? fill(text.log, { n: zeros }) : "";
  return [
    ...signNotes(chart.kind === "rows" && chart.stacked ? "stacked" : chart.kind, signs, gaps, points, text),
    log,
  ].filter((sentence) => sentence !== "");
}

function signNotes(
  kind: Exclude<ComparedChart["kind"], "composition" | "flow" | "difference" | "scatter"> | "stacked",
  { rough, marked }: { readonly rough: boolean; readonly marked: boolean },
  gaps: boolean,
  points: readonly Point[],
  text: Messages["compare"]["chart"],
): readonly string[] {
  switch (kind) {
    case "stacked":
      return [marked ? text.rowSign : "", gaps ? text.noPart : ""];
    case "bar":
    case "rows":
      return [rough || marked ? text.outline : "", points.length > 0 ? text.missing : ""];
    case "heat":
      return [text.tints, rough || marked ? text.cellSigns : "", gaps ? text.cellGap : ""];
    case "slope":
      return [text.slope, rough ? text.hollow : "", marked ? text.outlined : ""];
    case "multiples":
      return [text.multiples, rough ? text.hollow : "", marked ? text.outlined : "", gaps ? text.gap : ""];
    case "dot":
      return [rough ? text.hollow : "", marked ? text.outlined : "", gaps ? text.noMark : ""];
    case "line":
      return [rough ? text.hollow : "", marked ? text.ring : "", gaps ? text.gap : ""];
  }
}
