import type { ExportProps, ExportTable } from "@/app/_components/export-twins.ts";
import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { errorResponse } from "@/lib/errors.ts";
import { FILING_COLUMNS, filingRows } from "@/lib/exports/filing-rows.ts";
import { readCoverage } from "./coverage.ts";
import { parseCoverageSearch } from "./search-params.ts";

/** The filings that an address asks for as rows, or the answer that says why there are none: a file must not guess. */
export async function findFilings(
  request: Request,
  { params }: ExportProps,
): Promise<ExportTable | Response> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const { coverage: words, quality } = messages(lang);
  const { search, problems } = parseCoverageSearch(Object.fromEntries(new URL(request.url).searchParams));
  if (problems.length > 0)
    return errorResponse(400, "bad-query", fill(quality.badQuery, { problems: problems.join(", ") }));
  const { rows, today, dataVersion, changedAt } = await readCoverage(search, true);
  const address = href(lang, `/coverage${queryOf(search)}`);
  const { workbook } = quality;
  return {
    name: "gongkai-coverage",
    ...{ dataVersion, address },
    columns: FILING_COLUMNS,
    rows: filingRows(rows, lang, { dataVersion, today }),
    words: {
      sheet: workbook.sheet,
      notesSheet: workbook.notes,
      notes: [
        [workbook.source, words.sourceText],
        [workbook.date, changedAt ?? ""],
        [workbook.version, dataVersion],
        [words.asOf, today],
        [workbook.filters, queryOf(search).slice(1) || workbook.all],
        [workbook.address, address],
        ...Object.entries(words.states).map(([id, text]) => [id, text] as const),
      ],
    },
  };
}
