import { buildOption } from "./build-option.ts";
import type { LiveChart } from "./chart.ts";
import { init } from "./engine.ts";
import { attachTip } from "./tip.ts";

/**
 * Draws the chart anew in the browser, at the real width, with names to switch and values to point at, and says so by
 * `data-live` on the parent. Returns what puts it to sleep.
 */
export function wake(element: HTMLElement, chart: LiveChart, title: string, locale: string): () => void {
  const canvas = document.createElement("div");
  canvas.className = "canvas";
  element.append(canvas);
  const instance = init(canvas, null, { renderer: "svg" });
  // The browser measures names with it, for which a custom property is no font.
  const { fontFamily } = getComputedStyle(element);
  const draw = () => {
    const size = { width: element.clientWidth, height: element.clientHeight };
    instance.resize(size);
    instance.setOption({ ...buildOption(chart, size), textStyle: { fontFamily } }, { notMerge: true });
  };
  draw();
  attachTip(instance, element, chart, locale);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", title);
  element.parentElement?.setAttribute("data-live", "");
  const width = new ResizeObserver(([entry]) => {
    if (entry && Math.round(entry.contentRect.width) !== Math.round(instance.getWidth())) draw();
  });
  width.observe(element);
  return () => {
    width.disconnect();
    instance.dispose();
    element.replaceChildren();
    element.parentElement?.removeAttribute("data-live");
  };
}
