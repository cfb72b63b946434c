import { blob, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Action } from "../lib/desk/actions.ts";
import type { Remit } from "../lib/desk/remit.ts";
import type { Role } from "../lib/desk/roles.ts";
import type { BatchState, FileState } from "../lib/desk/states.ts";
import type { Finding, Scope, Vote } from "../lib/model.ts";

/** A finding about a field of a form. */
export interface FieldProblem extends Finding {
  readonly field: string;
}

/** The desk: who works at it, and what was done. Nothing of it is asked by public pages. */

export const users = sqliteTable("users", {
  key: integer().primaryKey(),
  /** As it is typed to sign in: lower case, NFKC. */
  name: text().notNull().unique(),
  /** scrypt, with its costs and salt (db/desk/passwords.ts). */
  password: text().notNull(),
  role: text().$type<Role>().notNull(),
  remit: text({ mode: "json" }).$type<Remit>().notNull(),
  /** Who may sign in no more stays, as the trail names him. */
  isBarred: integer("is_barred", { mode: "boolean" }).notNull().default(false),
  createdAt: text("created_at").notNull(),
});

export const sessions = sqliteTable(
  "sessions",
  {
    /** SHA-256 of the token in the cookie: the database alone lets nobody in. */
    hash: text().primaryKey(),
    user: integer()
      .notNull()
      .references(() => users.key),
    createdAt: text("created_at").notNull(),
    seenAt: text("seen_at").notNull(),
    address: text().notNull(),
  },
  (t) => [index("sessions_user").on(t.user)],
);

/** Append-only: triggers refuse to change or delete a row. */
export const audit = sqliteTable(
  "audit",
  {
    key: integer().primaryKey(),
    at: text().notNull(),
    /** Name of the user; as typed where a sign-in was refused. */
    actor: text().notNull(),
    /** Network address; `null` on the command line. */
    address: text(),
    action: text().$type<Action>().notNull(),
    /** What it was done to: a user, a batch, a report. */
    subject: text().notNull(),
    detail: text({ mode: "json" }).$type<Readonly<Record<string, unknown>>>().notNull(),
  },
  (t) => [index("audit_action").on(t.action, t.at), index("audit_actor").on(t.actor)],
);

/**
 * Files handed in together. What is read of them stays in these tables and in a folder of the desk until somebody
 * publishes it: no public query can see it.
 */
export const batches = sqliteTable("batches", {
  key: integer().primaryKey(),
  name: text().notNull(),
  openedBy: integer("opened_by")
    .notNull()
    .references(() => users.key),
  openedAt: text("opened_at").notNull(),
  state: text().$type<BatchState>().notNull().default("open"),
  endedAt: text("ended_at"),
});

export const batchFiles = sqliteTable(
  "batch_files",
  {
    key: integer().primaryKey(),
    batch: integer()
      .notNull()
      .references(() => batches.key),
    /** The archive it was in. */
    archive: integer(),
    /** Folders and name, as handed in; of members below the path of their archive. */
    path: text().notNull(),
    /** Where its bytes are, below the folder of its batch; `null` when they are gone. */
    stored: text(),
    sha256: text(),
    bytes: integer(),
    state: text().$type<FileState>().notNull(),
    findings: text({ mode: "json" }).$type<readonly Finding[]>().notNull().default([]),
    receivedAt: text("received_at").notNull(),
    readAt: text("read_at"),
    /** Fingerprint of reader and catalog. */
    reader: text(),
    /** The document as read (db/readings.ts). */
    packed: blob({ mode: "buffer" }),
  },
  (t) => [
    index("batch_files_batch").on(t.batch, t.state),
    index("batch_files_state").on(t.state),
    index("batch_files_sha256").on(t.sha256),
  ],
);

/** One report read of a file, with whose it is as far as that can be told, and what somebody decided of that. */
export const drafts = sqliteTable(
  "drafts",
  {
    key: integer().primaryKey(),
    file: integer()
      .notNull()
      .references(() => batchFiles.key),
    /** Its position in the file. */
    number: integer().notNull(),
    /** Report and findings, packed. */
    reading: blob({ mode: "buffer" }).notNull(),
    agency: text(),
    agencyName: text("agency_name"),
    year: integer(),
    scope: text().$type<Scope>(),
    /** Ids of agencies it may be, where that is not certain. */
    candidates: text({ mode: "json" }).$type<readonly string[]>().notNull(),
    evidence: text({ mode: "json" }).$type<readonly Vote[]>().notNull(),
    cellsRead: integer("cells_read").notNull(),
    cellsExpected: integer("cells_expected").notNull(),
    findings: text({ mode: "json" }).$type<readonly Finding[]>().notNull(),
    /** Nobody can tell whose it is before somebody decides. */
    isDoubtful: integer("is_doubtful", { mode: "boolean" }).notNull(),
    /** Not to be published: it belongs to the other kind of data folder. */
    isStrange: integer("is_strange", { mode: "boolean" }).notNull(),
    /** Somebody decided that it is not to be published. */
    isLeftOut: integer("is_left_out", { mode: "boolean" }).notNull().default(false),
    decidedBy: text("decided_by"),
    decidedAt: text("decided_at"),
    /** Raised by each decision: who decides over a state he has not seen is told. */
    revision: integer().notNull().default(0),
  },
  (t) => [uniqueIndex("drafts_number").on(t.file, t.number), index("drafts_agency").on(t.agency, t.year)],
);

/** What somebody filled in and could not be taken as it was: his form shows it again. */
export const keptForms = sqliteTable("kept_forms", {
  key: integer().primaryKey(),
  user: integer()
    .notNull()
    .references(() => users.key),
  /** The page of the form, without the language. */
  page: text().notNull(),
  fields: text({ mode: "json" }).$type<Readonly<Record<string, string>>>().notNull(),
  /** What is wrong, with the field it is told of. */
  problems: text({ mode: "json" }).$type<readonly FieldProblem[]>().notNull(),
  at: text().notNull(),
});

/** Registry files that were handed in and wait to be applied. */
export const registryFiles = sqliteTable("registry_files", {
  key: integer().primaryKey(),
  user: integer()
    .notNull()
    .references(() => users.key),
  name: text().notNull(),
  bytes: blob({ mode: "buffer" }).notNull(),
  at: text().notNull(),
});
