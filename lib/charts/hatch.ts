import type { EChartsCoreOption } from "echarts/core";
import { PAPER } from "./chart.ts";

/** Every other part of a stack is hatched, each in its own direction, so that neighbors differ without color. */
const DIRECTIONS = [-45, 45, 0, 90];

export function hatch(index: number): EChartsCoreOption {
  if (index % 2 === 0) return {};
  const degrees = DIRECTIONS[Math.floor(index / 2) % DIRECTIONS.length] ?? 0;
  return {
    decal: {
      color: PAPER,
      symbol: "rect",
      symbolSize: 1,
      dashArrayX: [1, 0],
      dashArrayY: [1, 5],
      rotation: (degrees * Math.PI) / 180,
    },
  };
}
