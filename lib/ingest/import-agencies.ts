import type { Database } from "../../db/client.ts";
import {
  type AgencyChange,
  type ImportCounts,
  type Importing,
  type ImportRules,
  importAgencies,
} from "../../db/registry/import.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { getRegions } from "../catalog/regions.ts";
import { getRegistryWords, IMPORT_COLUMNS, type ImportColumn } from "../catalog/registry.ts";
import type { Finding } from "../model.ts";
import { type ImportCells, readImportHead, readImportRow } from "../registry/import-row.ts";
import { openRegistryBytes, openRegistryFile, type RegistryFile } from "./registry-file.ts";

/** A registry file into the database: all of its agencies or none. */

export interface RowProblem extends Finding {
  /** `null` for what concerns the whole file. */
  readonly row: number | null;
  readonly column: string | null;
}

export interface Imported {
  /** `null` where nothing was imported. */
  readonly counts: ImportCounts | null;
  readonly changes: readonly AgencyChange[];
  /** The first ones, by row. */
  readonly problems: readonly RowProblem[];
  readonly problemCount: number;
}

/** Told one by one; a file wrong throughout is wrong in the same way. */
const MOST_TOLD = 200;
const REQUIRED: readonly ImportColumn[] = ["name", "kind", "level", "region"];

const aboutFile = (code: string, parameters: Finding["parameters"] = {}): RowProblem => ({
  ...{ code, parameters, row: null, column: null },
});

class Gatherer {
  readonly problems: RowProblem[] = [];
  count = 0;

  add(problem: RowProblem): void {
    this.count++;
    if (this.problems.length < MOST_TOLD) this.problems.push(problem);
  }
}

interface ImportOptions extends ImportRules {
  /** Whether the data folder holds the fictional city. */
  readonly isDemonstration?: boolean;
}

export function importFile(
  db: Database,
  catalog: Catalog,
  path: string,
  options: ImportOptions = {},
): Imported {
  return importOpened(db, catalog, openRegistryFile(path), options);
}

/** A registry file that is not on the disk. */
export function importBytes(
  db: Database,
  catalog: Catalog,
  bytes: Uint8Array,
  options: ImportOptions = {},
): Imported {
  return importOpened(db, catalog, openRegistryBytes(bytes), options);
}

function importOpened(
  db: Database,
  catalog: Catalog,
  file: RegistryFile,
  { isDemonstration = false, ...rules }: ImportOptions,
): Imported {
  const gathered = new Gatherer();
  const refused = (): Imported => ({
    ...{ counts: null, changes: [], problems: gathered.problems, problemCount: gathered.count },
  });
  if ("reason" in file) {
    gathered.add(aboutFile("registry-file-unreadable", { reason: file.reason }));
    return refused();
  }
  const words = getRegistryWords();
  const knowledge = { words, regions: getRegions(), scopes: catalog.scopes, isDemonstration };
  const fill = ({ enter }: Importing): boolean => {
    let columns: ReadonlyMap<number, ImportColumn> | undefined;
    let rows = 0;
    const problem = file.eachRow((row, cells) => {
      if (cells.every((cell) => cell.trim() === "")) return;
      if (columns === undefined) {
        columns = readHead(cells, row, gathered);
        return;
      }
      rows++;
      const named: Partial<Record<ImportColumn, string>> = {};
      for (const [at, column] of columns) named[column] = cells[at] ?? "";
      const agency = readImportRow(named as ImportCells, knowledge, (column, code, parameters = {}) =>
        gathered.add({ code, parameters, row, column }),
      );
      if (agency !== undefined) enter(row, agency);
    });
    if (problem !== undefined) gathered.add(aboutFile("registry-file-unreadable", { reason: problem }));
    if (rows === 0) gathered.add(aboutFile("registry-file-empty"));
    return gathered.count === 0;
  };
  const outcome = importAgencies(db, new Date().toISOString(), fill, rules);
  if (outcome.done)
    return { counts: outcome.counts, changes: outcome.changes, problems: [], problemCount: 0 };
  for (const { agency: _, ...problem } of outcome.problems) gathered.add(problem);
  return refused();
}

function readHead(
  cells: readonly string[],
  row: number,
  gathered: Gatherer,
): ReadonlyMap<number, ImportColumn> {
  const { columns, unknown } = readImportHead(cells, getRegistryWords());
  const there = new Set(columns.values());
  for (const name of unknown)
    gathered.add({ code: "registry-column-unknown", parameters: { name }, row, column: name });
  for (const name of IMPORT_COLUMNS)
    if (REQUIRED.includes(name) && !there.has(name))
      gathered.add({ code: "registry-column-missing", parameters: { name }, row, column: name });
  return columns;
}
