import type { DataColumn } from "../catalog/schema.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

export const DICTIONARY_COLUMNS = [
  { id: "resource", type: "text" },
  { id: "column", type: "text" },
  { id: "type", type: "text" },
  { id: "name_of_column_zh", type: "text" },
  { id: "name_of_column_en", type: "text" },
  { id: "meaning_zh", type: "text" },
  { id: "meaning_en", type: "text" },
] as const satisfies readonly ExportColumn[];

export type DictionaryRow = ExportRow<(typeof DICTIONARY_COLUMNS)[number]["id"]>;

/** One row a column of each table, with what it means. Throws on a column that the catalog does not explain. */
export function dictionaryRows(
  tables: readonly { readonly name: string; readonly columns: readonly ExportColumn[] }[],
  columns: readonly DataColumn[],
): DictionaryRow[] {
  const known = new Map(columns.map((column) => [column.id, column]));
  return tables.flatMap(({ name, columns: own }) =>
    own.map(({ id, type }) => {
      const column = known.get(id);
      if (column === undefined) throw new Error(`lib/catalog/columns.json does not explain ${id}`);
      return {
        resource: name,
        column: id,
        type,
        name_of_column_zh: column.name.zh,
        name_of_column_en: column.name.en,
        meaning_zh: column.meaning.zh,
        meaning_en: column.meaning.en,
      };
    }),
  );
}
