import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { and, desc, eq, gte, lt, ne, or } from "drizzle-orm";
import type { Database, Writer } from "../client.ts";
import { sessions, users } from "../desk-schema.ts";

/** Who is signed in. A session ends when it was not used for two hours, after twelve, or when somebody ends it. */

const IDLE_MS = 2 * 3_600_000;
const LONGEST_MS = 12 * 3_600_000;
/** A session's last use is noted no finer than this. */
const SEEN_MS = 60_000;

/** Sessions last used before this instant have ended. */
export const lastingSince = (now: Date): string => new Date(now.getTime() - IDLE_MS).toISOString();

const begunSince = (now: Date): string => new Date(now.getTime() - LONGEST_MS).toISOString();

const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

/** What the forms of a session bear: nobody who cannot read its pages knows it. */
export function formTokenOf(token: string): string {
  return createHmac("sha256", token).update("form").digest("base64url");
}

export function isFormToken(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(formTokenOf(token))];
  return a.length === b.length && timingSafeEqual(a, b);
}

export interface SessionUser {
  readonly key: number;
  readonly name: string;
  readonly role: (typeof users.$inferSelect)["role"];
  readonly remit: (typeof users.$inferSelect)["remit"];
}

/** Opens a session. Answers the token for the cookie, which is kept nowhere. */
export function openSession(db: Writer, user: number, address: string, now: Date): string {
  const token = randomBytes(32).toString("base64url");
  const at = now.toISOString();
  db.delete(sessions)
    .where(or(lt(sessions.createdAt, begunSince(now)), lt(sessions.seenAt, lastingSince(now))))
    .run();
  db.insert(sessions)
    .values({ hash: hashOf(token), user, createdAt: at, seenAt: at, address })
    .run();
  return token;
}

/** Whose session it is, while it lasts. */
export function findSession(db: Database, token: string, now: Date): SessionUser | undefined {
  const hash = hashOf(token);
  const found = db
    .select({
      ...{ createdAt: sessions.createdAt, seenAt: sessions.seenAt, isBarred: users.isBarred },
      user: { key: users.key, name: users.name, role: users.role, remit: users.remit },
    })
    .from(sessions)
    .innerJoin(users, eq(users.key, sessions.user))
    .where(eq(sessions.hash, hash))
    .get();
  if (found === undefined || found.isBarred) return undefined;
  if (found.createdAt < begunSince(now) || found.seenAt < lastingSince(now)) return undefined;
  if (now.getTime() - Date.parse(found.seenAt) > SEEN_MS)
    db.update(sessions).set({ seenAt: now.toISOString() }).where(eq(sessions.hash, hash)).run();
  return found.user;
}

export function endSession(db: Writer, token: string): void {
  db.delete(sessions)
    .where(eq(sessions.hash, hashOf(token)))
    .run();
}

/** Ends the sessions of a user, but for the one with this token. Answers how many. */
export function endSessions(db: Writer, user: number, but?: string): number {
  const others = but === undefined ? undefined : ne(sessions.hash, hashOf(but));
  return db
    .delete(sessions)
    .where(and(eq(sessions.user, user), others))
    .run().changes;
}

export interface SessionView {
  readonly createdAt: string;
  readonly seenAt: string;
  readonly address: string;
  readonly isThis: boolean;
}

/** The sessions of a user that last, the newest first; `token` is that of the one who asks. */
export function listSessions(db: Database, user: number, token: string, now: Date): SessionView[] {
  const lasting = and(gte(sessions.createdAt, begunSince(now)), gte(sessions.seenAt, lastingSince(now)));
  return db
    .select()
    .from(sessions)
    .where(and(eq(sessions.user, user), lasting))
    .orderBy(desc(sessions.createdAt))
    .all()
    .map(({ hash, createdAt, seenAt, address }) => ({
      ...{ createdAt, seenAt, address },
      isThis: hash === hashOf(token),
    }));
}
