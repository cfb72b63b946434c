import type { Catalog } from "../catalog/catalog.ts";
import type { ReportFigures, TableFigures } from "../typeset/figures.ts";
import { encodeGb18030 } from "../typeset/gb18030.ts";
import { createRandom } from "../typeset/random.ts";
import { endingOf, type ReportLayout, typesetReport } from "../typeset/report.ts";
import { printZip } from "../typeset/zip-file.ts";
import words from "./city.json" with { type: "json" };
import { type CityAgency, listAgencies } from "./city.ts";
import { pick, seedOf } from "./draw.ts";
import { err, wrongNumber } from "./errors.ts";
import { simulate } from "./history.ts";
import layoutList from "./layouts.json" with { type: "json" };
import { type Filing, planFilings } from "./plan.ts";
import { type Hand, printTables } from "./print-tables.ts";
import { fillText, writeProse } from "./prose.ts";
import texts from "./texts.json" with { type: "json" };
import { spoil, UNREADABLE, type Unreadable } from "./unreadable.ts";

/** A city's reports as files, with the truth about each. The same arguments give the same bytes. */

export interface CityOptions {
  readonly agencies: number;
  readonly firstYear: number;
  readonly lastYear: number;
}

export interface CityFile {
  /** Below the folder of the reports, parted by `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** One filing as it was handed in, or was not. */
export interface CityReport {
  readonly filing: Filing;
  /** Path of its file, within its archive where it lies in one; `null` where nothing was filed. */
  readonly path: string | null;
  readonly archive: string | null;
  readonly format: string | null;
  /** Name of its layout (lib/demo/layouts.json), or why it cannot be read. */
  readonly quirk: string | null;
  readonly hand: Hand;
  /** What the file prints; empty where it cannot be read. */
  readonly tables: readonly TableFigures[];
}

export interface City {
  readonly agencies: readonly CityAgency[];
  readonly reports: readonly CityReport[];
  readonly files: readonly CityFile[];
}

type Layout = ReportLayout & { readonly name: string };

const LAYOUTS: readonly Layout[] = layoutList as unknown as readonly Layout[];
/** Pages state their title twice, in their head and above the text: a slip would be believed. */
const PAGES = new Set(["html", "mht"]);
const HANDS: readonly Hand[] = [{ zero: null }, { zero: "/" }, { zero: "-" }];
const PLAIN: Hand = { zero: "0" };
/** Of so many agencies one marks zeros in its own way, and an agency keeps a layout for so many years. */
const ODD_HAND = 5;
const YEARS_OF_LAYOUT = 2;
/** The division whose townships hand in an archive together every other year. */
const ARCHIVING = "example-county-b";

interface Place {
  readonly at: number;
  readonly hand: Hand;
}

function chooseLayout({ at }: Place, { truth, error }: Filing): Layout {
  const from = at * 3 + Math.floor(truth.year / YEARS_OF_LAYOUT) * 5;
  const fits = (layout: Layout): boolean =>
    error?.kind !== "title-year" || !PAGES.has(layout.format ?? "html");
  for (let turn = 0; turn < LAYOUTS.length; turn += 1) {
    const layout = LAYOUTS[(from + turn) % LAYOUTS.length];
    if (layout !== undefined && fits(layout)) return layout;
  }
  throw new Error("layouts.json has no layout that fits");
}

function typeset(filing: Filing, hand: Hand, layout: Layout, catalog: Catalog) {
  const { truth, error, published } = filing;
  const { name, id, domains } = filing.agency.declared;
  const random = createRandom(seedOf("report", id, truth.year));
  const reported = error === undefined ? truth : err(truth, error.kind, error.from);
  const titleYear = error?.kind === "title-year" ? truth.year - 1 : truth.year;
  const title = fillText(pick(random, texts.titles), { agency: name.zh, year: titleYear });
  const day = published?.replaceAll("-", "");
  const url = day && `http://www.${domains[0]}/xxgk/nb/${day.slice(0, 6)}/t${day}_1.html`;
  const report: ReportFigures = {
    ...{ slug: `${id}-${truth.year}`, agency: id, title, year: truth.year },
    source: { title, place: name.zh, year: truth.year, ...(published && { published }), ...(url && { url }) },
    tables: printTables(reported, hand, catalog),
  };
  const face = {
    ...{ agency: name.zh, siteName: name.zh, notices: words.notices },
    ...writeProse(reported, random, error?.kind === "text" ? { received: wrongNumber(reported) } : {}),
  };
  // A title that names another year stands in a file that is called by the right one.
  const named = pick(random, error?.kind === "title-year" ? texts.fileNames.slice(0, 1) : texts.fileNames);
  const right = fillText(texts.titles[0] ?? "", { agency: name.zh, year: truth.year });
  return {
    tables: report.tables,
    fileName: fillText(named, { title: right, year: truth.year }),
    bytes: typesetReport(report, face, catalog.editions, layout),
  };
}

function makeReport(
  filing: Filing,
  place: Place,
  catalog: Catalog,
): { readonly report: CityReport; readonly bytes?: Uint8Array } {
  const { declared, parent } = filing.agency;
  const nothing = { filing, archive: null, hand: place.hand, tables: [] };
  if (filing.fate === "missing") return { report: { ...nothing, path: null, format: null, quirk: null } };
  const layout = chooseLayout(place, filing);
  if (filing.fate === "unreadable") {
    const kind: Unreadable = UNREADABLE[(place.at + filing.truth.year) % UNREADABLE.length] ?? "cut-short";
    const { fileName, bytes } = typeset(filing, PLAIN, { name: "old-word", format: "doc" }, catalog);
    const spoilt = spoil(kind, bytes);
    const path = `${declared.name.zh}/${fileName}.${spoilt.ending}`;
    return { report: { ...nothing, path, format: spoilt.ending, quirk: kind }, bytes: spoilt.bytes };
  }
  const { tables, fileName, bytes } = typeset(filing, place.hand, layout, catalog);
  const path = `${declared.name.zh}/${fileName}.${endingOf(layout)}`;
  const isPacked = parent === ARCHIVING && declared.level === "township" && filing.truth.year % 2 === 0;
  const archive = isPacked
    ? `${fillText(texts.archive, { place: declared.regionName.zh, year: filing.truth.year })}.zip`
    : null;
  const within = archive === null ? path : `${texts.archiveFolder}/${path}`;
  const format = layout.format ?? "html";
  return { report: { ...nothing, path: within, archive, format, quirk: layout.name, tables }, bytes };
}

/** Files as they are handed in: some of them together in an archive, with names in GBK. */
function listFiles(
  made: readonly { readonly report: CityReport; readonly bytes?: Uint8Array }[],
): CityFile[] {
  const files: CityFile[] = [];
  const archives = new Map<string, { name: Uint8Array; bytes: Uint8Array }[]>();
  for (const { report, bytes } of made) {
    if (report.path === null || bytes === undefined) continue;
    if (report.archive === null) {
      files.push({ path: report.path, bytes });
      continue;
    }
    const members = archives.get(report.archive) ?? [];
    members.push({ name: encodeGb18030(report.path), bytes });
    archives.set(report.archive, members);
  }
  return [...files, ...[...archives].map(([path, members]) => ({ path, bytes: printZip(members) }))];
}

/** Throws `RangeError` for a city that is too small or too large. */
export function generateCity({ agencies: count, firstYear, lastYear }: CityOptions, catalog: Catalog): City {
  const years = [firstYear, lastYear] as const;
  const agencies = listAgencies(count, years);
  const places = new Map(
    agencies.map((agency, at): [CityAgency, Place] => {
      const odd = at % ODD_HAND === ODD_HAND - 1;
      const hand = odd ? (HANDS[Math.floor(at / ODD_HAND) % HANDS.length] ?? PLAIN) : PLAIN;
      return [agency, { at, hand }];
    }),
  );
  const placeOf = (agency: CityAgency): Place => places.get(agency) ?? { at: 0, hand: PLAIN };
  const isPlain = (agency: CityAgency): boolean => placeOf(agency).hand === PLAIN;
  const filings = planFilings(agencies, simulate(agencies, years), catalog, isPlain);
  const made = filings.map((filing) => makeReport(filing, placeOf(filing.agency), catalog));
  return { agencies, reports: made.map(({ report }) => report), files: listFiles(made) };
}
