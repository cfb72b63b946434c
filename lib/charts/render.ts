import { escapeHtml } from "../exports/html.ts";
import { buildOption, heightFor } from "./build-option.ts";
import { buildStillOption, stillHeight } from "./build-still-option.ts";
import type { Chart } from "./chart.ts";
import { isStill } from "./still-charts.ts";
import { init } from "./still-engine.ts";

/** Widths of drawings in pixels, for desks and for telephones. */
export const WIDE_WIDTH = 960;
export const NARROW_WIDTH = 360;

const MOST_KEPT = 200;
const kept = new Map<string, string>();

/**
 * A chart as an SVG string of the given width in pixels, titled for those who hear it. Drawings are kept under `key`
 * (selection and data version), the oldest giving way.
 */
export function renderChart(chart: Chart, width: number, title: string, key: string): string {
  const name = `${width} ${key}`;
  const held = kept.get(name);
  if (held !== undefined) return held;
  const drawn = draw(chart, width, title, name);
  if (kept.size >= MOST_KEPT) {
    const oldest = kept.keys().next();
    if (!oldest.done) kept.delete(oldest.value);
  }
  kept.set(name, drawn);
  return drawn;
}

function draw(chart: Chart, width: number, title: string, key: string): string {
  const height = isStill(chart) ? stillHeight(chart, width) : heightFor(chart, width);
  const size = { width, height };
  const instance = init(null, null, { renderer: "svg", ssr: true, ...size });
  try {
    instance.setOption(isStill(chart) ? buildStillOption(chart, size) : buildOption(chart, size));
    return instance
      .renderToSVGString()
      .replace(
        /^<svg[^>]*>/,
        `<svg role="img" viewBox="0 0 ${width} ${size.height}"><title>${escapeHtml(title)}</title>`,
      )
      .replace(/<style[^>]*>[\s\S]*?<\/style>/, "")
      .replace(/ (?:pointer-events|class|ecmeta_\w+|xml:space)="[^"]*"/g, "")
      .replace(/zr\d+-/g, `${idPrefix(key)}-`);
  } finally {
    // An instance left behind keeps the process alive.
    instance.dispose();
  }
}

/** Ids must differ from those of every other drawing on the page, the browser's own included; equal input, equal id. */
function idPrefix(key: string): string {
  let hash = 0;
  for (const letter of key) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  return `d${hash.toString(36)}`;
}
