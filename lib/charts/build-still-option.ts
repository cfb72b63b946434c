import type { EChartsCoreOption } from "echarts/core";
import { buildDifferenceOption, differenceHeight } from "./build-difference-option.ts";
import { buildDotOption, dotHeight } from "./build-dot-option.ts";
import { buildFlowOption, flowHeight } from "./build-flow-option.ts";
import { buildHeatOption, heatHeight } from "./build-heat-option.ts";
import { buildMultiplesOption, multiplesHeight } from "./build-multiples-option.ts";
import { buildRowsOption, rowsHeight } from "./build-rows-option.ts";
import { buildSlopeOption, slopeHeight } from "./build-slope-option.ts";
import type { Size } from "./chart.ts";
import type { StillChart } from "./still-charts.ts";

/** The drawing of a chart that only the server draws. */
export function buildStillOption(chart: StillChart, size: Size): EChartsCoreOption {
  switch (chart.kind) {
    case "rows":
      return buildRowsOption(chart, size);
    case "dot":
      return buildDotOption(chart, size);
    case "slope":
      return buildSlopeOption(chart, size);
    case "heat":
      return buildHeatOption(chart, size);
    case "multiples":
      return buildMultiplesOption(chart, size);
    case "flow":
      return buildFlowOption(chart, size);
    case "difference":
      return buildDifferenceOption(chart, size);
  }
}

/** Height in pixels that suits it at a width. */
export function stillHeight(chart: StillChart, width: number): number {
  switch (chart.kind) {
    case "rows":
      return rowsHeight(chart, width);
    case "dot":
      return dotHeight(chart, width);
    case "slope":
      return slopeHeight(chart, width);
    case "heat":
      return heatHeight(chart, width);
    case "multiples":
      return multiplesHeight(chart, width);
    case "flow":
      return flowHeight(chart, width);
    case "difference":
      return differenceHeight(chart, width);
  }
}
