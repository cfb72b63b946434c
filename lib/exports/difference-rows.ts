import type { CellDifference } from "../differences/cells.ts";
import type { ComparedParagraph, ProseRow } from "../differences/prose.ts";
import type { Fact } from "../model.ts";
import { type ExportContext, scaled } from "./export-context.ts";
import type { ExportCell, ExportColumn, ExportRow } from "./table.ts";

/** Differences as rows: cells of two versions of a report, and the prose of two years. */

const SIDES = ["before", "after"] as const;
const SIDE_COLUMNS = [
  "version",
  "status",
  "amount",
  "unit",
  "printed",
  "sha256",
  "table",
  "row",
  "column",
  "page",
] as const;
type SideColumn = (typeof SIDE_COLUMNS)[number];
type SideId = `${(typeof SIDES)[number]}_${SideColumn}`;
const NUMBERS: ReadonlySet<string> = new Set(["version", "amount", "table", "row", "column", "page"]);

type CellId =
  | "change"
  | "edition"
  | "table"
  | "indicator"
  | "member"
  | "label"
  | "member_label"
  | SideId
  | "data_version";

export const CELL_DIFFERENCE_COLUMNS: readonly ExportColumn<CellId>[] = [
  ...(["change", "edition", "table", "indicator", "member", "label", "member_label"] as const).map(
    (id) => ({ id, type: "text" }) as const,
  ),
  ...SIDES.flatMap((side) =>
    SIDE_COLUMNS.map(
      (column) => ({ id: `${side}_${column}`, type: NUMBERS.has(column) ? "number" : "text" }) as const,
    ),
  ),
  { id: "data_version", type: "number" },
];

function sideOf<Side extends (typeof SIDES)[number]>(
  side: Side,
  fact: Fact | undefined,
  version: number,
  context: Pick<ExportContext, "catalog">,
): Record<`${Side}_${SideColumn}`, ExportCell> {
  const cells: Record<SideColumn, ExportCell> = {
    version,
    status: fact?.value.status ?? null,
    amount: fact?.value.status === "reported" ? scaled(context, fact.value.amount, fact.unit) : null,
    unit: fact?.unit ?? null,
    printed: fact?.printed ?? null,
    sha256: fact?.origin.document ?? null,
    table: fact?.origin.table ?? null,
    row: fact?.origin.row ?? null,
    column: fact?.origin.column ?? null,
    page: fact?.origin.page ?? null,
  };
  const named = Object.entries(cells).map(([column, cell]) => [`${side}_${column}`, cell]);
  return Object.fromEntries(named) as Record<`${Side}_${SideColumn}`, ExportCell>;
}

/** One row a cell that differs; a side that lacks the cell is empty. */
export function cellDifferenceRows(
  differences: readonly CellDifference[],
  versions: { readonly from: number; readonly to: number },
  context: Pick<ExportContext, "catalog" | "dataVersion">,
): ExportRow<CellId>[] {
  return differences.map(({ change, before, after, fact }) => ({
    change,
    edition: fact.edition,
    table: fact.table,
    indicator: fact.indicator,
    member: fact.member,
    label: fact.label,
    member_label: fact.memberLabel,
    ...sideOf("before", before, versions.from, context),
    ...sideOf("after", after, versions.to, context),
    data_version: context.dataVersion,
  }));
}

export const PROSE_COLUMNS = [
  { id: "row", type: "number" },
  { id: "side", type: "text" },
  { id: "year", type: "number" },
  { id: "paragraph", type: "text" },
  { id: "sentence", type: "number" },
  { id: "kind", type: "text" },
  { id: "text", type: "text" },
  { id: "data_version", type: "number" },
] as const satisfies readonly ExportColumn[];

/** One row a sentence of either side; those with the same `row` stand beside each other. */
export function proseRows(
  rows: readonly ProseRow[],
  years: { readonly before: number; readonly after: number },
  dataVersion: number,
): ExportRow<(typeof PROSE_COLUMNS)[number]["id"]>[] {
  const spell = (side: "before" | "after", paragraph: ComparedParagraph | null, at: number) =>
    (paragraph?.sentences ?? []).map(({ kind, text }, sentence) => ({
      row: at + 1,
      side,
      year: years[side],
      paragraph: paragraph?.kind ?? null,
      sentence: sentence + 1,
      kind,
      text,
      data_version: dataVersion,
    }));
  return rows.flatMap(({ before, after }, at) => [
    ...spell("before", before, at),
    ...spell("after", after, at),
  ]);
}
