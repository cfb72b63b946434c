import { SankeyChart } from "echarts/charts";
import { TitleComponent } from "echarts/components";
import { use } from "echarts/core";

use([SankeyChart, TitleComponent]);

/** The engine of the server: with the parts that no browser loads. */
export { init } from "./engine.ts";
