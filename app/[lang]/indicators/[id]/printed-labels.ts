import type { Bilingual, Edition } from "@/lib/catalog/schema.ts";

/** Cells of a form under one path of labels. */
export interface PrintedPlace {
  readonly path: readonly Bilingual[];
  readonly cells: readonly { readonly indicator: string; readonly label: Bilingual }[];
}

/** The labels that name an indicator's cells on a form, from the outermost to the innermost. */
function labelPaths(edition: Edition, indicator: string): readonly (readonly Bilingual[])[] {
  return edition.tables.flatMap((table) =>
    table.blocks.flatMap((block) =>
      block.rows.flatMap((row) => {
        const columns = block.columns.filter(
          (column) => (row.indicators[column.id] ?? row.indicators["*"]) === indicator,
        );
        if (columns.length === 0) return [];
        const heading = block.heading ? [block.heading] : [];
        // A row of applicants has a column for each of them, a list of one column none worth naming: the row says it.
        const named = columns.length === 1 && block.columns.length > 1 ? columns : [];
        return [[table.title, ...heading, ...row.path, ...named.flatMap((column) => column.path)]];
      }),
    ),
  );
}

/** Where a form prints the terms of a figure; terms under the same labels stand together. */
export function listPrintedPlaces(edition: Edition, terms: readonly string[]): readonly PrintedPlace[] {
  const places = new Map<string, { path: readonly Bilingual[]; cells: PrintedPlace["cells"][number][] }>();
  for (const indicator of terms) {
    for (const labels of labelPaths(edition, indicator)) {
      const label = labels.at(-1);
      if (!label) continue;
      const path = labels.slice(0, -1);
      const key = path.map(({ zh }) => zh).join("/");
      const place = places.get(key) ?? { path, cells: [] };
      place.cells.push({ indicator, label });
      places.set(key, place);
    }
  }
  return [...places.values()];
}
