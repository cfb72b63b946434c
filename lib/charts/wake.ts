import { TooltipComponent } from "echarts/components";
import { use } from "echarts/core";
import { buildOption } from "./build-option.ts";
import type { Chart } from "./chart.ts";
import { init } from "./engine.ts";
import { buildTooltip } from "./tooltip.ts";

use([TooltipComponent]);

/**
 * Draws the chart anew in the browser, at the real width, with names to switch and values to point at, and says so by
 * `data-live` on the parent. Returns what puts it to sleep.
 */
export function wake(element: HTMLElement, chart: Chart, title: string, locale: string): () => void {
  const instance = init(element, null, { renderer: "svg" });
  const tooltip = buildTooltip(chart, locale);
  // The browser measures names with it, for which a custom property is no font.
  const { fontFamily } = getComputedStyle(element);
  const draw = () => {
    const size = { width: element.clientWidth, height: element.clientHeight };
    instance.resize(size);
    instance.setOption(
      { ...buildOption(chart, size), textStyle: { fontFamily }, tooltip },
      { notMerge: true },
    );
  };
  draw();
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", title);
  element.parentElement?.setAttribute("data-live", "");
  const width = new ResizeObserver(([entry]) => {
    if (entry && Math.round(entry.contentRect.width) !== Math.round(instance.getWidth())) draw();
  });
  width.observe(element);
  return () => {
    width.disconnect();
    instance.dispose();
    element.parentElement?.removeAttribute("data-live");
  };
}
