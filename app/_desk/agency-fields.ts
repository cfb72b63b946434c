import { z } from "zod";
import {
  bareText,
  guardText,
  joinParts,
  parseDated,
  partsOf,
  printDated,
  type RegistryRow,
} from "@/db/desk/registry.ts";
import { IMPORT_COLUMNS, type ImportColumn } from "@/lib/catalog/registry.ts";

/** The fields of an agency's form: the columns of a registry file, its aliases as rows. */

/** Columns with a field of their own; what became of an agency is told by acts, its aliases stand in rows. */
const PLAIN = IMPORT_COLUMNS.filter((column) => column !== "became" && column !== "aliases");

const Text = z.string().max(4000).default("");
/** One field of a name or several. */
const Several = z
  .preprocess((given) => [given ?? []].flat(), z.array(z.string().max(400)).max(200))
  .default([]);

export const Fingerprint = z.string().regex(/^(?:[0-9a-f]{64})?$/);

export const AgencyFields = z.object({
  ...(Object.fromEntries(PLAIN.map((column) => [column, Text])) as Record<ImportColumn, typeof Text>),
  seen: Fingerprint,
  alias: Several,
  alias_from: Several,
  alias_to: Several,
});

export type AgencyCells = Readonly<Partial<Record<ImportColumn, string>>>;

const listed = (text: string): string =>
  joinParts(
    text
      .split(/[\r\n]+/)
      .map((line) => guardText(line.trim()))
      .filter((line) => line !== ""),
  );

/** One of several in a field: a line. */
export const linesOf = (cell: string | null | undefined): string =>
  partsOf(cell ?? "")
    .map(bareText)
    .join("\n");

export function cellsOf({
  alias,
  alias_from,
  alias_to,
  seen: _,
  ...form
}: z.output<typeof AgencyFields>): AgencyCells {
  const rows = Math.max(alias.length, alias_from.length, alias_to.length);
  const typed = (list: readonly string[], at: number): string => list[at]?.trim() ?? "";
  // Days without a name are a row still, which is then refused.
  const aliases = Array.from({ length: rows }, (_, at) =>
    printDated({ name: typed(alias, at), from: typed(alias_from, at), to: typed(alias_to, at) }),
  ).filter((part) => part !== "");
  return {
    ...form,
    short_names: listed(form.short_names),
    // A host has no bars: they part several.
    domain: listed(form.domain.replace(/[|｜]/g, "\n")),
    aliases: joinParts(aliases),
  };
}

/** Aliases as rows of the form. */
export const aliasFields = (cell: string | null | undefined) =>
  partsOf(cell ?? "").map((part) => parseDated(part) ?? { name: part, from: "", to: "" });

/** The row as cells of a form. */
export const cellsOfRow = (row: RegistryRow): AgencyCells =>
  Object.fromEntries(IMPORT_COLUMNS.map((column) => [column, row[column] ?? ""]));

/** A kept form, or the cells it holds of those of an agency. */
export const keptCells = (fields: Readonly<Record<string, string>>): AgencyCells =>
  Object.fromEntries(
    IMPORT_COLUMNS.flatMap((column) => (fields[column] === undefined ? [] : [[column, fields[column]]])),
  );
