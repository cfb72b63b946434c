import type { Catalog } from "../catalog/catalog.ts";
import { bearsOutColumns } from "../checks/column-order.ts";
import { isSuspect, type ReconciledTable, reconcile, type TableReading } from "../checks/reconcile.ts";
import { cellKey } from "../checks/result.ts";
import { readDocument } from "../documents/read-document.ts";
import { normalize } from "../facts/normalize.ts";
import type { Block, Document, DocumentFormat, Fact, Finding, Table } from "../model.ts";
import { namesAgenciesAcross } from "../recognition/collected-turned.ts";
import { complete } from "../recognition/completeness.ts";
import { listOwnTables } from "../recognition/own-tables.ts";
import { type RecognizedMatch, recognize } from "../recognition/recognize.ts";
import type { Report } from "../report.ts";
import { listGrids } from "../tables/grid.ts";
import { loosenTables } from "../tables/loosen.ts";
import { lookOf } from "../tables/printed.ts";

/** The statutory tables of one document, read once or, where sums fail or cells are missing, twice. */

export interface TablesRead {
  readonly document: Document;
  readonly matches: readonly RecognizedMatch[];
  readonly facts: readonly Fact[];
  /** What the stages had to say, without what was not found. */
  readonly findings: readonly Finding[];
  /** What the second reading says of sums that fail. */
  readonly agreements: Report["agreements"];
}

export function readTables(
  document: Document,
  catalog: Catalog,
  year: number | null,
  suppose = false,
): TablesRead {
  const own = listOwnTables(document, year, catalog).value;
  const all = listGrids(own, lookOf(catalog.notation));
  // What stands under the names of several agencies, and sums over them, are no cells of one agency's form.
  const foreign = all.filter((grid) => namesAgenciesAcross(grid, catalog));
  const grids = foreign.length === 0 ? all : all.filter((grid) => !foreign.includes(grid));
  const recognized = recognize(grids, catalog, document.sha256, year, suppose);
  const refused = foreign.filter(
    (grid) => recognize([grid], catalog, document.sha256, year).value.length > 0,
  );
  const facts = normalize(recognized.value, document.sha256, catalog);
  return {
    document,
    matches: recognized.value,
    facts: facts.value,
    findings: [
      ...refused.map(({ table }): Finding => ({ code: "agencies-in-columns", parameters: { table } })),
      ...recognized.findings,
      ...facts.findings,
    ],
    agreements: {},
  };
}

/** Formats whose cells are not declared: another geometry or text order may find them where the first does not. */
const LAID_OUT: ReadonlySet<DocumentFormat> = new Set(["pdf", "image", "text"]);

const sameBlocks = (a: Document, b: Document): boolean =>
  JSON.stringify(a.blocks) === JSON.stringify(b.blocks);

const isTable = (block: Block): block is Table => block.kind === "table";

export interface Source {
  readonly bytes: Uint8Array;
  /** Number of the tables in the file, of which the document at hand may be a part. */
  readonly tables: number;
  /** The blocks, of the file read another way, that are of the document at hand; `null` where that cannot be told. */
  readonly own: (again: Document) => Document | null;
}

/** The document read another way; `undefined` where there is none. Tables of another geometry are numbered on. */
async function readAgain(document: Document, source: Source): Promise<Document | undefined> {
  if (!LAID_OUT.has(document.format)) return loosenTables(document);
  const read = await readDocument(source.bytes, { geometry: "second" });
  const value = read.value && source.own(read.value);
  if (value === null || sameBlocks(document, value)) return undefined;
  const blocks = value.blocks.map((block) =>
    isTable(block) ? { ...block, index: block.index + source.tables } : block,
  );
  return { ...value, blocks };
}

/** The document with the tables of another geometry that figures were taken from, behind its own. */
function withSources(document: Document, again: Document | undefined, facts: readonly Fact[]): Document {
  const own = new Set(document.blocks.filter(isTable).map(({ index }) => index));
  const used = new Set(facts.map(({ origin }) => origin.table).filter((table) => !own.has(table)));
  const more = again?.blocks.filter(isTable).filter(({ index }) => used.has(index)) ?? [];
  return more.length === 0 ? document : { ...document, blocks: [...document.blocks, ...more] };
}

const isOf =
  ({ edition, table }: { readonly edition: string; readonly table: string }) =>
  (of: { readonly edition: string; readonly table: string }): boolean =>
    of.edition === edition && of.table === table;

