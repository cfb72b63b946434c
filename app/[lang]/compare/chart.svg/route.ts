import type { ExportProps } from "@/app/_components/export-twins.ts";
import { figureFile } from "@/lib/charts/figure-file.ts";
import { renderChart, WIDE_WIDTH } from "@/lib/charts/render.ts";
import { errorResponse } from "@/lib/errors.ts";
import { pathOf } from "../address.ts";
import { buildChart } from "../chart.ts";
import { chartNotes } from "../chart-notes.ts";
import { drawingName, readForExport, statedSource } from "../export.ts";
import { listNotes } from "../notes-list.ts";
import { headline, summaryOf } from "../sentences.ts";

/** Failed checks of more figures than this are counted, not listed: a drawing is no register. */
const MOST_NOTES = 8;

/** The chart as it is seen, in the light theme, with its title, notes and source: a file that stands alone. */
export async function GET(request: Request, props: ExportProps): Promise<Response> {
  const found = await readForExport(request, props);
  if (found instanceof Response) return found;
  const { comparison, words } = found;
  const chart = buildChart(comparison, words);
  if (chart === undefined) return errorResponse(404, "nothing-to-draw", words.compare.chart.empty);
  const title = headline(comparison, words.lang, words.compare);
  const address = pathOf(comparison.selection);
  const notes = listNotes(comparison, words).flatMap(({ heading, numbered, notes: own }) =>
    own.length === 0
      ? []
      : [
          `${heading}: ${own
            .slice(0, MOST_NOTES)
            .map((note, at) => (numbered ? `[${at + 1}] ${note}` : note))
            .join(" ")}${own.length > MOST_NOTES ? ` … (${own.length})` : ""}`,
        ],
  );
  const file = figureFile(
    renderChart(chart, WIDE_WIDTH, title, `${words.lang} ${comparison.dataVersion} ${address}`),
    {
      title,
      summary: summaryOf(comparison, chart, words),
      notes: [...chartNotes(chart, comparison.chart, words.compare), ...notes],
      source: `${statedSource(comparison, words)} ${address}`,
    },
  );
  return new Response(file, {
    headers: {
      "content-type": "image/svg+xml; charset=utf-8",
      "content-disposition": `attachment; filename="${drawingName(comparison)}"`,
    },
  });
}
