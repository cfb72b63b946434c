import type { Catalog } from "../catalog/catalog.ts";
import { readDocument } from "../documents/read-document.ts";
import { listClaims } from "../facts/claims/list-claims.ts";
import { normalize } from "../facts/normalize.ts";
import type { Document, Finding, Identity } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { listBesideForms, remarkOnCells } from "../recognition/beside-cells.ts";
import { readCollected } from "../recognition/collected.ts";
import { complete } from "../recognition/completeness.ts";
import { findOtherKind, identify } from "../recognition/identify.ts";
import { findObstacle } from "../recognition/obstacles.ts";
import { listOwnTables } from "../recognition/own-tables.ts";
import { listReportParts, type ReportPart } from "../recognition/report-parts.ts";
import { listSections } from "../recognition/sections.ts";
import { type SheetReports, splitSheets } from "../recognition/sheet-reports.ts";
import { listUnplaced } from "../recognition/unplaced.ts";
import type { Report } from "../report.ts";
import { listGrids } from "../tables/grid.ts";
import { lookOf } from "../tables/printed.ts";
import { readTablesTwice, type Source } from "./second-reading.ts";

export interface SourceFile {
  readonly fileName: string;
  readonly url?: string;
  readonly bytes: Uint8Array;
}

/** Pictures of the size of a table matter where something of the form is missing; elsewhere they are charts and photos. */
function isTelling(finding: Finding, matches: Report["matches"]): boolean {
  return finding.code !== "table-as-picture" || matches.some((match) => match.missing.length > 0);
}

/** Why a table of the form was not read: there is more to say than that none was found. */
const TELLING: ReadonlySet<string> = new Set(["table-repeated", "agencies-in-columns"]);

/** What is said where nothing stands out that kept figures from being read. */
const VAGUE: ReadonlySet<string> = new Set(["no-tables", "no-statutory-table", "labels-without-figures"]);

const isObstacle = ({ code }: Finding): boolean => TELLING.has(code);

function explainNothing(document: Document, catalog: Catalog): Finding {
  const other = findOtherKind(document, catalog);
  if (other !== undefined)
    return {
      code: "other-kind-of-report",
      parameters: { kind: other.id, words: other.words },
    };
  const obstacle = findObstacle(document, catalog);
  if (obstacle !== undefined) return obstacle;
  const tables = document.blocks.filter((block) => block.kind === "table").length;
  return tables === 0
    ? { code: "no-tables", parameters: {} }
    : { code: "no-statutory-table", parameters: { tables } };
}

/** One report and what its reader should know. */
export interface Reading {
  readonly report: Report;
  readonly findings: readonly Finding[];
}

/** The reports of a table that lists agencies; none where the document is the report of one. */
function readMany(document: Document, file: SourceFile, catalog: Catalog): Outcome<readonly Reading[]> {
  const look = lookOf(catalog.notation);
  const { readings, findings: unread } = readCollected(document, listGrids(document, look), file, catalog);
  const unplaced = listUnplaced(
    document,
    readings.flatMap(({ matches }) => matches),
    look,
  );
  const value = readings.map(({ identity, matches, findings }, at) => {
    const facts = normalize(matches, document.sha256, catalog);
    // What the table prints beside its agencies is kept with the first of them.
    const report = {
      document,
      identity,
      matches,
      facts: facts.value,
      unplaced: at === 0 ? unplaced : [],
      claims: [],
      sections: [],
      agreements: {},
      collected: true as const,
    };
    return { report, findings: [...findings, ...facts.findings] };
  });
  return { value, findings: unread };
}

const countTables = ({ blocks }: Document): number => blocks.filter(({ kind }) => kind === "table").length;

/** The report of one agency and year; `null` where not one cell of a statutory table was found, and why. */
async function readOne(
  document: Document,
  identity: Outcome<Identity>,
  source: Source,
  catalog: Catalog,
): Promise<Outcome<Reading | null>> {
  const { year } = identity.value;
  const aside = listOwnTables(document, year, catalog).findings;
  const tables = await readTablesTwice(document, source, catalog, year);
  if (tables.facts.length === 0) {
    const telling = [...aside, ...tables.findings.filter(isObstacle)];
    return { value: null, findings: telling.length > 0 ? telling : [explainNothing(document, catalog)] };
  }
  const whole = complete(tables.matches, catalog);
  const look = lookOf(catalog.notation);
  const kept = listUnplaced(document, whole.value, look);
  const printed = [...catalog.units.flatMap((unit) => unit.printed), ...catalog.notation.countUnits];
  const units = new Set([...printed, ...catalog.notation.moneyUnits.map((unit) => unit.printed)]);
  const cells = listBesideForms(whole.value, { look, units, kept });
  const report: Report = {
    document: tables.document,
    identity: identity.value,
    matches: whole.value,
    facts: tables.facts,
    agreements: tables.agreements,
    claims: listClaims(document, identity.value, catalog),
    sections: listSections(document, catalog),
    unplaced: [...kept, ...cells].sort((one, other) => one.table - other.table),
  };
  const remarks = remarkOnCells(cells, document.sha256, look);
  const findings = [...identity.findings, ...whole.findings, ...aside, ...tables.findings, ...remarks];
  return { value: { report, findings }, findings: [] };
}

