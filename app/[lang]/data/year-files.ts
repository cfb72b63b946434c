import { readFileSync } from "node:fs";
import { join } from "node:path";
import { demonstrationNote } from "@/app/_components/demonstration-note.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { getEnvironment } from "@/lib/env.ts";
import { type PackagedTable, streamPackage } from "@/lib/exports/data-package.ts";
import { DICTIONARY_COLUMNS, dictionaryRows } from "@/lib/exports/dictionary-rows.ts";
import { FILED_REPORT_COLUMNS } from "@/lib/exports/filed-report-rows.ts";
import { FINDING_COLUMNS } from "@/lib/exports/finding-rows.ts";
import {
  INDICATOR_COLUMNS,
  indicatorRows,
  RATE_DEFINITION_COLUMNS,
  rateDefinitionRows,
} from "@/lib/exports/indicator-rows.ts";
import { REGISTERED_AGENCY_COLUMNS } from "@/lib/exports/registered-agency-rows.ts";
import { REPORT_COLUMNS } from "@/lib/exports/report-rows.ts";
import type { RowBatches } from "@/lib/exports/row-source.ts";
import type { ExportRow } from "@/lib/exports/table.ts";
import { streamXlsx } from "@/lib/exports/xlsx-stream.ts";
import { formatDate } from "@/lib/format.ts";
import { batchAgencies, batchFacts, batchFindings, batchReports, type Held } from "./row-batches.ts";

/** All figures of a year in one file: a data package or a workbook, the same rows in both. */

export interface YearFile extends Held {
  readonly year: number;
  /** ISO 8601; `null` while nothing is stored. */
  readonly changedAt: string | null;
  /** The release whose file it is: of that and of nothing else. */
  readonly release?: { readonly number: number; readonly releasedAt: string };
}

async function* atOnce(rows: readonly ExportRow[]): RowBatches {
  yield rows;
}

const AGENCY = { agency: ["agencies", "agency"] } as const;

function listTables(file: YearFile): PackagedTable[] {
  const { year, lang } = file;
  const { tables } = messages(lang).data;
  const catalog = getCatalog();
  return [
    {
      name: "facts",
      title: tables.facts,
      columns: REPORT_COLUMNS,
      rows: batchFacts(file, year),
      primaryKey: ["agency", "year", "scope", "edition", "indicator", "member"],
      refersTo: { ...AGENCY, indicator: ["indicators", "indicator"] },
    },
    {
      name: "reports",
      title: tables.reports,
      columns: FILED_REPORT_COLUMNS,
      rows: batchReports(file, year),
      primaryKey: ["agency", "year", "scope"],
      refersTo: AGENCY,
    },
    {
      name: "findings",
      title: tables.findings,
      columns: FINDING_COLUMNS,
      rows: batchFindings(file, year),
      refersTo: AGENCY,
    },
    {
      name: "agencies",
      title: tables.agencies,
      columns: REGISTERED_AGENCY_COLUMNS,
      rows: batchAgencies(file, file.release === undefined ? undefined : year),
      primaryKey: ["agency"],
    },
    {
      name: "indicators",
      title: tables.indicators,
      columns: INDICATOR_COLUMNS,
      rows: atOnce(indicatorRows(catalog)),
      primaryKey: ["indicator"],
    },
    {
      name: "rates",
      title: tables.rates,
      columns: RATE_DEFINITION_COLUMNS,
      rows: atOnce(rateDefinitionRows(catalog)),
      primaryKey: ["rate"],
    },
  ];
}

const licence = (): string =>
  readFileSync(join(/*turbopackIgnore: true*/ getEnvironment().home, "LICENSE"), "utf8");

function releaseText({ release, lang, year }: YearFile): string {
  if (release === undefined) return "";
  const { number, releasedAt } = release;
  return fill(messages(lang).data.notes.releaseText, { number, year, date: formatDate(releasedAt, lang) });
}

/** What whoever opens the file must know, as pairs of term and text. */
function listNotes(file: YearFile): (readonly [string, string | number])[] {
  const { year, lang, dataVersion, changedAt, release } = file;
  const { notes } = messages(lang).data;
  const { demonstration } = demonstrationNote();
  return [
    ...(demonstration === undefined ? [] : [[demonstration, ""] as const]),
    [notes.source, notes.sourceText],
    [notes.year, year],
    ...(release === undefined ? [] : [[notes.release, releaseText(file)] as const]),
    [notes.version, dataVersion],
    [notes.changed, changedAt ?? ""],
    [notes.cite, notes.citeText],
    [notes.values, notes.valuesText],
    [notes.scope, notes.scopeText],
    [notes.grade, notes.gradeText],
    [notes.findings, notes.findingsText],
    [notes.place, notes.placeText],
    [notes.typeset, notes.typesetText],
    [notes.licence, messages(lang).data.licence.text],
  ];
}

export function streamYearPackage(file: YearFile): AsyncGenerator<Uint8Array> {
  const { year, lang, dataVersion, changedAt } = file;
  const { data, frame } = messages(lang);
  const { demonstration } = demonstrationNote();
  const tables = listTables(file);
  const { columns } = getCatalog();
  const dictionary: PackagedTable = {
    name: "data-dictionary",
    title: data.tables.dictionary,
    columns: DICTIONARY_COLUMNS,
    rows: atOnce(dictionaryRows(tables, columns)),
  };
  const notes = listNotes(file)
    .map(([term, text]) => `${term}\r\n${text}\r\n`)
    .join("\r\n");
  const described = fill(data.package.description, { year, version: dataVersion });
  const description = file.release === undefined ? described : `${releaseText(file)} ${described}`;
  return streamPackage(
    {
      name: `gongkai-${year}`,
      title: fill(data.package.title, { year }),
      description: demonstration === undefined ? description : `${demonstration} ${description}`,
      version: String(dataVersion),
      created: changedAt,
      contributor: `${frame.site} ${frame.siteLatin}`,
      source: data.notes.sourceText,
      keywords: data.package.keywords,
    },
    [...tables, dictionary],
    [
      { path: "README.txt", text: `\uFEFF${notes}` },
      { path: "LICENSE.txt", text: licence() },
    ],
    { columns, lang },
  );
}

export function streamYearWorkbook(file: YearFile): AsyncGenerator<Uint8Array> {
  const { data, quality } = messages(file.lang);
  return streamXlsx(REPORT_COLUMNS, batchFacts(file, file.year), {
    sheet: data.tables.facts,
    notesSheet: quality.workbook.notes,
    notes: [...listNotes(file), ...dictionaryNotes(file.lang)],
  });
}

/** What each column means. */
function dictionaryNotes(lang: Language): (readonly [string, string])[] {
  const meanings = new Map(getCatalog().columns.map((column) => [column.id, column]));
  return REPORT_COLUMNS.flatMap(({ id }) => {
    const known = meanings.get(id);
    return known === undefined ? [] : [[id, `${known.name[lang]} · ${known.meaning[lang]}`] as const];
  });
}
