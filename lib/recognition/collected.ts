import type { Catalog } from "../catalog/catalog.ts";
import type { Cell, Document, Finding, Grid, Identity, Vote } from "../model.ts";
import { originOf } from "./collected-cells.ts";
import { readExports } from "./collected-export.ts";
import { hasAgencyHead } from "./collected-head.ts";
import { type PlacedCell, toMatches } from "./collected-matches.ts";
import { type CollectedRow, readCollectedTable } from "./collected-rows.ts";
import { findTableTitles, type TableTitles } from "./collected-titles.ts";
import { namesAgenciesAcross } from "./collected-turned.ts";
import { decideScope, findByName, identify } from "./identify.ts";
import { squeezeLabel } from "./label.ts";
import { type RecognizedMatch, recognize } from "./recognize.ts";
import type { Named } from "./votes.ts";

/**
 * Tables that hold the figures of many agencies, one row each or one row a figure, as supervisors collect them, and
 * the product's own exports. Each agency and year becomes a report of its own.
 */

export interface Collection {
  readonly readings: readonly CollectedReading[];
  /** Rows of which not one cell could be read, and why; without readings, what kept tables from being read. */
  readonly findings: readonly Finding[];
}

const NOTHING: Collection = { readings: [], findings: [] };

export interface CollectedReading {
  readonly identity: Identity;
  readonly matches: readonly RecognizedMatch[];
  readonly findings: readonly Finding[];
}

/** A document with so many cells of official tables is a report that shows other agencies beside its own figures. */
const OWN_REPORT = 20;

/** Further tables of one document are not read. */
const MOST_TABLES = 500;

interface Gathered {
  readonly identity: Identity;
  readonly cells: PlacedCell[];
  readonly findings: Finding[];
}

interface Found {
  readonly grid: Grid;
  readonly titles: TableTitles;
  readonly row: CollectedRow;
}

/** 财政局, 区财政局: names that say where they are only together with who collected them. */
function qualify(row: CollectedRow, titles: TableTitles, catalog: Catalog): string {
  const { name } = row.agency;
  const isRelative =
    new RegExp(catalog.cues.relativeName, "u").test(name) ||
    new RegExp(catalog.collected.bareName, "u").test(name);
  const place = row.region ?? titles.collector;
  return isRelative && place !== undefined && !name.startsWith(place) ? `${place}·${name}` : name;
}

function identifyRow({ row, titles }: Found, catalog: Catalog): { identity: Identity; findings: Finding[] } {
  const known = findByName(row.agency.name, catalog);
  const name = known?.name.zh ?? qualify(row, titles, catalog);
  const agency = { id: known?.id ?? null, name };
  const year = row.year === undefined ? titles.year : row.year;
  const scope =
    row.scope === undefined ? decideScope([], agency, catalog) : { value: row.scope, findings: [] };
  const evidence: Vote[] = [
    {
      question: "agency",
      source: "text",
      answer: row.agency.name,
      weight: 3,
      words: squeezeLabel(row.agency.slot.cell.text),
    },
  ];
  if (row.year === undefined && titles.yearVote !== undefined) evidence.push(titles.yearVote);
  else if (row.year !== undefined && row.year !== null)
    evidence.push({ question: "year", source: "text", answer: String(year), weight: 3, words: String(year) });
  const findings: Finding[] = [...scope.findings];
  if (known === undefined) findings.push({ code: "agency-unknown", parameters: { name } });
  if (year === null) findings.push({ code: "year-undecided", parameters: {} });
  else if (row.year === undefined) findings.push(...titles.yearFindings);
  return {
    identity: { agency, year, scope: scope.value, title: titles.title, published: null, evidence },
    findings,
  };
}

/** Rows of one agency, year and scope together, in the order in which they first appear. */
function gather(found: readonly Found[], catalog: Catalog): Gathered[] {
  const readings = new Map<string, Gathered>();
  const met = new Map<string, Gathered>();
  for (const one of found) {
    const { agency, region, year, scope } = one.row;
    const printed = [one.grid.table, agency.name, region, year, scope].join("\n");
    const known = met.get(printed);
    if (known !== undefined) {
      add(known, one);
      continue;
    }
    const { identity, findings } = identifyRow(one, catalog);
    const key = [identity.agency?.id ?? identity.agency?.name, identity.year, identity.scope].join("\n");
    const reading = readings.get(key) ?? { identity, cells: [], findings };
    readings.set(key, reading);
    met.set(printed, reading);
    add(reading, one);
  }
  return [...readings.values()];
}

