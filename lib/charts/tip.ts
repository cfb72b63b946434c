import type { EChartsType } from "echarts/core";
import type { LiveChart } from "./chart.ts";
import { type Pointed, pointedAt } from "./pointed.ts";
import { pointedNear } from "./pointed-spread.ts";
import { isSpread } from "./spread-charts.ts";

const DISTANCE = 12;

/** Shows what stands under the pointer, as text beside it. The engine's own tooltip weighs ten times as much. */
export function attachTip(
  instance: EChartsType,
  element: HTMLElement,
  chart: LiveChart,
  locale: string,
): void {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  element.append(tip);
  const finder = chart.kind === "composition" ? { yAxisIndex: 0 } : { xAxisIndex: 0 };
  const hidden = new Set<string>();
  instance.on("legendselectchanged", (change) => {
    const { selected } = change as { selected: Record<string, boolean> };
    hidden.clear();
    for (const [name, shown] of Object.entries(selected)) if (!shown) hidden.add(name);
  });
  const hide = () => {
    tip.hidden = true;
  };
  instance.getZr().on("globalout", hide);
  instance.getZr().on("mousemove", ({ offsetX, offsetY }) => {
    if (!instance.containPixel({ gridIndex: 0 }, [offsetX, offsetY])) return hide();
    const position = () =>
      Number(instance.convertFromPixel(finder, chart.kind === "composition" ? offsetY : offsetX));
    const toPixel = (place: readonly [number, number]): [number, number] => {
      const [x = 0, y = 0] = instance.convertToPixel({ gridIndex: 0 }, [...place]);
      return [x, y];
    };
    const pointed = isSpread(chart)
      ? pointedNear(chart, toPixel, [offsetX, offsetY], instance.getWidth(), locale)
      : pointedAt(chart, position(), hidden, locale);
    if (pointed === undefined) return hide();
    tip.replaceChildren(...contents(pointed));
    tip.hidden = false;
    place(tip, element, offsetX, offsetY);
  });
}

function contents({ heading, values }: Pointed): Node[] {
  const head = document.createElement("strong");
  head.textContent = heading;
  const lines = values.map(({ name, color, text }) => {
    const line = document.createElement("div");
    const key = document.createElement("i");
    key.style.background = color;
    const value = document.createElement("b");
    value.textContent = text;
    line.append(key, `${name} `, value);
    return line;
  });
  return [head, ...lines];
}

/** Beside the pointer, on the side that has room. */
function place(tip: HTMLElement, element: HTMLElement, x: number, y: number): void {
  const right = x + DISTANCE + tip.offsetWidth <= element.clientWidth;
  tip.style.left = `${Math.max(0, right ? x + DISTANCE : x - DISTANCE - tip.offsetWidth)}px`;
  tip.style.top = `${Math.max(0, Math.min(y + DISTANCE, element.clientHeight - tip.offsetHeight))}px`;
}
