import type { Database } from "../../db/client.ts";
import { type ImportCounts, importAgencies } from "../../db/registry/import.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { getRegions } from "../catalog/regions.ts";
import { getRegistryWords, IMPORT_COLUMNS, type ImportColumn } from "../catalog/registry.ts";
import type { Finding } from "../model.ts";
import { type ImportCells, readImportHead, readImportRow } from "../registry/import-row.ts";
import { openRegistryFile } from "./registry-file.ts";

/** A registry file into the database: all of its agencies or none. */

export interface RowProblem extends Finding {
  /** `null` for what concerns the whole file. */
  readonly row: number | null;
  readonly column: string | null;
}

export interface Imported {
  /** `null` where nothing was imported. */
  readonly counts: ImportCounts | null;
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

/** @param isDemonstration whether the data folder holds the fictional city */
export function importFile(db: Database, catalog: Catalog, path: string, isDemonstration = false): Imported {
  const file = openRegistryFile(path);
  const gathered = new Gatherer();
  const refused = (): Imported => ({
    ...{ counts: null, problems: gathered.problems, problemCount: gathered.count },
  });
  if ("reason" in file) {
    gathered.add(aboutFile("registry-file-unreadable", { reason: file.reason }));
    return refused();
  }
  const words = getRegistryWords();
  const knowledge = { words, regions: getRegions(), scopes: catalog.scopes, isDemonstration };
  const outcome = importAgencies(db, new Date().toISOString(), ({ enter }) => {
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
  });
  if (outcome.done) return { counts: outcome.counts, problems: [], problemCount: 0 };
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
