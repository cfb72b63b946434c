import { SankeyChart } from "echarts/charts";
import { TitleComponent } from "echarts/components";
import { setPlatformAPI, use } from "echarts/core";
import { textWidth } from "./legend.ts";

// Room for texts in the wider of the fonts that a browser may have: the engine's own guess is that of a narrow one.
setPlatformAPI({
  measureText: (text, font = "") => ({
    width: (textWidth(text) * (Number.parseFloat(/([\d.]+)px/.exec(font)?.[1] ?? "12") || 12)) / 12,
  }),
});

use([SankeyChart, TitleComponent]);

/** The engine of the server: with the parts that no browser loads. */
export { init } from "./engine.ts";
