import type { Catalog } from "../../lib/catalog/catalog.ts";
import type { Fact } from "../../lib/model.ts";
import type { ReportTable } from "../../lib/views.ts";
import { NOWHERE } from "../corrections.ts";

type Found = Pick<ReportTable, "edition" | "table">;

/**
 * The cells that the forms of a version have and its facts lack, as facts without a value. A form that one agency
 * printed as it liked has no others than those that were read.
 */
export function listUnreadCells(
  catalog: Catalog,
  document: string,
  tables: readonly Found[],
  facts: readonly Fact[],
): Fact[] {
  const read = new Set(facts.map(({ edition, indicator, member }) => `${edition} ${indicator} ${member}`));
  const units = new Map(catalog.indicators.map(({ id, unit }) => [id, unit]));
  return tables.flatMap(({ edition: id, table }) => {
    const edition = catalog.editions.find((one) => one.id === id);
    const template = edition?.tables.find((one) => one.id === table);
    if (edition === undefined || template === undefined || edition.labels === "printed") return [];
    return template.blocks.flatMap(({ rows, columns }) =>
      rows.flatMap((row) =>
        columns.flatMap((column): Fact[] => {
          const indicator = row.indicators[column.id] ?? row.indicators["*"];
          const unit = indicator === undefined ? undefined : units.get(indicator);
          if (row.heading || indicator === undefined || unit === undefined) return [];
          const { member } = column;
          const key = `${id} ${indicator} ${member}`;
          if (read.has(key)) return [];
          read.add(key);
          return [
            {
              ...{ indicator, member, edition: id, table, unit, printed: "", method: "markup" },
              label: row.path.at(-1)?.zh ?? template.title.zh,
              memberLabel: column.path.at(-1)?.zh ?? "",
              value: { status: "absent" },
              origin: { document, ...NOWHERE },
            },
          ];
        }),
      ),
    );
  });
}
