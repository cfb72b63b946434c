import { type SQLWrapper, sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { Grade } from "../lib/catalog/schema.ts";
import type {
  AgencyOrigin,
  Finding,
  ReadingMethod,
  Scope,
  Severity,
  ValueStatus,
  Vote,
} from "../lib/model.ts";
import type { Agreement, Claim, UnplacedTable } from "../lib/report.ts";
import type { CheckDetail, ReportTable } from "../lib/views.ts";

/**
 * Storage. Facts are tall, one row a cell, keyed by small integers and stored WITHOUT ROWID (the migrations say so;
 * drizzle cannot). A value's status is explicit and a constraint ties it to the amount, so that no reader of the file
 * can mistake a blank for a zero. `totals` is derived: the canonical indicators of a report's current version, for
 * comparing and ranking; one function rebuilds it and a test holds it equal to the facts.
 */

const amountIffReported = (t: { status: SQLWrapper; amount: SQLWrapper }) =>
  sql`(${t.status} = 'reported') = (${t.amount} IS NOT NULL) AND typeof(${t.amount}) IN ('integer', 'null')`;

export const agencies = sqliteTable(
  "agencies",
  {
    key: integer().primaryKey(),
    id: text().notNull().unique(),
    nameZh: text("name_zh").notNull(),
    nameEn: text("name_en"),
    kind: text(),
    level: text(),
    region: text(),
    regionNameZh: text("region_name_zh"),
    regionNameEn: text("region_name_en"),
    /** The scope preferred where several reports of one year are held; `null` for provisional agencies. */
    usualScope: text("usual_scope").$type<Scope>(),
    provisional: integer({ mode: "boolean" }).notNull().default(false),
    /** 统一社会信用代码, checked (GB 32100-2015). */
    creditCode: text("credit_code"),
    /** Hosts of its site. */
    domains: text({ mode: "json" }).$type<readonly string[]>().notNull().default([]),
    /** Id of the agency above it in its place (块). */
    parent: text(),
    /** Line of work (条): agencies of all places with the same one are compared. */
    line: text(),
    /** ISO dates; the last day it was. */
    validFrom: text("valid_from"),
    validTo: text("valid_to"),
    /** Who says that it is: the catalog, a registry file, the list of divisions, or a report by its own name alone. */
    origin: text().$type<AgencyOrigin>().notNull().default("report"),
  },
  (t) => [
    index("agencies_region").on(t.region),
    index("agencies_parent").on(t.parent),
    index("agencies_line").on(t.line),
    uniqueIndex("agencies_credit_code").on(t.creditCode),
  ],
);

/** Catalog ids as small integers: indicators, members, editions. */
export const terms = sqliteTable("terms", {
  key: integer().primaryKey(),
  id: text().notNull().unique(),
});

export const documents = sqliteTable("documents", {
  sha256: text().primaryKey(),
  fileName: text("file_name").notNull(),
  format: text().notNull(),
  charset: text(),
  bytes: integer().notNull(),
  receivedAt: text("received_at").notNull(),
});

/** The names (folder and file) under which a document was handed in, with the agency they name. */
export const documentNames = sqliteTable(
  "document_names",
  {
    document: text()
      .notNull()
      .references(() => documents.sha256),
    name: text().notNull(),
    /** Id in the catalog. */
    agency: text(),
  },
  (t) => [primaryKey({ columns: [t.document, t.name] })],
);

/** Files of which nothing could be read, until they are read or handed in no more. */
export const failures = sqliteTable(
  "failures",
  {
    /** The path that was handed in: folders of two agencies may hold files of one name. */
    path: text().primaryKey(),
    name: text().notNull(),
    sha256: text(),
    /** Id in the catalog, and report year, as far as the name says. */
    agency: text(),
    year: integer(),
    findings: text({ mode: "json" }).$type<readonly Finding[]>().notNull(),
    triedAt: text("tried_at").notNull(),
  },
  (t) => [index("failures_sha256").on(t.sha256), index("failures_agency").on(t.agency, t.year)],
);

export const reports = sqliteTable(
  "reports",
  {
    key: integer().primaryKey(),
    agency: integer()
      .notNull()
      .references(() => agencies.key),
    year: integer().notNull(),
    scope: text().$type<Scope>().notNull(),
    /** Key of the version whose figures are shown; `null` while every version awaits review. */
    current: integer(),
  },
  (t) => [uniqueIndex("reports_identity").on(t.agency, t.year, t.scope), index("reports_year").on(t.year)],
);

export const versions = sqliteTable(
  "versions",
  {
    key: integer().primaryKey(),
    /** `null` once the document was found to be another report's: what was shown of it is kept (history-schema.ts). */
    report: integer().references(() => reports.key),
    number: integer().notNull(),
    document: text()
      .notNull()
      .references(() => documents.sha256),
    title: text(),
    published: text(),
    readAt: text("read_at").notNull(),
    /** Fingerprint of reader and catalog that read it. */
    reader: text().notNull(),
    cellsRead: integer("cells_read").notNull(),
    cellsExpected: integer("cells_expected").notNull(),
    evidence: text({ mode: "json" }).$type<readonly Vote[]>().notNull(),
    tables: text({ mode: "json" }).$type<readonly ReportTable[]>().notNull(),
    /** What its tables print beside the cells of known forms, as printed. */
    unplaced: text({ mode: "json" }).$type<readonly UnplacedTable[]>().notNull().default([]),
    unplacedRows: integer("unplaced_rows").notNull().default(0),
    unplacedTables: integer("unplaced_tables").notNull().default(0),
    /** What the second reading says of its sums that fail. */
    agreements: text({ mode: "json" }).$type<Readonly<Record<string, Agreement>>>().notNull().default({}),
    /** What its prose states: kept so that growth can be worked out again when the year before changes. */
    claims: text({ mode: "json" }).$type<readonly Claim[]>().notNull().default([]),
    /** Sections of the form whose headings it has. */
    sections: text({ mode: "json" }).$type<readonly string[]>().notNull().default([]),
    /** Figures recognised in pictures are not shown before somebody has looked at them. */
    awaitingReview: integer("awaiting_review", { mode: "boolean" }).notNull().default(false),
    reviewedBy: text("reviewed_by"),
    reviewedAt: text("reviewed_at"),
  },
  (t) => [uniqueIndex("versions_number").on(t.report, t.number), index("versions_document").on(t.document)],
);

export const facts = sqliteTable(
  "facts",
  {
    version: integer()
      .notNull()
      .references(() => versions.key),
    indicator: integer()
      .notNull()
      .references(() => terms.key),
    member: integer()
      .notNull()
      .references(() => terms.key),
    edition: integer()
      .notNull()
      .references(() => terms.key),
    /** Table id of the edition. */
    form: text().notNull(),
    unit: text().notNull(),
    status: text().$type<ValueStatus>().notNull(),
    amount: integer(),
    printed: text().notNull(),
    label: text().notNull(),
    memberLabel: text("member_label").notNull(),
    originTable: integer("origin_table").notNull(),
    originRow: integer("origin_row").notNull(),
    originColumn: integer("origin_column").notNull(),
    originOffset: integer("origin_offset"),
    originPath: text("origin_path"),
    originPage: integer("origin_page"),
    method: text().$type<ReadingMethod>().notNull().default("markup"),
    /** Of recognised text: 0 to 1. */
    confidence: real(),
  },
  (t) => [
    primaryKey({ columns: [t.version, t.edition, t.indicator, t.member] }),
    check("facts_amount_iff_reported", amountIffReported(t)),
  ],
);

export const totals = sqliteTable(
  "totals",
  {
    indicator: integer()
      .notNull()
      .references(() => terms.key),
    year: integer().notNull(),
    agency: integer()
      .notNull()
      .references(() => agencies.key),
    scope: text().$type<Scope>().notNull(),
    version: integer()
      .notNull()
      .references(() => versions.key),
    edition: integer()
      .notNull()
      .references(() => terms.key),
    grade: text().$type<Grade>().notNull(),
    unit: text().notNull(),
    status: text().$type<ValueStatus>().notNull(),
    amount: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.indicator, t.year, t.agency, t.scope] }),
    index("totals_agency").on(t.agency, t.year),
    check("totals_amount_iff_reported", amountIffReported(t)),
  ],
);

export const findings = sqliteTable(
  "findings",
  {
    key: integer().primaryKey(),
    version: integer()
      .notNull()
      .references(() => versions.key),
    code: text().notNull(),
    severity: text().$type<Severity>().notNull(),
    parameters: text({ mode: "json" }).$type<Finding["parameters"]>().notNull(),
    originTable: integer("origin_table"),
    originRow: integer("origin_row"),
    originColumn: integer("origin_column"),
    originOffset: integer("origin_offset"),
    originPath: text("origin_path"),
    originPage: integer("origin_page"),
    /** Of a failed check: its id, what it was repeated over, and the figures it rests on. */
    check: text("check_id"),
    instance: text(),
    detail: text({ mode: "json" }).$type<CheckDetail>(),
  },
  (t) => [
    index("findings_version").on(t.version),
    index("findings_code").on(t.code),
    index("findings_check").on(t.check),
  ],
);

/** One row: the version of the data, raised by every change. */
export const release = sqliteTable("release", {
  key: integer().primaryKey(),
  version: integer().notNull(),
  changedAt: text("changed_at").notNull(),
});
