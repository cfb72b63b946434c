import { and, eq, ne, or, sql } from "drizzle-orm";
import type { Catalog } from "../lib/catalog/catalog.ts";
import type { Finding } from "../lib/model.ts";
import { rebuildChecks } from "./check-entry.ts";
import type { Database, Writer } from "./client.ts";
import { prepareOnce } from "./prepared.ts";
import { raiseRelease } from "./release.ts";
import { agencies, documentNames, failures, reports, versions } from "./schema.ts";

/** How files were handed in: the names of those that were read, and what became of those that could not be. */

export interface HandedIn {
  /** The path that was handed in. */
  readonly path: string;
  /** Folder and file name. */
  readonly name: string;
  readonly sha256: string | null;
  /** Id in the catalog, as far as the name says. */
  readonly agency: string | null;
}

const prepareName = prepareOnce((db: Writer) =>
  db
    .select({ document: documentNames.document })
    .from(documentNames)
    .where(
      and(
        eq(documentNames.document, sql.placeholder("document")),
        eq(documentNames.name, sql.placeholder("name")),
      ),
    )
    .prepare(),
);

/** Whether a held document is known under this name. */
export function isNameKnown(db: Database, document: string, name: string): boolean {
  return prepareName(db).get({ document, name }) !== undefined;
}

/**
 * Notes the name of a document that is held, and, if it was read `wholly`, forgets that it could not be read before. The checks of its report
 * are renewed where the name names another agency: one file may be filed for two.
 */
export function noteName(
  db: Writer,
  catalog: Catalog,
  { path, name, sha256, agency }: HandedIn,
  wholly = true,
): void {
  if (sha256 === null) return;
  db.insert(documentNames).values({ document: sha256, name, agency }).onConflictDoNothing().run();
  if (wholly)
    db.delete(failures)
      .where(or(eq(failures.path, path), eq(failures.sha256, sha256)))
      .run();
  if (agency === null) return;
  const shown = db
    .select({ key: reports.key })
    .from(reports)
    .innerJoin(versions, eq(versions.key, reports.current))
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(and(eq(versions.document, sha256), ne(agencies.id, agency)))
    .all();
  if (shown.length > 0)
    rebuildChecks(
      db,
      catalog,
      shown.map(({ key }) => key),
    );
}

const prepareFailed = prepareOnce((db: Writer) =>
  db
    .select({ path: failures.path })
    .from(failures)
    .where(eq(failures.sha256, sql.placeholder("sha256")))
    .limit(1)
    .prepare(),
);

/** Whether it stands noted of a document that it could not be read, or not wholly. */
export function hasFailed(db: Writer, sha256: string): boolean {
  return prepareFailed(db).get({ sha256 }) !== undefined;
}

/** Notes a file that could not be read, or not wholly; the newest trial counts. */
export function noteFailure(
  db: Writer,
  failure: HandedIn & {
    readonly year: number | null;
    readonly findings: readonly Finding[];
    readonly triedAt: string;
  },
): void {
  const held = db.select().from(failures).where(eq(failures.path, failure.path)).get();
  const isSame =
    held?.sha256 === failure.sha256 && JSON.stringify(held?.findings) === JSON.stringify(failure.findings);
  if (isSame) return;
  db.insert(failures).values(failure).onConflictDoUpdate({ target: failures.path, set: failure }).run();
  raiseRelease(db, failure.triedAt);
}
