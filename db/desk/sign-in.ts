import { and, count, eq, gt, type SQL } from "drizzle-orm";
import type { Database } from "../client.ts";
import { audit, users } from "../desk-schema.ts";
import { record } from "./audit.ts";
import { isPassword } from "./passwords.ts";
import { openSession } from "./sessions.ts";
import { foldUserName } from "./users.ts";

/**
 * Signing in. Refused attempts are counted in the trail, so that a restart forgets none: five of one name from one
 * address, twenty from one address, a hundred of one name within a quarter of an hour. The last is high, or a stranger
 * could keep somebody out.
 */

const WINDOW_MS = 15 * 60_000;
const MOST = { nameAndAddress: 5, address: 20, name: 100 } as const;

export type SigningIn =
  | { readonly outcome: "signed-in"; readonly token: string }
  | { readonly outcome: "refused" | "too-many" };

interface Attempt {
  readonly name: string;
  readonly password: string;
  readonly address: string;
}

function countRefused(db: Database, since: string, about: SQL | undefined): number {
  const refused = and(eq(audit.action, "sign-in-refused"), gt(audit.at, since), about);
  return db.select({ n: count() }).from(audit).where(refused).get()?.n ?? 0;
}

function isTooMany(db: Database, name: string, address: string, now: Date): boolean {
  const since = new Date(now.getTime() - WINDOW_MS).toISOString();
  const [byName, byAddress] = [eq(audit.subject, name), eq(audit.address, address)];
  return (
    countRefused(db, since, and(byName, byAddress)) >= MOST.nameAndAddress ||
    countRefused(db, since, byAddress) >= MOST.address ||
    countRefused(db, since, byName) >= MOST.name
  );
}

const LONGEST_NAME_KEPT = 64;

/** Opens a session for who knows the name and the password. Never says which of them was wrong. */
export async function signIn(db: Database, attempt: Attempt, now: () => Date): Promise<SigningIn> {
  const { password, address } = attempt;
  const name = foldUserName(attempt.name).slice(0, LONGEST_NAME_KEPT);
  if (isTooMany(db, name, address, now())) return { outcome: "too-many" };
  const find = () => db.select().from(users).where(eq(users.name, name)).get();
  const isRight = await isPassword(password, find()?.password);
  const at = now().toISOString();
  // Many may have waited for their turn to be hashed.
  if (isTooMany(db, name, address, now())) return { outcome: "too-many" };
  return db.transaction(
    () => {
      const user = find();
      const about = { at, address, subject: name, detail: {} };
      if (user === undefined || user.isBarred || !isRight) {
        record(db, { ...about, actor: name, action: "sign-in-refused" });
        return { outcome: "refused" };
      }
      record(db, { ...about, actor: user.name, action: "signed-in" });
      return { outcome: "signed-in", token: openSession(db, user.key, address, now()) };
    },
    { behavior: "immediate" },
  );
}
