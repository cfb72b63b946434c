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
import type { ExportColumn, ExportRow } from "@/lib/exports/table.ts";
import { toCsv } from "@/lib/exports/to-csv.ts";
import { toJson } from "@/lib/exports/to-json.ts";
import { toXlsx, type WorkbookWords, XLSX_TYPE } from "@/lib/exports/to-xlsx.ts";
import { type Quality, readQuality } from "./quality.ts";
import { parseQualitySearch, queryOf } from "./search-params.ts";

export interface ExportProps {
  readonly params: Promise<{ readonly lang: string }>;
}

/** Rows with their columns: the list that an address asks for, or the rates of all checks. */
export interface QualityTable {
  readonly name: string;
  readonly dataVersion: number;
  readonly address: string;
  readonly words: WorkbookWords;
  readonly columns: readonly ExportColumn[];
  readonly rows: readonly ExportRow[];
}

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
export async function findList(request: Request, { params }: ExportProps): Promise<QualityTable | Response> {
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
export async function findMatrix(_request: Request, { params }: ExportProps): Promise<QualityTable> {
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

type Find = (request: Request, props: ExportProps) => Promise<QualityTable | Response>;

function named(type: string, table: QualityTable, extension: string, disposition = "attachment") {
  return {
    "content-type": type,
    "content-disposition": `${disposition}; filename="${table.name}.${extension}"`,
  };
}

/** The same rows in three spellings, cell for cell. */
export const asCsv =
  (find: Find) =>
  async (request: Request, props: ExportProps): Promise<Response> => {
    const table = await find(request, props);
    if (table instanceof Response) return table;
    const headers = named("text/csv; charset=utf-8", table, "csv");
    return new Response(toCsv(table.columns, table.rows), { headers });
  };

export const asJson =
  (find: Find) =>
  async (request: Request, props: ExportProps): Promise<Response> => {
    const table = await find(request, props);
    if (table instanceof Response) return table;
    const { dataVersion, address } = table;
    const body = { dataVersion, address, rows: toJson(table.columns, table.rows) };
    return Response.json(body, { headers: named("application/json", table, "json", "inline") });
  };

export const asXlsx =
  (find: Find) =>
  async (request: Request, props: ExportProps): Promise<Response> => {
    const table = await find(request, props);
    if (table instanceof Response) return table;
    const bytes = toXlsx(table.columns, table.rows, table.words);
    return new Response(bytes, { headers: named(XLSX_TYPE, table, "xlsx") });
  };
