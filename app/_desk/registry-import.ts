import type { Database } from "@/db/client.ts";
import { type AgencyChange, changedColumns, countChanges, fingerprintOfChanges } from "@/db/desk/registry.ts";
import { worksFor } from "@/db/desk/remits.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { getDemonstration } from "@/lib/catalog/demonstration.ts";
import type { Remit } from "@/lib/desk/remit.ts";
import { type Imported, importBytes } from "@/lib/ingest/import-agencies.ts";

/** A registry file at the desk: what it would do, and doing it, by what the command line runs. */

const optionsFor = (db: Database, remit: Remit) => ({
  isDemonstration: getDemonstration() !== undefined,
  mayChange: (id: string) => worksFor(db, remit, id),
});

export interface Preview extends Pick<Imported, "problems" | "problemCount"> {
  /** Agencies that would change. */
  readonly changes: readonly AgencyChange[];
  readonly counts: ReturnType<typeof countChanges>;
  /** What is shown: it is applied only as long as it would do the same. */
  readonly fingerprint: string;
}

/** What the file would do. Nothing of it stays. */
export function previewImport(db: Database, bytes: Uint8Array, remit: Remit): Preview {
  let all: readonly AgencyChange[] = [];
  const accept = (changes: readonly AgencyChange[]): boolean => {
    all = changes;
    return false;
  };
  const { problems, problemCount } = importBytes(db, getCatalog(), bytes, {
    ...optionsFor(db, remit),
    accept,
  });
  const changes = all.filter((change) => changedColumns(change).length > 0);
  return {
    ...{ problems, problemCount, changes },
    counts: countChanges(all),
    fingerprint: fingerprintOfChanges(all),
  };
}

/** Imports the file, all of it, as long as it does what was shown. Part of a transaction. */
export function applyImport(
  db: Database,
  bytes: Uint8Array,
  remit: Remit,
  shown: string,
): { readonly applied: Imported } | { readonly problem: "import-changed" | "import-refused" } {
  let isAsShown = true;
  const accept = (changes: readonly AgencyChange[]): boolean => {
    isAsShown = fingerprintOfChanges(changes) === shown;
    return isAsShown;
  };
  const applied = importBytes(db, getCatalog(), bytes, { ...optionsFor(db, remit), accept });
  if (applied.counts !== null) return { applied };
  return { problem: isAsShown ? "import-refused" : "import-changed" };
}
