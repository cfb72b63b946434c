import { fill, isLanguage, messages } from "@/app/_messages/messages.ts";
import { isTypesetFromFigures } from "@/db/seed-documents.ts";
import type { ExportColumn, ExportRow } from "@/lib/exports/table.ts";
import { pathOf } from "../../compare/address.ts";
import { breaksOf, buildChart, headline, summaryOf } from "../../compare/chart.ts";
import { chartNotes } from "../../compare/chart-notes.ts";
import { readComparison } from "../../compare/comparison.ts";
import { writeRows } from "../../compare/export.ts";
import { framePage } from "../frame-page.ts";

export const dynamic = "force-dynamic";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
}

/** The chart of a comparison for the frames of other sites: the same address as the page, below /embed. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const { compare, frame } = messages(lang);
  const { searchParams } = new URL(request.url);
  const query = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
  const comparison = await readComparison(query);
  const { selection, problems, dataVersion } = comparison;
  const path = pathOf(selection);
  const source = fill(compare.downloads.source, { version: dataVersion });
  if (problems.length > 0) {
    // A frame must not show something else than what its maker chose.
    const notes = problems.map(({ parameter, value }) => fill(compare.problems[parameter], { value }));
    return framePage({ lang, title: compare.title, drawn: undefined, notes, source, path }, 400);
  }
  const chart = buildChart(comparison, lang, compare.chart);
  const { drawn, sentences } = chartNotes(chart, compare.chart);
  const breaks = breaksOf(comparison).map(({ number, entry }) => `${number}\u2002${entry.name[lang]}`);
  const isTypeset = writeRows(comparison, lang, { series: restsOnTypeset, rates: restsOnTypeset });
  const summary = summaryOf(comparison, chart, lang, compare);
  return framePage({
    lang,
    title: headline(comparison, lang, compare),
    drawn: drawn ? { chart, summary, key: `${dataVersion} ${path}` } : undefined,
    notes: drawn ? [...sentences, breaks.join("\u2003")].filter((note) => note !== "") : sentences,
    source: isTypeset ? `${source} ${frame.typesetSome}` : source,
    path,
  });
}

/** Whether some of the files behind the rows are of our own making. */
function restsOnTypeset(
  _: readonly ExportColumn[],
  rows: readonly Pick<ExportRow<"source_sha256">, "source_sha256">[],
): boolean {
  return rows.some(({ source_sha256: hash }) => hash !== null && isTypesetFromFigures(String(hash)));
}
