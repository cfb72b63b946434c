import { and, eq, isNull, sql } from "drizzle-orm";
import type { Catalog } from "../lib/catalog/catalog.ts";
import type { Fact, Finding } from "../lib/model.ts";
import type { ReportExtract } from "../lib/report.ts";
import type { Writer } from "./client.ts";
import { amountOf } from "./fact-rows.ts";
import { prepareOnce } from "./prepared.ts";
import { facts, findings, versions } from "./schema.ts";
import { enterTerms, termKey } from "./terms.ts";

interface Reading {
  readonly report: ReportExtract;
  readonly findings: readonly Finding[];
  readonly readAt: string;
  readonly reader: string;
}

/** What a version says of its reading, beside the figures. */
function describeReading({ report, readAt, reader }: Reading) {
  const { title, published, evidence } = report.identity;
  const tables = report.matches.map(({ edition, table, bindings, expected }) => ({
    edition,
    table,
    read: bindings.length,
    expected,
  }));
  const cellsRead = tables.reduce((sum, { read }) => sum + read, 0);
  const cellsExpected = tables.reduce((sum, { expected }) => sum + expected, 0);
  const { unplaced, claims, sections, agreements } = report;
  const unplacedTables = unplaced.filter(({ kind }) => kind === "table").length;
  const unplacedRows = unplaced
    .filter(({ kind }) => kind === "rows")
    .reduce((sum, { rows }) => sum + rows.length, 0);
  return {
    title,
    published,
    readAt,
    reader,
    cellsRead,
    cellsExpected,
    evidence,
    tables,
    unplaced,
    claims,
    sections,
    unplacedRows,
    unplacedTables,
    agreements,
  };
}

/** Enters a version with its facts and findings. Answers its key. */
export function enterVersion(
  db: Writer,
  catalog: Catalog,
  place: { readonly report: number; readonly number: number },
  reading: Reading,
): number {
  const { key } = db
    .insert(versions)
    .values({
      ...place,
      document: reading.report.document.sha256,
      awaitingReview: reading.report.facts.some(({ method }) => method === "ocr"),
      ...describeReading(reading),
    })
    .returning({ key: versions.key })
    .get();
  enterFacts(db, key, reading.report.facts);
  enterFindings(db, catalog, key, reading.findings);
  return key;
}

/** Enters a version that says of a reading what another does, with other figures. Answers its key. */
export function copyVersion(
  db: Writer,
  key: number,
  {
    number,
    facts: figures,
    by,
    at,
  }: { readonly number: number; readonly facts: readonly Fact[]; readonly by: string; readonly at: string },
): number {
  const held = db.select().from(versions).where(eq(versions.key, key)).get();
  if (held === undefined) throw new Error(`No version ${key}`);
  const { key: _, ...remarks } = held;
  const copy = { ...remarks, number, readAt: at, awaitingReview: false, reviewedBy: by, reviewedAt: at };
  const entered = db.insert(versions).values(copy).returning({ key: versions.key }).get();
  enterFacts(db, entered.key, figures);
  const own = and(eq(findings.version, key), isNull(findings.check));
  for (const { key: __, ...finding } of db.select().from(findings).where(own).all())
    db.insert(findings)
      .values({ ...finding, version: entered.key })
      .run();
  return entered.key;
}

/** Renews what another reader of the same figures has to say: its fingerprint, evidence and findings. */
export function refreshVersion(db: Writer, catalog: Catalog, key: number, reading: Reading): void {
  const { readAt: _, ...remarks } = describeReading(reading);
  db.update(versions).set(remarks).where(eq(versions.key, key)).run();
  db.delete(findings)
    .where(and(eq(findings.version, key), isNull(findings.check)))
    .run();
  enterFindings(db, catalog, key, reading.findings);
}

const prepareFact = prepareOnce((db: Writer) =>
  db
    .insert(facts)
    .values({
      version: sql.placeholder("version"),
      indicator: sql.placeholder("indicator"),
      member: sql.placeholder("member"),
      edition: sql.placeholder("edition"),
      form: sql.placeholder("table"),
      unit: sql.placeholder("unit"),
      status: sql.placeholder("status"),
      amount: sql.placeholder("amount"),
      printed: sql.placeholder("printed"),
      label: sql.placeholder("label"),
      memberLabel: sql.placeholder("memberLabel"),
      originTable: sql.placeholder("originTable"),
      originRow: sql.placeholder("originRow"),
      originColumn: sql.placeholder("originColumn"),
      originOffset: sql.placeholder("originOffset"),
      originPath: sql.placeholder("originPath"),
      originPage: sql.placeholder("originPage"),
      method: sql.placeholder("method"),
      confidence: sql.placeholder("confidence"),
    })
    .prepare(),
);

function enterFacts(db: Writer, version: number, all: readonly Fact[]): void {
  const keys = enterTerms(
    db,
    all.flatMap(({ indicator, member, edition }) => [indicator, member, edition]),
  );
  const insert = prepareFact(db);
  for (const fact of all) {
    const { value, origin } = fact;
    insert.run({
      version,
      indicator: termKey(keys, fact.indicator),
      member: termKey(keys, fact.member),
      edition: termKey(keys, fact.edition),
      table: fact.table,
      unit: fact.unit,
      status: value.status,
      amount: amountOf(value),
      printed: fact.printed,
      label: fact.label,
      memberLabel: fact.memberLabel,
      originTable: origin.table,
      originRow: origin.row,
      originColumn: origin.column,
      originOffset: origin.offset ?? null,
      originPath: origin.path ?? null,
      originPage: origin.page ?? null,
      method: fact.method,
      confidence: fact.confidence ?? null,
    });
  }
}

function enterFindings(db: Writer, catalog: Catalog, version: number, all: readonly Finding[]): void {
  if (all.length === 0) return;
  const severity = new Map(catalog.findings.map((declared) => [declared.code, declared.severity]));
  db.insert(findings)
    .values(
      all.map(({ code, parameters, origin }) => ({
        version,
        code,
        parameters,
        severity: severity.get(code) ?? "warning",
        originTable: origin?.table,
        originRow: origin?.row,
        originColumn: origin?.column,
        originOffset: origin?.offset,
        originPath: origin?.path,
        originPage: origin?.page,
      })),
    )
    .run();
}