/** The reports of a workbook that has one on each sheet, or on several; sheets that gave none are named. */
async function readSheets(
  { reports, findings }: SheetReports,
  document: Document,
  file: SourceFile,
  catalog: Catalog,
): Promise<Outcome<readonly Reading[]>> {
  const value: Reading[] = [];
  const unread = [...findings];
  for (const one of reports) {
    const identity = { value: one.identity, findings: one.findings };
    const source = { bytes: file.bytes, tables: countTables(document), own: () => null };
    const read = await readOne(one.document, identity, source, catalog);
    const { agency, year } = one.identity;
    const parameters = { agency: agency?.name ?? "", year: year ?? "" };
    if (read.value === null) unread.push({ code: "sheet-unread", parameters }, ...read.findings);
    else value.push({ ...read.value, report: { ...read.value.report, document } });
  }
  return { value, findings: unread };
}

/** Whether a further title begins a report that stands for itself: it has the first section of the form again. */
function isWhole({ document, named }: ReportPart, catalog: Catalog): boolean {
  const { agency, year } = identify(document, named, catalog).value;
  const [first] = catalog.sections.list;
  return agency !== null && year !== null && listSections(document, catalog).includes(first?.id ?? "");
}

/** The reports of a document that holds several, each of its own part. The first is told of the others. */
async function readParts(
  document: Document,
  parts: readonly ReportPart[],
  file: SourceFile,
  catalog: Catalog,
): Promise<Outcome<readonly Reading[]>> {
  const readings: Reading[] = [];
  const findings: Finding[] = [];
  const more: Finding[] = [];
  const tables = countTables(document);
  for (const [at, part] of parts.entries()) {
    const isRead = part.title === null || isWhole(part, catalog);
    const own = (again: Document): Document | null => {
      const others = listReportParts(again, file, catalog);
      return others.length === parts.length ? (others[at]?.document ?? null) : null;
    };
    const read = isRead
      ? await readOne(
          part.document,
          identify(part.document, part.named, catalog),
          { bytes: file.bytes, tables, own },
          catalog,
        )
      : null;
    if (part.title !== null) {
      const title = identify(parts[0]?.document ?? document, file, catalog).value.title ?? "";
      const code = read === null ? "further-report-unread" : "further-report-read";
      more.push({ code, parameters: { title, words: part.title } });
    }
    if (read?.value) readings.push(read.value);
    else findings.push(...(read?.findings ?? []));
  }
  // Figures point into the file as a whole: the tables of another geometry stand behind its own.
  const held = new Set(parts.flatMap((part) => part.document.blocks));
  const added = readings.flatMap(({ report }) => report.document.blocks.filter((block) => !held.has(block)));
  const whole = { ...document, blocks: [...document.blocks, ...added] };
  return {
    value: readings.map((reading, at) => ({
      report: { ...reading.report, document: whole },
      findings: at === 0 ? [...more, ...findings, ...reading.findings] : reading.findings,
    })),
    findings: readings.length === 0 ? [...findings, ...more] : [],
  };
}

/**
 * Reads one document through all stages: document, grid, recognition, facts. A document gives one report, or one for
 * each row of a collected table, each sheet of a workbook that names another agency or year, or each report that stands in it
 * behind the other. Never throws for what a file may hold; no report means that the file could not be read at all or not
 * one cell of a statutory table was found, and a finding of severity error says why.
 */
export async function readReports(file: SourceFile, catalog: Catalog): Promise<Outcome<readonly Reading[]>> {
  const read = await readDocument(file.bytes);
  if (read.value === null) return { value: [], findings: read.findings };
  const document = read.value;
  const collected = readMany(document, file, catalog);
  if (collected.value.length > 0)
    return { value: collected.value, findings: [...read.findings, ...collected.findings] };
  const split = splitSheets(document, file, catalog);
  if (split !== undefined) {
    const sheets = await readSheets(split, document, file, catalog);
    if (sheets.value.length > 0)
      return { value: sheets.value, findings: [...read.findings, ...sheets.findings] };
  }
  const parts = await readParts(document, listReportParts(document, file, catalog), file, catalog);
  const [first, ...others] = parts.value;
  if (first === undefined) {
    const isUneven = read.findings.some(({ code }) => code === "separated-row-uneven");
    const obstacle =
      collected.findings.length > 0 ? "collected-table-unread" : isUneven ? "separated-columns-untold" : null;
    const isTold = obstacle === null || parts.findings.some(({ code }) => !VAGUE.has(code));
    const why: readonly Finding[] = isTold ? parts.findings : [{ code: obstacle, parameters: {} }];
    return { value: [], findings: [...why, ...collected.findings, ...read.findings] };
  }
  const telling = read.findings.filter((finding) => isTelling(finding, first.report.matches));
  return { value: [{ ...first, findings: [...telling, ...first.findings] }, ...others], findings: [] };
}
