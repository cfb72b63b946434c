import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Action } from "../lib/desk/actions.ts";
import type { Remit } from "../lib/desk/remit.ts";
import type { Role } from "../lib/desk/roles.ts";

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
