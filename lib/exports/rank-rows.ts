import type { Figure, RateFigure } from "../views.ts";
import type { ExportContext } from "./export-context.ts";
import { RATE_COLUMNS, type RateRow, rateRows } from "./rate-rows.ts";
import { SERIES_COLUMNS, type SeriesRow, seriesRows } from "./series-rows.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

/** What a place in a group adds to a figure. */
export interface Placed<F extends Figure | RateFigure> {
  readonly figure: F;
  /** 1 is the highest; `null` of those not ranked. */
  readonly position: number | null;
  /** How many share the place. */
  readonly tied: number | null;
  readonly level: string | null;
  readonly region: string | null;
  /** Where the rate lies in the funnel. */
  readonly funnel: string | null;
}

const PLACE_COLUMNS = [
  { id: "position", type: "number" },
  { id: "tied", type: "number" },
  { id: "ranked_of", type: "number" },
  { id: "group", type: "text" },
  { id: "group_members", type: "number" },
  { id: "level", type: "text" },
  { id: "region", type: "text" },
  { id: "funnel", type: "text" },
] as const satisfies readonly ExportColumn[];

/** What a reader must know of every row, said in each: a row that is copied out keeps it. */
const NOTE_COLUMN = [{ id: "note", type: "text" }] as const satisfies readonly ExportColumn[];

export const RANKED_RATE_COLUMNS = [...PLACE_COLUMNS, ...RATE_COLUMNS, ...NOTE_COLUMN];
export const RANKED_SERIES_COLUMNS = [...PLACE_COLUMNS, ...SERIES_COLUMNS, ...NOTE_COLUMN];

type PlaceRow = ExportRow<(typeof PLACE_COLUMNS)[number]["id"] | "note">;

export interface RankContext extends ExportContext {
  /** The group in words. */
  readonly group: string;
  readonly members: number;
  readonly ranked: number;
  readonly note: string;
}

function placeRow(placed: Placed<Figure | RateFigure>, context: RankContext): PlaceRow {
  return {
    position: placed.position,
    tied: placed.tied,
    ranked_of: placed.position === null ? null : context.ranked,
    group: context.group,
    group_members: context.members,
    level: placed.level,
    region: placed.region,
    funnel: placed.funnel,
    note: context.note,
  };
}

/** One row an agency of the group, those without a figure among them. */
export function rankedRateRows(
  placed: readonly Placed<RateFigure>[],
  context: RankContext,
): (RateRow & PlaceRow)[] {
  const rows = rateRows(
    placed.map(({ figure }) => figure),
    context,
  );
  return rows.map((row, index) => merge(row, placed[index], context));
}

export function rankedSeriesRows(
  placed: readonly Placed<Figure>[],
  context: RankContext,
): (SeriesRow & PlaceRow)[] {
  const rows = seriesRows(
    placed.map(({ figure }) => figure),
    context,
  );
  return rows.map((row, index) => merge(row, placed[index], context));
}

function merge<Row>(row: Row, placed: Placed<Figure | RateFigure> | undefined, context: RankContext) {
  if (placed === undefined) throw new Error("A row without an agency");
  return { ...row, ...placeRow(placed, context) };
}
