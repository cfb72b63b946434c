import type { Bilingual } from "../catalog/schema.ts";
import words from "./city.json" with { type: "json" };
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

const COLUMNS = [
  ...["id", "name", "name_en", "aliases", "kind", "level", "region", "region_name", "parent", "domain"],
  ...["credit_code", "valid_from", "valid_to", "predecessor", "change"],
];

const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The agencies as a registry (RFC 4180); several aliases or predecessors are parted by `;`. */
export function printRegistry({ agencies }: City): string {
  const rows = agencies.map(({ declared, parent, creditCode, firstYear, lastYear, predecessors, how }) => [
    ...[declared.id, declared.name.zh, declared.name.en, declared.aliases.join(";")],
    ...[declared.kind, declared.level, declared.region, declared.regionName.zh, parent ?? ""],
    ...[declared.domains.join(";"), creditCode],
    firstYear === undefined ? "" : `${firstYear}-01-01`,
    lastYear === undefined ? "" : `${lastYear}-12-31`,
    ...[predecessors.join(";"), how ?? ""],
  ]);
  return [COLUMNS, ...rows].map((row) => `${row.map(quote).join(",")}\r\n`).join("");
}
