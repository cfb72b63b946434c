import { placePoints } from "./build-distribution-option.ts";
import { seriesColor } from "./chart.ts";
import { type Pointed, written } from "./pointed.ts";
import type { SpreadChart } from "./spread-charts.ts";

/** How near, in pixels, the pointer must come to a point. */
const REACH = 14;

type Place = readonly [number, number];

interface Told {
  readonly at: Place;
  readonly name: string;
  readonly values: readonly (readonly [name: string, text: string])[];
}

/** Every point of a chart with what is said of it, at its place in the axes. */
function told(chart: SpreadChart, width: number, locale: string): Told[] {
  const measured = (value: number, { percent, unit }: { readonly percent: boolean; readonly unit: string }) =>
    `${written(value, percent, locale)}${percent || unit === "" ? "" : ` ${unit}`}`;
  const hinted = (text: string, hint?: string) => (hint === undefined ? text : `${text} (${hint})`);
  switch (chart.kind) {
    case "distribution":
      return placePoints(chart, width).map(({ point: { name, value, hint }, at }) => ({
        at,
        name,
        values: [["", hinted(measured(value, chart), hint)]],
      }));
    case "funnel":
      return chart.points.map(({ name, value, n, hint }) => ({
        at: [n, value],
        name,
        values: [["", hinted(measured(value, chart), hint)]],
      }));
    case "scatter":
      return chart.points.map(({ name, x, y }) => ({
        at: [x, y],
        name,
        values: [
          [chart.x.name, measured(x, chart.x)],
          [chart.y.name, measured(y, chart.y)],
        ],
      }));
  }
}

/** The point nearest to the pointer; `toPixel` turns a place in the axes into one of the drawing, `width` pixels wide. */
export function pointedNear(
  chart: SpreadChart,
  toPixel: (place: Place) => Place,
  [x, y]: Place,
  width: number,
  locale: string,
): Pointed | undefined {
  let nearest: { readonly distance: number; readonly point: Told } | undefined;
  for (const point of told(chart, width, locale)) {
    const [left, top] = toPixel(point.at);
    const distance = Math.hypot(left - x, top - y);
    if (distance <= REACH && (nearest === undefined || distance < nearest.distance))
      nearest = { distance, point };
  }
  return (
    nearest && {
      heading: nearest.point.name,
      values: nearest.point.values.map(([name, text]) => ({ name, color: seriesColor(0), text })),
    }
  );
}
