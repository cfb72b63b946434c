import { eq, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Fact, Origin, Value, ValueStatus } from "../lib/model.ts";
import type { Writer } from "./client.ts";
import { prepareOnce } from "./prepared.ts";
import { facts, terms, versions } from "./schema.ts";

/** The two columns of a value as one value. Throws on what the constraint of the table rules out. */
export function toValue(status: ValueStatus, amount: number | null): Value {
  if (status !== "reported") return { status };
  if (amount === null) throw new Error("A reported value without an amount");
  return { status, amount };
}

export function amountOf(value: Value): number | null {
  return value.status === "reported" ? value.amount : null;
}

interface Place {
  readonly document: string;
  readonly table: number;
  readonly row: number;
  readonly column: number;
  readonly offset: number | null;
  readonly path: string | null;
  readonly page: number | null;
}

export function toOrigin({ document, table, row, column, offset, path, page }: Place): Origin {
  return {
    document,
    table,
    row,
    column,
    ...(offset === null ? {} : { offset }),
    ...(path === null ? {} : { path }),
    ...(page === null ? {} : { page }),
  };
}

const prepareFacts = prepareOnce((db: Writer) => {
  const indicator = alias(terms, "indicator");
  const member = alias(terms, "member");
  const edition = alias(terms, "edition");
  return db
    .select({
      indicator: indicator.id,
      member: member.id,
      edition: edition.id,
      form: facts.form,
      unit: facts.unit,
      status: facts.status,
      amount: facts.amount,
      printed: facts.printed,
      label: facts.label,
      memberLabel: facts.memberLabel,
      document: versions.document,
      table: facts.originTable,
      row: facts.originRow,
      column: facts.originColumn,
      offset: facts.originOffset,
      path: facts.originPath,
      page: facts.originPage,
      method: facts.method,
      confidence: facts.confidence,
    })
    .from(facts)
    .innerJoin(versions, eq(versions.key, facts.version))
    .innerJoin(indicator, eq(indicator.key, facts.indicator))
    .innerJoin(member, eq(member.key, facts.member))
    .innerJoin(edition, eq(edition.key, facts.edition))
    .where(eq(facts.version, sql.placeholder("version")))
    .orderBy(facts.originTable, facts.originRow, facts.originColumn)
    .prepare();
});

/** The facts of a version, in the order of the document. */
export function listFacts(db: Writer, version: number): Fact[] {
  return prepareFacts(db)
    .all({ version })
    .map((row) => ({
      indicator: row.indicator,
      member: row.member,
      edition: row.edition,
      table: row.form,
      unit: row.unit,
      label: row.label,
      memberLabel: row.memberLabel,
      value: toValue(row.status, row.amount),
      printed: row.printed,
      origin: toOrigin(row),
      method: row.method,
      ...(row.confidence === null ? {} : { confidence: row.confidence }),
    }));
}

/** One line a fact, in a fixed order of its parts. */
function lineOf({ value, origin, method, confidence, ...fact }: Fact): string {
  const { indicator, member, edition, table, unit, label, memberLabel, printed } = fact;
  const place = [
    origin.table,
    origin.row,
    origin.column,
    origin.offset ?? null,
    origin.path ?? null,
    origin.page,
  ];
  const names = [edition, indicator, member, table, unit, label, memberLabel];
  return JSON.stringify([
    ...names,
    value.status,
    amountOf(value),
    printed,
    method,
    confidence ?? null,
    ...place,
  ]);
}

/** Whether two readings of one document found the same figures in the same places. */
export function isSameReading(a: readonly Fact[], b: readonly Fact[]): boolean {
  const lines = new Set(a.map(lineOf));
  return a.length === b.length && b.every((fact) => lines.has(lineOf(fact)));
}

/** The first fact for every edition, indicator and member: a table printed twice is kept once. */
export function listDistinctFacts(all: readonly Fact[]): Fact[] {
  const seen = new Set<string>();
  return all.filter(({ edition, indicator, member }) => {
    const key = `${edition} ${indicator} ${member}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
