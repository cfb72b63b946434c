import type { ExportProps, ExportTable } from "@/app/_components/export-twins.ts";
import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { errorResponse } from "@/lib/errors.ts";
import { AGENCY_COLUMNS, agencyRows } from "@/lib/exports/agency-rows.ts";
import { readAgencyList } from "./agency-list.ts";
import { parseAgencySearch } from "./search-params.ts";

/** The agencies that an address asks for as rows, or the answer that says why there are none: a file must not guess. */
export async function findAgencies(
  request: Request,
  { params }: ExportProps,
): Promise<ExportTable | Response> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const { quality, agencies: words } = messages(lang);
  const { search, problems } = parseAgencySearch(Object.fromEntries(new URL(request.url).searchParams));
  if (problems.length > 0)
    return errorResponse(400, "bad-query", fill(quality.badQuery, { problems: problems.join(", ") }));
  const { rows, dataVersion, changedAt } = await readAgencyList(search, true);
  const address = href(lang, `/agencies${queryOf(search)}`);
  const { workbook } = quality;
  return {
    name: "gongkai-agencies",
    ...{ dataVersion, address },
    columns: AGENCY_COLUMNS,
    rows: agencyRows(rows, dataVersion),
    words: {
      sheet: words.title,
      notesSheet: workbook.notes,
      notes: [
        [workbook.source, words.sourceText],
        [workbook.date, changedAt ?? ""],
        [workbook.version, dataVersion],
        [workbook.filters, queryOf(search).slice(1) || workbook.all],
        [workbook.address, address],
      ],
    },
  };
}
