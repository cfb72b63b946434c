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
import { listSections } from "../recognition/sections.ts";
import { type SheetReports, splitSheets } from "../recognition/sheet-reports.ts";
import { listUnplaced } from "../recognition/unplaced.ts";
import type { Report } from "../report.ts";
import { listGrids } from "../tables/grid.ts";
import { lookOf } from "../tables/printed.ts";
import { readTablesTwice } from "./second-reading.ts";

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

/**
 * Reads one document through all stages: document, grid, recognition, facts. A document gives one report, or one for
 * each row of a collected table or each sheet of a workbook that names another agency or year. Never throws for what a file
 * may hold; no report means that the file could not be read at all or not one cell of a statutory table was found, and a
 * finding of severity error says why.
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
  const one = await readOne(document, identify(document, file, catalog), file, catalog);
  if (one.value === null) {
    const isUneven = read.findings.some(({ code }) => code === "separated-row-uneven");
    const obstacle =
      collected.findings.length > 0 ? "collected-table-unread" : isUneven ? "separated-columns-untold" : null;
    const isTold = obstacle === null || one.findings.some(({ code }) => !VAGUE.has(code));
    const why: readonly Finding[] = isTold ? one.findings : [{ code: obstacle, parameters: {} }];
    return { value: [], findings: [...why, ...collected.findings, ...read.findings] };
  }
  const findings = [
    ...read.findings.filter((finding) => isTelling(finding, one.value?.matches ?? [])),
    ...one.findings,
  ];
  return { value: [{ report: one.value, findings }], findings: [] };
}

/** The report of one agency and year; `null` where not one cell of a statutory table was found, and why. */
async function readOne(
  document: Document,
  identity: Outcome<Identity>,
  file: SourceFile,
  catalog: Catalog,
): Promise<Outcome<Report | null>> {
  const tables = await readTablesTwice(document, file.bytes, catalog, identity.value.year);
  if (tables.facts.length === 0) {
    const telling = tables.findings.filter(isObstacle);
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
  return {
    value: report,
    findings: [...identity.findings, ...whole.findings, ...tables.findings, ...remarks],
  };
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
    const read = await readOne(one.document, { value: one.identity, findings: one.findings }, file, catalog);
    const { agency, year } = one.identity;
    const parameters = { agency: agency?.name ?? "", year: year ?? "" };
    if (read.value === null) unread.push({ code: "sheet-unread", parameters }, ...read.findings);
    else value.push({ report: { ...read.value, document }, findings: read.findings });
  }
  return { value, findings: unread };
}
