import { and, eq } from "drizzle-orm";
import type { StoredDocument } from "../../lib/views.ts";
import type { Database } from "../client.ts";
import { agencies, documents, reports, versions } from "../schema.ts";

/** An original with the versions it was read into, or `undefined` when it is not held. */
export async function getDocument(db: Database, sha256: string): Promise<StoredDocument | undefined> {
  const document = db.select().from(documents).where(eq(documents.sha256, sha256)).get();
  if (document === undefined) return undefined;
  const held = db
    .select({
      agency: agencies.id,
      year: reports.year,
      scope: reports.scope,
      version: versions.number,
    })
    .from(versions)
    .innerJoin(reports, eq(reports.key, versions.report))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(and(eq(versions.document, sha256), eq(versions.awaitingReview, false)))
    .orderBy(versions.number)
    .all();
  return { ...document, reports: held };
}
