import type { ExportProps, ExportTable } from "@/app/_components/export-twins.ts";
import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { errorResponse } from "@/lib/errors.ts";
import {
  CHECK_COLUMNS,
  failureRows,
  TALLY_COLUMNS,
  tallyRows,
  unassessedRows,
} from "@/lib/exports/check-rows.ts";
import type { WorkbookWords } from "@/lib/exports/to-xlsx.ts";
import { type Quality, readQuality } from "./quality.ts";
import { parseQualitySearch } from "./search-params.ts";

function notesOf(quality: Quality, address: string, filters: string, lang: Language): WorkbookWords {
  const { workbook } = messages(lang).quality;
  return {
    sheet: workbook.sheet,
    notesSheet: workbook.notes,
    notes: [
      [workbook.source, workbook.sourceText],
      [workbook.date, quality.changedAt ?? ""],
      [workbook.version, quality.dataVersion],
      [workbook.reports, quality.reports],
      [workbook.filters, filters === "" ? workbook.all : filters],
      [workbook.address, address],
      [workbook.units, workbook.unitsText],
    ],
  };
}

/** The list as rows, or the answer that says why there is none: a file must not guess. */
export async function findList(request: Request, { params }: ExportProps): Promise<ExportTable | Response> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const { search, problems } = parseQualitySearch(Object.fromEntries(new URL(request.url).searchParams));
  if (problems.length > 0) {
    return errorResponse(
      400,
      "bad-query",
      fill(messages(lang).quality.badQuery, { problems: problems.join(", ") }),
    );
  }
  const quality = await readQuality(search, true);
  const { found, catalog, dataVersion } = quality;
  const context = { catalog, language: lang, dataVersion };
  const address = href(lang, `/quality${queryOf(search)}`);
  return {
    name: "gongkai-checks",
    dataVersion,
    address,
    columns: CHECK_COLUMNS,
    rows: found.kind === "failures" ? failureRows(found.rows, context) : unassessedRows(found.rows, context),
    words: notesOf(quality, address, queryOf(search).slice(1), lang),
  };
}

/** The rates of all checks as rows. */
export async function findMatrix(_request: Request, { params }: ExportProps): Promise<ExportTable> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const quality = await readQuality({});
  const { catalog, tallies, dataVersion } = quality;
  const address = href(lang, "/quality");
  return {
    name: "gongkai-check-rates",
    dataVersion,
    address,
    columns: TALLY_COLUMNS,
    rows: tallyRows(tallies, { catalog, language: lang, dataVersion }),
    words: notesOf(quality, address, "", lang),
  };
}