function add(reading: Gathered, { row, grid }: Found): void {
  for (const cell of row.cells) reading.cells.push({ ...cell, grid });
  reading.findings.push(...row.findings);
}

/** Cells that print one figure for several agencies belong to none of them. */
function listShared(readings: readonly Gathered[]): ReadonlySet<Cell> {
  const owners = new Map<Cell, Gathered>();
  const shared = new Set<Cell>();
  for (const reading of readings)
    for (const { bound } of reading.cells) {
      const { cell } = bound.slot;
      if (cell.text.trim() !== "" && (owners.get(cell) ?? reading) !== reading) shared.add(cell);
      owners.set(cell, reading);
    }
  return shared;
}

function isOwnReport(
  grids: readonly Grid[],
  catalog: Catalog,
  document: Document,
  year: number | null,
): boolean {
  const { value } = recognize(grids, catalog, document.sha256, year);
  return value.reduce((sum, { bindings }) => sum + bindings.length, 0) >= OWN_REPORT;
}

/**
 * The agencies' figures of a document that lists many of them; empty when it does not. The matches are those of
 * `recognize`, to be normalized alike.
 */
export function readCollected(
  document: Document,
  grids: readonly Grid[],
  file: Named,
  catalog: Catalog,
): Collection {
  const exported = readExports(grids, document.sha256, catalog);
  if (exported.length > 0) return { readings: exported, findings: [] };
  const candidates = grids.filter(
    (grid) => hasAgencyHead(grid, catalog.collected) || namesAgenciesAcross(grid, catalog),
  );
  if (candidates.length === 0) return NOTHING;
  const ofDocument = identify(document, file, catalog);
  const obstacles: Finding[] = [];
  const found = candidates.slice(0, MOST_TABLES).flatMap((grid): Found[] => {
    const titles = findTableTitles(document, grid, file, catalog, ofDocument);
    if (titles === undefined) return [];
    const { rows, findings } = readCollectedTable(grid, {
      catalog,
      document: document.sha256,
      year: titles.year,
    });
    if (rows.length === 0) obstacles.push(...findings);
    // What the table holds beside its agencies is told with the first of them.
    return rows.map((row, at) => ({
      grid,
      titles,
      row: at === 0 ? { ...row, findings: [...row.findings, ...findings] } : row,
    }));
  });
  if (found.length === 0) return { readings: [], findings: obstacles };
  const collected = new Set(found.map(({ grid }) => grid));
  const others = grids.filter((grid) => !collected.has(grid));
  if (isOwnReport(others, catalog, document, found[0]?.titles.year ?? null)) return NOTHING;
  const readings = gather(found, catalog);
  const shared = listShared(readings);
  const unread: Finding[] = [];
  const read = readings.flatMap(({ identity, cells, findings }): CollectedReading[] => {
    const own = cells.filter(({ bound }) => !shared.has(bound.slot.cell));
    const lost = cells.filter(({ bound }) => shared.has(bound.slot.cell));
    const result = toMatches(own, document.sha256);
    const merged = lost.map(
      ({ bound }): Finding => ({
        code: "collected-cell-merged",
        parameters: { label: bound.head, printed: squeezeLabel(bound.slot.cell.text) },
        origin: originOf(document.sha256, bound.slot),
      }),
    );
    const told = [...findings, ...merged, ...result.findings];
    if (result.matches.length > 0) return [{ identity, matches: result.matches, findings: told }];
    const parameters = { agency: identity.agency?.name ?? "", year: identity.year ?? "" };
    const [first] = told.flatMap(({ origin }) => origin ?? []);
    unread.push({ code: "collected-row-unread", parameters, ...(first && { origin: first }) }, ...told);
    return [];
  });
  return read.length === 0 ? NOTHING : { readings: read, findings: unread };
}
