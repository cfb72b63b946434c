import type { Messages } from "@/app/_messages/messages.ts";
import { fill } from "@/app/_messages/messages.ts";
import type { CompositionChart, TrendChart } from "@/lib/charts/chart.ts";

/** What the signs of this drawing mean, and only those that stand in it; `drawn` is false when nothing does. */
export function chartNotes(
  chart: TrendChart | CompositionChart,
  text: Messages["compare"]["chart"],
): { readonly drawn: boolean; readonly sentences: readonly string[] } {
  if (chart.kind === "composition") {
    const drawn = chart.groups.length > 0;
    return { drawn, sentences: [drawn ? text[chart.mode] : text.empty] };
  }
  const all = chart.series.flatMap(({ points }) => points);
  const points = all.flatMap((point) => point ?? []);
  if (points.length === 0) return { drawn: false, sentences: [text.empty] };
  const bars = chart.kind === "bar";
  const rough = points.some(({ hollow }) => hollow);
  const marked = points.some((point) => point.marked);
  const zeros = points.filter(({ value }) => value === 0).length;
  const sentences = bars
    ? [rough || marked ? text.outline : "", text.missing]
    : [rough ? text.hollow : "", marked ? text.ring : "", all.length > points.length ? text.gap : ""];
  if (chart.scale === "log" && zeros > 0) sentences.push(fill(text.log, { n: zeros }));
  return { drawn: true, sentences: sentences.filter((sentence) => sentence !== "") };
}
