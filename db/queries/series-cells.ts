import { and, eq, inArray } from "drizzle-orm";
import type { Value } from "../../lib/model.ts";
import type { SeriesEntry, TermsHeld } from "../../lib/statistics/derive-figure.ts";
import type { SourceCell } from "../../lib/views.ts";
import type { Database } from "../client.ts";
import { toValue } from "../fact-rows.ts";
import { facts } from "../schema.ts";
import { findTermKeys } from "../terms.ts";
import type { ChosenReport } from "./series-reports.ts";

/** A fact as a term of a figure. */
export interface StoredCell {
  readonly value: Value;
  readonly unit: string;
  readonly cell: SourceCell;
}

/** The cells that the series may need, by version. */
export function listCells(
  db: Database,
  reports: Iterable<ChosenReport>,
  series: readonly SeriesEntry[],
  member: string,
): ReadonlyMap<number, TermsHeld<StoredCell>> {
  const held = new Map<number, Map<string, Map<string, StoredCell>>>();
  const chosen = new Map([...reports].map((report) => [report.version, report]));
  const keys = findTermKeys(db, [member, ...series.flatMap(({ edition, terms }) => [edition, ...terms])]);
  const ids = new Map([...keys].map(([id, key]) => [key, id]));
  for (const row of selectFacts(db, [...chosen.keys()], keys, series, member)) {
    const report = chosen.get(row.version);
    const edition = ids.get(row.edition);
    const indicator = ids.get(row.indicator);
    if (report === undefined || edition === undefined || indicator === undefined) continue;
    const ofVersion = held.get(row.version) ?? new Map<string, Map<string, StoredCell>>();
    held.set(row.version, ofVersion);
    const ofEdition = ofVersion.get(edition) ?? new Map<string, StoredCell>();
    ofVersion.set(edition, ofEdition);
    ofEdition.set(indicator, toCell(row, indicator, member, report));
  }
  return held;
}

/** Names the editions too, so that SQLite seeks each cell by the primary key instead of scanning the versions. */
function selectFacts(
  db: Database,
  versions: readonly number[],
  keys: ReadonlyMap<string, number>,
  series: readonly SeriesEntry[],
  member: string,
) {
  const keysOf = (ids: readonly string[]) => [...new Set(ids)].flatMap((id) => keys.get(id) ?? []);
  const [memberKey] = keysOf([member]);
  if (memberKey === undefined) return [];
  return db
    .select()
    .from(facts)
    .where(
      and(
        inArray(facts.version, [...versions]),
        inArray(facts.edition, keysOf(series.map(({ edition }) => edition))),
        inArray(facts.indicator, keysOf(series.flatMap(({ terms }) => terms))),
        eq(facts.member, memberKey),
      ),
    )
    .all();
}

function toCell(
  row: typeof facts.$inferSelect,
  indicator: string,
  member: string,
  { document, fileName }: ChosenReport,
): StoredCell {
  const cell = {
    indicator,
    member,
    label: row.label,
    memberLabel: row.memberLabel,
    status: row.status,
    amount: row.amount,
    printed: row.printed,
    document,
    fileName,
    table: row.originTable,
    row: row.originRow,
    column: row.originColumn,
    offset: row.originOffset,
    path: row.originPath,
    page: row.originPage,
  };
  return { value: toValue(row.status, row.amount), unit: row.unit, cell };
}
