import { fill, isLanguage, messages } from "@/app/_messages/messages.ts";
import { isTypesetFromFigures } from "@/db/seed-documents.ts";
import type { ExportRow } from "@/lib/exports/table.ts";
import { pathOf } from "../../compare/address.ts";
import { breaksOf, buildChart } from "../../compare/chart.ts";
import { chartNotes } from "../../compare/chart-notes.ts";
import { readComparison } from "../../compare/comparison.ts";
import { statedSource, tableOf } from "../../compare/export.ts";
import { leftOut } from "../../compare/notes-list.ts";
import { headline, summaryOf } from "../../compare/sentences.ts";
import { wordsOf } from "../../compare/words.ts";
import { framePage } from "../frame-page.ts";

export const dynamic = "force-dynamic";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
}

/** The chart of a comparison for the frames of other sites: the same address as the page, below /embed. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const words = wordsOf(lang);
  const { compare } = words;
  const { frame } = messages(lang);
  const { searchParams } = new URL(request.url);
  const query = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
  const comparison = await readComparison(query);
  const { selection, problems, dataVersion } = comparison;
  const path = pathOf(selection);
  const source = statedSource(comparison, words);
  if (problems.length > 0) {
    // A frame must not show something else than what its maker chose.
    const notes = problems.map(({ parameter, value }) => fill(compare.problems[parameter], { value }));
    return framePage({ lang, title: compare.title, drawn: undefined, notes, source, path }, 400);
  }
  const chart = buildChart(comparison, words);
  const breaks = breaksOf(comparison).map(({ number, entry }) => `${number}\u2002${entry.name[lang]}`);
  const signs = chartNotes(chart, comparison.chart, compare);
  const isTypeset = restsOnTypeset(tableOf(comparison, words).rows);
  const summary = summaryOf(comparison, chart, words);
  return framePage({
    lang,
    title: headline(comparison, lang, compare),
    drawn: chart && { chart, summary, key: `${dataVersion} ${path}` },
    notes: chart
      ? [...signs, ...leftOut(comparison, words), breaks.join("\u2003")].filter((note) => note !== "")
      : [compare.chart.empty],
    source: isTypeset ? `${source} ${frame.typesetSome}` : source,
    path,
  });
}

/** Whether some of the files behind the rows are of our own making. */
function restsOnTypeset(rows: readonly ExportRow[]): boolean {
  return rows.some((row) => {
    const hash = row.source_sha256;
    return typeof hash === "string" && isTypesetFromFigures(hash);
  });
}