function byTable(read: TablesRead, catalog: Catalog): TableReading[] {
  return complete(read.matches, catalog).value.map(({ edition, table, expected }) => ({
    edition,
    table,
    expected,
    facts: read.facts.filter(isOf({ edition, table })),
  }));
}

const tablesOf = (match: RecognizedMatch | undefined): ReadonlySet<number> =>
  new Set(match?.bindings.map(({ slot }) => slot.table));

/** One table as decided: its match, its facts and the remarks on the reading that was kept. */
function apply(
  decided: ReconciledTable,
  first: TablesRead,
  second: TablesRead | undefined,
): Omit<TablesRead, "document" | "agreements"> {
  const kept = decided.kept === "second" && second !== undefined ? second : first;
  const match = kept.matches.find(isOf(decided));
  if (match === undefined) return { matches: [], facts: [], findings: [] };
  const other = second?.matches.find(isOf(decided));
  const added = new Set(decided.added.map(cellKey));
  const bindings = [
    ...match.bindings,
    ...(other?.bindings ?? []).filter(({ cell }) => added.has(cellKey(cell))),
  ];
  const bound = new Set(bindings.map(({ cell }) => cellKey(cell)));
  const facts = [...kept.facts.filter(isOf(decided)), ...decided.added].map(
    (fact): Fact =>
      decided.doubtful.has(cellKey(fact)) ? { ...fact, value: { status: "illegible" } } : fact,
  );
  const sources = tablesOf(match);
  return {
    matches: [{ ...match, bindings, missing: match.missing.filter((cell) => !bound.has(cellKey(cell))) }],
    facts,
    findings: kept.findings.filter(({ origin }) => origin !== undefined && sources.has(origin.table)),
  };
}

/**
 * The tables with those among them whose heads lines do not tell the order of, where their sums bear it out; `undefined`
 * where there is none.
 */
function readSupposed(
  { document, matches }: TablesRead,
  catalog: Catalog,
  year: number | null,
): TablesRead | undefined {
  const supposed = readTables(document, catalog, year, true);
  const found = supposed.matches.filter((match) => !matches.some(isOf(match)));
  const isKept = matches.every((match) => supposed.matches.some(isOf(match)));
  const isBorneOut = (match: RecognizedMatch): boolean =>
    bearsOutColumns(supposed.facts.filter(isOf(match)), match.table, catalog);
  if (found.length === 0 || !isKept || !found.every(isBorneOut)) return undefined;
  const remarks = found.map(({ edition, table }): Finding => {
    return { code: "columns-by-sums", parameters: { edition, table } };
  });
  return { ...supposed, findings: [...supposed.findings, ...remarks] };
}

/**
 * Reads the tables and, where a sum of the form fails or cells are missing, reads them again another way and keeps
 * what the evidence supports (lib/checks/reconcile.ts). The findings say whose fault a failed sum is.
 */
export async function readTablesTwice(
  document: Document,
  source: Source,
  catalog: Catalog,
  year: number | null,
): Promise<TablesRead> {
  const told = readTables(document, catalog, year);
  if (!isSuspect(byTable(told, catalog), catalog)) return told;
  const first = (LAID_OUT.has(document.format) && readSupposed(told, catalog, year)) || told;
  const readings = byTable(first, catalog);
  const again = await readAgain(document, source);
  const second = again === undefined ? undefined : readTables(again, catalog, year);
  const { tables, findings, agreements } = reconcile(readings, second && byTable(second, catalog), catalog);
  const applied = tables.map((decided) => apply(decided, first, second));
  const taken = new Set(applied.flatMap((table) => table.findings));
  const general = first.findings.filter(
    (finding) => !taken.has(finding) && !isSuperseded(finding, tables, first),
  );
  const facts = applied.flatMap((table) => table.facts);
  return {
    document: withSources(document, again, facts),
    matches: applied.flatMap(({ matches }) => matches),
    facts,
    findings: [...general, ...taken, ...findings],
    agreements,
  };
}

/** Whether a remark is on a table of the first reading in whose place the second was kept. */
function isSuperseded(finding: Finding, tables: readonly ReconciledTable[], first: TablesRead): boolean {
  const { origin } = finding;
  return (
    origin !== undefined &&
    tables.some(
      (decided) => decided.kept === "second" && tablesOf(first.matches.find(isOf(decided))).has(origin.table),
    )
  );
}
