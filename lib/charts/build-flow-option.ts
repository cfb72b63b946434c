import type { EChartsCoreOption } from "echarts/core";
import { FONT, INK, INK_SOFT, NARROW, PAPER, type Size } from "./chart.ts";
import type { FlowChart } from "./still-charts.ts";

const NODE = 34;
const NAME_WIDTH = 176;
const NAME_WIDTH_NARROW = 104;

/** Height in pixels at which the column with most nodes has room. */
export function flowHeight(chart: FlowChart, width: number): number {
  const columns = new Map<number, number>();
  for (const { depth } of chart.nodes) columns.set(depth, (columns.get(depth) ?? 0) + 1);
  return Math.max(width < NARROW ? 320 : 360, Math.max(0, ...columns.values()) * NODE * 1.4);
}

/** Bands as wide as the cells are large, from left to right; what no cell accounts for is drawn pale. */
export function buildFlowOption(chart: FlowChart, size: Size): EChartsCoreOption {
  const deepest = Math.max(0, ...chart.nodes.map(({ depth }) => depth));
  const room = size.width < NARROW ? NAME_WIDTH_NARROW : NAME_WIDTH;
  const through = new Map<string, number>();
  for (const { id } of chart.nodes) {
    const sum = (side: "from" | "to") =>
      chart.edges.reduce((total, edge) => total + (edge[side] === id ? edge.value : 0), 0);
    through.set(id, Math.max(sum("from"), sum("to")));
  }
  const drawn = new Set(chart.edges.flatMap(({ from, to, value }) => (value > 0 ? [from, to] : [])));
  return {
    animation: false,
    textStyle: { fontFamily: FONT },
    series: [
      {
        type: "sankey",
        left: 8,
        right: room,
        top: 12,
        bottom: 12,
        silent: true,
        // The order of the form, not of the engine.
        layoutIterations: 0,
        nodeWidth: 12,
        nodeGap: 14,
        draggable: false,
        emphasis: { disabled: true },
        data: chart.nodes
          .filter(({ id }) => drawn.has(id))
          .map(({ id, name, depth, color }) => ({
            name: id,
            depth,
            itemStyle: { color, borderWidth: 0 },
            label: {
              formatter: `${name.replaceAll("{", "")} ${(through.get(id) ?? 0).toLocaleString("en")}`,
              position: "right",
              color: INK,
              fontSize: 12,
              lineHeight: 15,
              width: depth === deepest ? room - 12 : 150,
              overflow: "break",
              textBorderColor: PAPER,
              textBorderWidth: 3,
            },
          })),
        links: chart.edges
          .filter(({ value }) => value > 0)
          .map(({ from, to, value, rest }) => ({
            source: from,
            target: to,
            value,
            lineStyle: {
              color: rest ? INK_SOFT : (chart.nodes.find(({ id }) => id === to)?.color ?? INK_SOFT),
              opacity: rest ? 0.15 : 0.35,
              curveness: 0.5,
            },
          })),
      },
    ],
  };
}
