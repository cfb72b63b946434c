import { agencyName } from "@/app/_components/agency-name.ts";
import { stateSuffix } from "@/app/_components/data-state.ts";
import type { ExportProps, ExportTable } from "@/app/_components/export-twins.ts";
import { refuseState } from "@/app/_components/refuse-state.ts";
import { stateSentences } from "@/app/_components/state-note.tsx";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { errorResponse } from "@/lib/errors.ts";
import {
  type Placed,
  RANKED_RATE_COLUMNS,
  RANKED_SERIES_COLUMNS,
  type RankContext,
  rankedRateRows,
  rankedSeriesRows,
} from "@/lib/exports/rank-rows.ts";
import type { WorkbookWords } from "@/lib/exports/to-xlsx.ts";
import type { Position } from "@/lib/statistics/distribution.ts";
import type { Figure, RateFigure } from "@/lib/views.ts";
import { pathOf } from "./address.ts";
import { noteSentences } from "./notes.tsx";
import { type Entry, isRate, type Ranking, readRanking } from "./ranking.ts";
import { groupWords, headline, summaryOf, togetherWords } from "./wording.ts";

function wordsOf(ranking: Ranking, address: string, lang: Language): WorkbookWords {
  const words = messages(lang);
  const { workbook } = words.rank;
  const together = togetherWords(ranking, lang, words);
  return {
    sheet: workbook.sheet,
    notesSheet: workbook.notes,
    notes: [
      [workbook.source, workbook.sourceText],
      [workbook.title, headline(ranking, lang, words)],
      [workbook.date, ranking.changedAt ?? ""],
      [workbook.version, ranking.dataVersion],
      [workbook.address, address],
      ...stateSentences({ ...ranking, lang }).map((sentence) => [workbook.version, sentence] as const),
      ...summaryOf(ranking, lang, words).map((sentence) => [workbook.summary, sentence] as const),
      ...(together === undefined ? [] : [[workbook.together, together] as const]),
      ...noteSentences(ranking, lang, words).map((sentence) => [workbook.note, sentence] as const),
    ],
  };
}

function placed<F extends Figure | RateFigure>(
  { standings, silent }: Ranking,
  own: (figure: Figure | RateFigure) => figure is F,
): Placed<F>[] {
  const place = (entry: Entry, position: Position | null): Placed<F>[] =>
    own(entry.figure)
      ? [
          {
            figure: entry.figure,
            position: position?.rank ?? null,
            tied: position?.tied ?? null,
            level: entry.agency.level,
            region: entry.agency.region,
            funnel: entry.place,
          },
        ]
      : [];
  return [
    ...standings.ranked.flatMap(({ entry, position }) => place(entry, position)),
    ...[...standings.small, ...silent].flatMap((entry) => place(entry, null)),
  ];
}

const isFigure = (figure: Figure | RateFigure): figure is Figure => !isRate(figure);

/** The ranking as rows, or the answer that says why there is none: a file must not guess. */
export async function findRanking(
  request: Request,
  { params }: ExportProps,
): Promise<ExportTable | Response> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const ranking = await readRanking(Object.fromEntries(new URL(request.url).searchParams));
  const words = messages(lang);
  const { subject, year, group, catalog, dataVersion } = ranking;
  const { state } = ranking;
  const refused = refuseState(state, lang);
  if (refused !== undefined) return refused;
  const problems = [
    ...ranking.problems,
    ...ranking.candidates.map((agency) => `agency=${agencyName(agency, lang)}`),
  ];
  if (problems.length > 0) {
    return errorResponse(400, "bad-query", fill(words.rank.badQuery, { problems: problems.join(", ") }));
  }
  const context: RankContext = {
    catalog,
    language: lang,
    agencies: group.members,
    dataVersion,
    group: groupWords(ranking, lang, words),
    members: group.members.length,
    ranked: ranking.standings.ranked.length,
    note: [...stateSentences({ ...ranking, lang }), ...noteSentences(ranking, lang, words)].join(" "),
  };
  const address = href(lang, pathOf(ranking));
  const table = {
    name: `gongkai-rank-${subject.entry.id}-${year}${stateSuffix(state)}`,
    dataVersion,
    address,
    words: wordsOf(ranking, address, lang),
  };
  return subject.kind === "rate"
    ? { ...table, columns: RANKED_RATE_COLUMNS, rows: rankedRateRows(placed(ranking, isRate), context) }
    : {
        ...table,
        columns: RANKED_SERIES_COLUMNS,
        rows: rankedSeriesRows(placed(ranking, isFigure), context),
      };
}
