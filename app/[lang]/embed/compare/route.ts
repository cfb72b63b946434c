import { fill, isLanguage, messages } from "@/app/_messages/messages.ts";
import { pathOf } from "../../compare/address.ts";
import { buildChart, headline, summaryOf } from "../../compare/chart.ts";
import { chartNotes } from "../../compare/chart-notes.ts";
import { readComparison } from "../../compare/comparison.ts";
import { framePage } from "../frame-page.ts";

export const dynamic = "force-dynamic";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
}

/** The chart of a comparison for the frames of other sites: the same address as the page, below /embed. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const { compare } = messages(lang);
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
  const summary = summaryOf(comparison, chart, lang, compare);
  return framePage({
    lang,
    title: headline(comparison, lang, compare),
    drawn: drawn ? { chart, summary, key: `${dataVersion} ${path}` } : undefined,
    notes: sentences,
    source,
    path,
  });
}
