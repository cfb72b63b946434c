import { IMPORT_COLUMNS, type ImportColumn } from "../catalog/registry.ts";
import type { Bilingual } from "../catalog/schema.ts";
import { type ImportedEdge, printEdge } from "../registry/lineage-text.ts";
import words from "./city.json" with { type: "json" };
import type { CityAgency } from "./city.ts";
import { checkOf } from "./errors.ts";
import type { City, CityOptions, CityReport } from "./generate.ts";

/** The files that stand beside a city's reports: what marks them, who the agencies are, and the truth about each filing. */

const [noticeZh = "", noticeEn = ""] = words.notices;

/** What the folder is, and its agencies (lib/catalog/demonstration.ts). */
export function printMark({ agencies }: City): string {
  const mark = {
    city: words.city.name satisfies Bilingual,
    notice: { zh: noticeZh, en: noticeEn },
    agencies: agencies.map(({ declared }) => declared),
  };
  return `${JSON.stringify(mark, null, 1)}\n`;
}

/** How a filing went: as coverage names it, or `none` for a year in which the agency did not exist. */
function describeFiling({ filing, path, archive, format, quirk, hand }: CityReport) {
  const { agency, truth, fate, due, published, error, copiedBy } = filing;
  return {
    file: path,
    ...(archive !== null && { archive }),
    agency: agency.declared.id,
    name: agency.declared.name.zh,
    year: truth.year,
    ...{ edition: truth.edition, state: fate, due, published, format, quirk },
    zero: hand.zero,
    ...(error && {
      error: {
        kind: error.kind,
        check: checkOf(error.kind, truth.edition),
        ...(error.fromAgency && { fromAgency: error.fromAgency }),
      },
    }),
    ...(copiedBy && { copiedBy }),
  };
}

export function printManifest({ reports }: City, options: CityOptions): string {
  const head = { notice: noticeEn, city: words.city.name, ...options };
  const lines = reports.map((report) => `  ${JSON.stringify(describeFiling(report))}`);
  return `{"head": ${JSON.stringify(head)},\n"filings": [\n${lines.join(",\n")}\n]}\n`;
}

/** What each file prints, one JSON object a line. */
export function printTruth({ reports }: City): string {
  return reports
    .filter(({ tables }) => tables.length > 0)
    .map(({ filing, path, tables }) => {
      const { agency, truth } = filing;
      return `${JSON.stringify({ file: path, agency: agency.declared.id, year: truth.year, tables })}\n`;
    })
    .join("");
}

const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The agencies as a file of the registry (RFC 4180). */
export function printRegistry({ agencies }: City): string {
  const rows = agencies.map((agency): Readonly<Partial<Record<ImportColumn, string>>> => {
    const { declared, parent, creditCode, firstYear, lastYear } = agency;
    return {
      ...{ id: declared.id, name: declared.name.zh, name_en: declared.name.en },
      ...{ aliases: declared.aliases.join("|"), kind: declared.kind, level: declared.level },
      ...{ region: declared.region, region_name: declared.regionName.zh, parent: parent ?? "" },
      ...{ domain: declared.domains.join("|"), credit_code: creditCode },
      valid_from: firstYear === undefined ? "" : `${firstYear}-01-01`,
      valid_to: lastYear === undefined ? "" : `${lastYear}-12-31`,
      usual_scope: declared.usualScope,
      became: listSuccessors(agency, agencies).map(printEdge).join("|"),
    };
  });
  const lines = rows.map((row) => IMPORT_COLUMNS.map((column) => row[column] ?? ""));
  return [IMPORT_COLUMNS, ...lines].map((line) => `${line.map(quote).join(",")}\r\n`).join("");
}

function listSuccessors({ declared }: CityAgency, agencies: readonly CityAgency[]): ImportedEdge[] {
  return agencies.flatMap(({ declared: { id }, predecessors, how, firstYear }) =>
    how !== undefined && predecessors.includes(declared.id)
      ? [{ kind: how, on: `${firstYear}-01-01`, successor: id, basis: noticeZh }]
      : [],
  );
}
