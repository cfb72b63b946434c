import { and, eq, lt } from "drizzle-orm";
import type { Database, Writer } from "../client.ts";
import { type FieldProblem, keptForms } from "../desk-schema.ts";

/** What somebody filled in and could not be taken: nothing he wrote is lost. */

export interface KeptForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly problems: readonly FieldProblem[];
}

const DAYS = 7;

/** Keeps a form for a week; answers its number. */
export function keepForm(
  db: Writer,
  { at, ...form }: KeptForm & { readonly user: number; readonly page: string; readonly at: Date },
): number {
  const oldest = new Date(at.getTime() - DAYS * 86_400_000).toISOString();
  db.delete(keptForms).where(lt(keptForms.at, oldest)).run();
  return db
    .insert(keptForms)
    .values({ ...form, at: at.toISOString() })
    .returning({ key: keptForms.key })
    .get().key;
}

/** The form of that number, for the page it stands on and for who filled it in. */
export function findKeptForm(
  db: Database,
  { key, user, page }: { readonly key: number; readonly user: number; readonly page: string },
): KeptForm | undefined {
  const isIt = and(eq(keptForms.key, key), eq(keptForms.user, user), eq(keptForms.page, page));
  return db
    .select({ fields: keptForms.fields, problems: keptForms.problems })
    .from(keptForms)
    .where(isIt)
    .get();
}
