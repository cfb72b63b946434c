import { eq } from "drizzle-orm";
import type { Scope } from "../../lib/model.ts";
import type { Writer } from "../client.ts";
import { agencies } from "../schema.ts";

/** What an agency's reports usually cover; `null` where the registry does not say. */
export function findUsualScope(db: Writer, id: string): Scope | null {
  const row = db.select({ scope: agencies.usualScope }).from(agencies).where(eq(agencies.id, id)).get();
  return row?.scope ?? null;
}
