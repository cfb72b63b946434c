import { and, eq, inArray } from "drizzle-orm";
import type { Value } from "../../lib/model.ts";
import type { SeriesEntry } from "../../lib/statistics/derive-figure.ts";
import type { SourceCell } from "../../lib/views.ts";
import type { Database } from "../client.ts";
import { toValue } from "../fact-rows.ts";
import { facts } from "../schema.ts";
import { findTermKeys } from "../terms.ts";

/** A fact as a term of a figure; the document comes from its version. */
export interface StoredCell {
  readonly value: Value;
  readonly unit: string;
  readonly cell: Omit<SourceCell, "document" | "fileName">;
}

/** The cells that the series may need: by version, then by `edition term`. */
export function listCells(
  db: Database,
  versions: readonly number[],
  series: readonly SeriesEntry[],
  member: string,
): ReadonlyMap<number, ReadonlyMap<string, StoredCell>> {
  const keys = findTermKeys(db, [member, ...series.flatMap(({ edition, terms }) => [edition, ...terms])]);
  const ids = new Map([...keys].map(([id, key]) => [key, id]));
  const memberKey = keys.get(member);
  const held = new Map<number, Map<string, StoredCell>>();
  if (memberKey === undefined || versions.length === 0) return held;

  const wanted = [...new Set(series.flatMap(({ terms }) => terms))].flatMap((id) => keys.get(id) ?? []);
  const rows = db
    .select()
    .from(facts)
    .where(
      and(
        inArray(facts.version, [...versions]),
        inArray(facts.indicator, wanted),
        eq(facts.member, memberKey),
      ),
    )
    .all();
  for (const row of rows) {
    const indicator = ids.get(row.indicator) ?? "";
    const ofVersion = held.get(row.version) ?? new Map<string, StoredCell>();
    held.set(
      row.version,
      ofVersion.set(`${ids.get(row.edition)} ${indicator}`, toCell(row, indicator, member)),
    );
  }
  return held;
}

function toCell(row: typeof facts.$inferSelect, indicator: string, member: string): StoredCell {
  const { unit, label, memberLabel, status, amount, printed } = row;
  return {
    value: toValue(status, amount),
    unit,
    cell: {
      indicator,
      member,
      label,
      memberLabel,
      status,
      amount,
      printed,
      table: row.originTable,
      row: row.originRow,
      column: row.originColumn,
      offset: row.originOffset,
      path: row.originPath,
    },
  };
}
