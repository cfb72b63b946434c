import { and, asc, count, eq, gte, ne } from "drizzle-orm";
import type { Remit } from "../../lib/desk/remit.ts";
import type { Role } from "../../lib/desk/roles.ts";
import type { Database, Writer } from "../client.ts";
import { sessions, users } from "../desk-schema.ts";
import { agencies } from "../schema.ts";
import { endSessions, lastingSince } from "./sessions.ts";

/** Who works at the desk. */

export type User = Omit<typeof users.$inferSelect, "password">;

const VIEW = {
  key: users.key,
  name: users.name,
  role: users.role,
  remit: users.remit,
  isBarred: users.isBarred,
  createdAt: users.createdAt,
};

/** A name as it is kept and compared: one who types it in full-width signs or capitals means the same. */
export function foldUserName(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}

const USER_NAME = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,39}$/u;

export const isUserName = (name: string): boolean => USER_NAME.test(foldUserName(name));

export interface NewUser {
  readonly name: string;
  /** As hashed by db/desk/passwords.ts. */
  readonly password: string;
  readonly role: Role;
  readonly remit: Remit;
  readonly at: string;
}

/** Adds a user; answers his name as it is kept, or nothing where it is taken. */
export function addUser(db: Writer, { name, password, role, remit, at }: NewUser): string | undefined {
  const folded = foldUserName(name);
  const { changes } = db
    .insert(users)
    .values({ name: folded, password, role, remit, createdAt: at })
    .onConflictDoNothing({ target: users.name })
    .run();
  return changes > 0 ? folded : undefined;
}

export function findUser(db: Writer, name: string): User | undefined {
  return db
    .select(VIEW)
    .from(users)
    .where(eq(users.name, foldUserName(name)))
    .get();
}

export function findPassword(db: Writer, key: number): string | undefined {
  return db.select({ password: users.password }).from(users).where(eq(users.key, key)).get()?.password;
}

export function listUsers(db: Database, now: Date): (User & { readonly sessions: number })[] {
  return db
    .select({ ...VIEW, sessions: count(sessions.hash) })
    .from(users)
    .leftJoin(sessions, and(eq(sessions.user, users.key), gte(sessions.seenAt, lastingSince(now))))
    .groupBy(users.key)
    .orderBy(asc(users.name))
    .all();
}

export interface UserChange {
  readonly role: Role;
  readonly remit: Remit;
  readonly isBarred: boolean;
}

/**
 * Gives a user another role or remit, or bars him; what he had open ends with it. `last` where nobody would be left
 * who may change that again.
 */
export function changeUser(db: Writer, { key, role }: User, change: UserChange): "changed" | "last" {
  const stays = change.role === "administrator" && !change.isBarred;
  const others = and(eq(users.role, "administrator"), eq(users.isBarred, false), ne(users.key, key));
  const left = db.select({ n: count() }).from(users).where(others).get()?.n ?? 0;
  if (role === "administrator" && !stays && left === 0) return "last";
  db.update(users).set(change).where(eq(users.key, key)).run();
  endSessions(db, key);
  return "changed";
}

/** Sets a password; sessions end but the one that sets it. */
export function setPassword(db: Writer, key: number, password: string, but?: string): void {
  db.update(users).set({ password }).where(eq(users.key, key)).run();
  endSessions(db, key, but);
}

/** Those of the ids that no agency bears. */
export function listUnknownAgencies(db: Writer, ids: readonly string[]): string[] {
  return ids.filter(
    (id) => db.select({ key: agencies.key }).from(agencies).where(eq(agencies.id, id)).get() === undefined,
  );
}
