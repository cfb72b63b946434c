import type { ExportProps, ExportTable } from "@/app/_components/export-twins.ts";
import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { listQuestions } from "@/db/queries/questions.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { errorResponse } from "@/lib/errors.ts";
import { QUESTION_COLUMNS, questionRows } from "@/lib/exports/question-rows.ts";
import { parseQuestionSearch } from "./search-params.ts";

/** The questions that an address asks for, as rows. */
export async function findQuestions(
  request: Request,
  { params }: ExportProps,
): Promise<ExportTable | Response> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const { questions: words, quality } = messages(lang);
  const { search, problems } = parseQuestionSearch(Object.fromEntries(new URL(request.url).searchParams));
  if (problems.length > 0)
    return errorResponse(400, "bad-query", fill(quality.badQuery, { problems: problems.join(", ") }));
  const db = getDatabase();
  const { version, changedAt } = await getDataVersion(db);
  const address = href(lang, `/questions${queryOf(search)}`);
  const { workbook } = quality;
  return {
    ...{ name: "gongkai-questions", dataVersion: version, address },
    columns: QUESTION_COLUMNS,
    rows: questionRows(await listQuestions(db, search), {
      catalog: getCatalog(),
      language: lang,
      dataVersion: version,
    }),
    words: {
      sheet: words.title,
      notesSheet: workbook.notes,
      notes: [
        [workbook.source, words.lead],
        [workbook.date, changedAt ?? ""],
        [workbook.version, version],
        [workbook.filters, queryOf(search).slice(1) || workbook.all],
        [workbook.address, address],
        ...Object.entries(words.kinds),
        ...Object.entries(words.states),
      ],
    },
  };
}
