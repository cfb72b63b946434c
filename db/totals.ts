import { and, eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Catalog } from "../lib/catalog/catalog.ts";
import type { Value } from "../lib/model.ts";
import { deriveFigure, orderSeries, type TermsHeld } from "../lib/statistics/derive-figure.ts";
import { groupBy } from "../lib/statistics/group-by.ts";
import type { Database, Writer } from "./client.ts";
import { amountOf, toValue } from "./fact-rows.ts";
import { prepareOnce } from "./prepared.ts";
import { raiseRelease } from "./release.ts";
import { facts, reports, terms, totals } from "./schema.ts";
import { enterTerms, termKey } from "./terms.ts";

type Report = typeof reports.$inferSelect;

/** Strikes the totals of one report. */
export function dropTotals(db: Writer, { agency, year, scope }: Report): void {
  prepareDrop(db).run({ agency, year, scope });
}

const prepareDrop = prepareOnce((db: Writer) =>
  db
    .delete(totals)
    .where(
      and(
        eq(totals.agency, sql.placeholder("agency")),
        eq(totals.year, sql.placeholder("year")),
        eq(totals.scope, sql.placeholder("scope")),
      ),
    )
    .prepare(),
);

const prepareTotal = prepareOnce((db: Writer) =>
  db
    .insert(totals)
    .values({
      indicator: sql.placeholder("indicator"),
      edition: sql.placeholder("edition"),
      year: sql.placeholder("year"),
      agency: sql.placeholder("agency"),
      scope: sql.placeholder("scope"),
      version: sql.placeholder("version"),
      grade: sql.placeholder("grade"),
      unit: sql.placeholder("unit"),
      status: sql.placeholder("status"),
      amount: sql.placeholder("amount"),
    })
    .prepare(),
);

/** The canonical indicators of one version, drawn from its facts; keys of terms for indicators and editions. */
function deriveTotals(db: Writer, catalog: Catalog, version: number) {
  const held = listTerms(db, version);
  const rows = catalog.indicators.flatMap((indicator) => {
    const figure = deriveFigure(orderSeries(catalog, indicator), indicator.unit, held);
    const { edition, grade, unit, value } = figure;
    return edition === null || grade === null
      ? []
      : [{ indicator: indicator.id, edition, grade, unit, value }];
  });
  if (rows.length === 0) return [];
  const keys = enterTerms(
    db,
    rows.flatMap((row) => [row.indicator, row.edition]),
  );
  return rows.map((row) => ({
    ...row,
    indicator: termKey(keys, row.indicator),
    edition: termKey(keys, row.edition),
  }));
}

/** The totals of one report, drawn anew from the facts of its current version. */
export function rebuildReportTotals(db: Writer, catalog: Catalog, report: Report): void {
  dropTotals(db, report);
  const { agency, year, scope, current: version } = report;
  if (version === null) return;
  const insert = prepareTotal(db);
  for (const { value, ...row } of deriveTotals(db, catalog, version))
    insert.run({ ...row, year, agency, scope, version, status: value.status, amount: amountOf(value) });
}

const prepareTerms = prepareOnce((db: Writer) => {
  const indicator = alias(terms, "indicator");
  const edition = alias(terms, "edition");
  const member = alias(terms, "member");
  return db
    .select({
      edition: edition.id,
      indicator: indicator.id,
      unit: facts.unit,
      status: facts.status,
      amount: facts.amount,
    })
    .from(facts)
    .innerJoin(member, eq(member.key, facts.member))
    .innerJoin(indicator, eq(indicator.key, facts.indicator))
    .innerJoin(edition, eq(edition.key, facts.edition))
    .where(and(eq(facts.version, sql.placeholder("version")), eq(member.id, "total")))
    .prepare();
});

/** The facts without an applicant member. */
function listTerms(db: Writer, version: number): TermsHeld<{ value: Value; unit: string }> {
  const rows = prepareTerms(db).all({ version });
  return new Map(
    [...groupBy(rows, ({ edition }) => edition)].map(([edition, held]) => [
      edition,
      new Map(held.map((row) => [row.indicator, { value: toValue(row.status, row.amount), unit: row.unit }])),
    ]),
  );
}

/** All totals anew, in one transaction: after a change of the catalog's series. */
export async function rebuildTotals(db: Database, catalog: Catalog): Promise<void> {
  db.transaction(
    (tx) => {
      tx.delete(totals).run();
      for (const report of tx.select().from(reports).all()) rebuildReportTotals(tx, catalog, report);
      raiseRelease(tx, new Date().toISOString());
    },
    { behavior: "immediate" },
  );
}
