import { createHash } from "node:crypto";
import { eq, inArray, like, or, type SQL, sql } from "drizzle-orm";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { getDemonstration } from "../../lib/catalog/demonstration.ts";
import { getRegions, regionPrefix } from "../../lib/catalog/regions.ts";
import { getRegistryWords, IMPORT_COLUMNS, type ImportColumn } from "../../lib/catalog/registry.ts";
import type { Action } from "../../lib/desk/actions.ts";
import type { Remit } from "../../lib/desk/remit.ts";
import type { Finding } from "../../lib/model.ts";
import { type ImportCells, readImportRow } from "../../lib/registry/import-row.ts";
import type { Database, Writer } from "../client.ts";
import type { FieldProblem } from "../desk-schema.ts";
import { findRegistryRow, type RegistryRow } from "../registry/export.ts";
import { findNamedAgency } from "../registry/find-agency.ts";
import { type AgencyChange, changedColumns, importAgencies } from "../registry/import.ts";
import { agencies } from "../schema.ts";
import { worksFor } from "./remits.ts";

/** The registry as it is kept at the desk: one agency at a time, by the same rows as a registry file. */

export type Note = (action: Action, subject: string, detail?: Readonly<Record<string, unknown>>) => void;

export {
  bareText,
  guardText,
  joinParts,
  parseDated,
  partsOf,
  printDated,
} from "../../lib/registry/cell-notation.ts";
export { findRegistryRow, type RegistryRow } from "../registry/export.ts";
export { type AgencyChange, changedColumns, countChanges } from "../registry/import.ts";

/** What somebody has seen of an agency: where it is another by now, somebody changed it. */
export function fingerprintOf(row: RegistryRow): string {
  const told = IMPORT_COLUMNS.map((column) => row[column] ?? "");
  return createHash("sha256").update(JSON.stringify(told)).digest("hex");
}

const partOf = (row: RegistryRow, columns: readonly ImportColumn[]) =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? ""]));

/** Puts each agency that changed on the trail, with what it was in the columns that changed. */
export function noteChanges(note: Note, changes: readonly AgencyChange[]): void {
  for (const { id, was, is } of changes) {
    const columns = changedColumns({ was, is });
    if (was === null) note("agency-added", id, partOf(is, columns));
    else if (columns.length > 0)
      note("agency-changed", id, { was: partOf(was, columns), is: partOf(is, columns) });
  }
}

/** What an import would do, as a fingerprint: it is applied only as it was shown. */
export function fingerprintOfChanges(changes: readonly AgencyChange[]): string {
  const told = changes.map(({ id, was, is }) => [id, was && fingerprintOf(was), fingerprintOf(is)]);
  return createHash("sha256").update(JSON.stringify(told)).digest("hex");
}

/** Ids of the agencies in a remit, as a part of a query; `undefined`: all. */
export function idsWithin({ everywhere, regions, agencies: ids }: Remit): SQL | undefined {
  if (everywhere) return undefined;
  const inRegions = or(...regions.map((code) => like(agencies.region, `${regionPrefix(code)}%`)));
  const named = ids.length === 0 ? undefined : inArray(agencies.id, [...ids]);
  // Who has no place of his own is where the agency above him is.
  return sql`${agencies.id} IN (
    WITH RECURSIVE placed(id) AS (
      SELECT ${agencies.id} FROM ${agencies} WHERE ${inRegions ?? sql`0`}
      UNION SELECT below.id FROM agencies below JOIN placed ON below.parent = placed.id WHERE below.region IS NULL
    ), under(id) AS (
      SELECT ${agencies.id} FROM ${agencies} WHERE ${named ?? sql`0`}
      UNION SELECT below.id FROM agencies below JOIN under ON below.parent = under.id
    ) SELECT id FROM placed UNION SELECT id FROM under)`;
}

export type Saved =
  | { readonly saved: AgencyChange }
  | { readonly problem: "changed-meanwhile" | "not-yours" | "no-agency" | "same-value" }
  | { readonly problems: readonly FieldProblem[] };

interface Saving {
  /** `null`: an agency that is not there yet. */
  readonly id: string | null;
  /** Columns of the form; what became of the agency is told by acts alone. */
  readonly cells: ImportCells;
  /** Fingerprint of what the form showed. */
  readonly seen: string;
  readonly remit: Remit;
  readonly at: string;
}

/** Enters an agency as a form describes it: whole or not at all, by the functions of a registry file. */
export function saveAgency(db: Database, { id, cells, seen, remit, at }: Saving): Saved {
  const held = id === null ? undefined : findRegistryRow(db, id);
  if (id !== null && held === undefined) return { problem: "no-agency" };
  if (id !== null && !worksFor(db, remit, id)) return { problem: "not-yours" };
  if (held !== undefined && fingerprintOf(held) !== seen) return { problem: "changed-meanwhile" };
  const problems: FieldProblem[] = [];
  const say = (field: ImportColumn, code: string, parameters: Finding["parameters"] = {}) =>
    problems.push({ field, code, parameters });
  const parent = cells.parent?.trim() ?? "";
  const above = parent === "" ? undefined : findNamedAgency(db, getCatalog(), parent);
  if (parent !== "" && above === undefined) say("parent", "registry-agency-unknown", { value: parent });
  const row: ImportCells = {
    ...cells,
    parent: above?.id ?? "",
    became: held?.became ?? "",
    ...(id === null ? {} : { id }),
  };
  const knowledge = {
    ...{ words: getRegistryWords(), regions: getRegions(), scopes: getCatalog().scopes },
    isDemonstration: getDemonstration() !== undefined,
  };
  const agency = readImportRow(row, knowledge, say);
  if (agency === undefined || problems.length > 0) return { problems };
  let isSame = false;
  const accept = ([change]: readonly AgencyChange[]): boolean => {
    if (change === undefined) return false;
    if (id === null && change.was !== null) say("name", "registry-agency-there", { id: change.id });
    isSame = change.was !== null && changedColumns(change).length === 0;
    return problems.length === 0 && !isSame;
  };
  const fill = ({ enter }: Parameters<Parameters<typeof importAgencies>[2]>[0]): boolean => {
    enter(1, agency);
    return true;
  };
  const rules = { accept, mayChange: (one: string) => worksFor(db, remit, one) };
  const outcome = importAgencies(db, at, fill, rules);
  if (outcome.done) {
    const [saved] = outcome.changes;
    return saved === undefined ? { problem: "same-value" } : { saved };
  }
  if (outcome.problems.some(({ code }) => code === "registry-outside-remit")) return { problem: "not-yours" };
  if (isSame && outcome.problems.length === 0) return { problem: "same-value" };
  return {
    problems: [
      ...problems,
      ...outcome.problems.map(({ column, code, parameters }) => ({ field: column, code, parameters })),
    ],
  };
}

/** Names of agencies by their ids, for those that are shown by id alone. */
export function nameOfAgency(db: Writer, id: string): string | undefined {
  return db.select({ name: agencies.nameZh }).from(agencies).where(eq(agencies.id, id)).get()?.name;
}
