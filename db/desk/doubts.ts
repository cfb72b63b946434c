import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { Remit } from "../../lib/desk/remit.ts";
import type { Database } from "../client.ts";
import { type Doubt, listDoubts, settleDoubt } from "../registry/doubts.ts";
import { findNamedAgency } from "../registry/find-agency.ts";
import { type Note, nameOfAgency } from "./registry.ts";
import { worksFor } from "./remits.ts";

/** Doubts of files ingested on the command line, as far as somebody may settle them. */

export interface OpenDoubt extends Doubt {
  readonly candidateNames: readonly (readonly [id: string, name: string])[];
}

/** Those with a candidate in the remit; those without any only for who works everywhere. */
const mayBeHis = (db: Database, remit: Remit, { candidates }: Doubt): boolean =>
  remit.everywhere || candidates.some((id) => worksFor(db, remit, id));

export function listOpenDoubts(db: Database, remit: Remit): OpenDoubt[] {
  return listDoubts(db)
    .filter((doubt) => mayBeHis(db, remit, doubt))
    .map((doubt) => ({
      ...doubt,
      candidateNames: doubt.candidates
        .filter((id) => worksFor(db, remit, id))
        .map((id) => [id, nameOfAgency(db, id) ?? ""] as const),
    }));
}

export const countDoubts = (db: Database, remit: Remit): number =>
  listDoubts(db).filter((doubt) => mayBeHis(db, remit, doubt)).length;

/** Decides a doubt that is still open. Part of a transaction. */
export function settleByForm(
  db: Database,
  remit: Remit,
  { doubt, agency: typed, by, at }: { doubt: number; agency: string; by: string; at: string },
  note: Note,
): "settled" | "agency-unknown" | "not-yours" | "changed-meanwhile" {
  const open = listDoubts(db).find(({ key }) => key === doubt);
  if (open === undefined) return "changed-meanwhile";
  const agency = findNamedAgency(db, getCatalog(), typed);
  if (agency === undefined) return "agency-unknown";
  if (!mayBeHis(db, remit, open) || !worksFor(db, remit, agency.id)) return "not-yours";
  if (settleDoubt(db, { doubt, agency: agency.id, by, at }) !== "settled") return "agency-unknown";
  note("doubt-settled", agency.id, { doubt, file: open.name });
  return "settled";
}
