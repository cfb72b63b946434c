import type { Accuracy } from "../catalog/schema.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

export const ACCURACY_COLUMNS = [
  { id: "format", type: "text" },
  { id: "format_name", type: "text" },
  { id: "quirk", type: "text" },
  { id: "documents", type: "number" },
  { id: "cells", type: "number" },
  { id: "right", type: "number" },
  { id: "unread", type: "number" },
  { id: "mismarked", type: "number" },
  { id: "wrong", type: "number" },
  { id: "measured", type: "text" },
  { id: "seeds", type: "text" },
] as const satisfies readonly ExportColumn[];

export type AccuracyRow = ExportRow<(typeof ACCURACY_COLUMNS)[number]["id"]>;

/** The measured accuracy: a row a format, then a row for each of its layouts. */
export function accuracyRows({ date, seeds, formats }: Accuracy): AccuracyRow[] {
  return formats.flatMap(({ id, name, quirks, ...whole }) =>
    [{ ...whole, name: null }, ...quirks].map(
      ({ name: quirk, documents, cells, right, unread, mismarked, wrong }) => ({
        format: id,
        format_name: name,
        quirk,
        documents,
        cells,
        right,
        unread,
        mismarked,
        wrong,
        measured: date,
        seeds: seeds.join(" "),
      }),
    ),
  );
}
