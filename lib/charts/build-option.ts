import type { EChartsCoreOption } from "echarts/core";
import { buildBarOption } from "./build-bar-option.ts";
import { buildCompositionOption, compositionHeight } from "./build-composition-option.ts";
import { buildDistributionOption, distributionHeight } from "./build-distribution-option.ts";
import { buildFunnelOption } from "./build-funnel-option.ts";
import { buildLineOption, namesAbove } from "./build-line-option.ts";
import { buildScatterOption } from "./build-scatter-option.ts";
import { type LiveChart, NARROW, type Size } from "./chart.ts";
import { legendHeight } from "./legend.ts";

/** The drawing of a chart at a size: the same on the server and, once awake, in the browser. */
export function buildOption(chart: LiveChart, size: Size): EChartsCoreOption {
  switch (chart.kind) {
    case "line":
      return buildLineOption(chart, size);
    case "bar":
      return buildBarOption(chart, size);
    case "composition":
      return buildCompositionOption(chart, size);
    case "distribution":
      return buildDistributionOption(chart, size);
    case "funnel":
      return buildFunnelOption(chart, size);
    case "scatter":
      return buildScatterOption(chart, size);
  }
}

/** Height in pixels that suits a chart drawn at a width. */
export function heightFor(chart: LiveChart, width: number): number {
  if (chart.kind === "composition") return compositionHeight(chart, width);
  if (chart.kind === "distribution") return distributionHeight(chart, width);
  return (width < NARROW ? 320 : 420) + extraLegend(chart, width);
}

/** What a legend takes beyond the first rows, for which the height has room: many names must not press the plot flat. */
function extraLegend(chart: LiveChart, width: number): number {
  if (chart.kind !== "line" && chart.kind !== "bar") return 0;
  const names = chart.kind === "line" ? namesAbove(chart, width) : chart.series.map(({ name }) => name);
  return Math.max(0, legendHeight(names, width) - legendHeight(["", ""], 1));
}
