import type { EChartsCoreOption } from "echarts/core";
import { escapeHtml } from "../exports/html.ts";
import { type Chart, INK, PAPER } from "./chart.ts";

/** What the engine hands over for one series at the place pointed at. */
interface Pointed {
  readonly seriesName?: string;
  readonly seriesType?: string;
  readonly name?: string;
  readonly dataIndex: number;
  readonly marker?: string;
  readonly value?: unknown;
  readonly data?: unknown;
}

/** Values of everything drawn at one year or report. Names come from documents and are escaped. */
export function buildTooltip(chart: Chart, locale: string): EChartsCoreOption {
  return {
    trigger: "axis",
    confine: true,
    transitionDuration: 0,
    axisPointer: { type: chart.kind === "line" ? "line" : "shadow", animation: false },
    backgroundColor: PAPER,
    borderColor: "var(--line-strong)",
    textStyle: { color: INK, fontSize: 13 },
    extraCssText: "box-shadow:none;max-width:20rem;white-space:normal",
    formatter: (pointed: Pointed | readonly Pointed[]) => tooltipMarkup(chart, [pointed].flat(), locale),
  };
}

/** Lines of a tooltip as HTML; empty when nothing stands there. */
export function tooltipMarkup(chart: Chart, pointed: readonly Pointed[], locale: string): string {
  const unit = chart.kind !== "composition" && !chart.percent ? ` ${chart.unit}` : "";
  const percent = chart.kind === "composition" ? chart.mode === "share" : chart.percent;
  const lines = pointed.flatMap(({ seriesName, seriesType, marker, value, data }) => {
    if (typeof value !== "number" || seriesType === "scatter") return [];
    const text = percent
      ? `${value.toLocaleString(locale, { maximumFractionDigits: 1 })}%`
      : value.toLocaleString(locale);
    const hint = hintOf(data);
    const name = escapeHtml(seriesName ?? "");
    return [
      `${marker ?? ""}${name} <b>${text}${escapeHtml(unit)}</b>${hint ? ` (${escapeHtml(hint)})` : ""}`,
    ];
  });
  return lines.length === 0 ? "" : [headingOf(chart, pointed[0]), ...lines].join("<br>");
}

function hintOf(data: unknown): string | undefined {
  return typeof data === "object" && data !== null && "hint" in data && typeof data.hint === "string"
    ? data.hint
    : undefined;
}

/** The year; before it, on bars of many agencies, whose report it is. */
function headingOf(chart: Chart, first: Pointed | undefined): string {
  const year = escapeHtml(first?.name ?? "");
  if (chart.kind !== "composition" || first === undefined) return year;
  let row = 0;
  for (const { name, bars } of chart.groups) {
    row += 1 + bars.length;
    if (first.dataIndex < row) return `${escapeHtml(name)} ${year}`;
  }
  return year;
}
