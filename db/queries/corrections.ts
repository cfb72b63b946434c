import { and, desc, eq } from "drizzle-orm";
import type { Scope } from "../../lib/model.ts";
import type { CorrectionView } from "../../lib/release-views.ts";
import type { Database } from "../client.ts";
import { corrections } from "../review-schema.ts";

/** The corrections in force of a report, the newest first. Who made them is the desk's alone. */
export async function listReleasedCorrections(
  db: Database,
  agency: string,
  year: number,
  scope: Scope,
): Promise<CorrectionView[]> {
  const own = and(eq(corrections.agency, agency), eq(corrections.year, year), eq(corrections.scope, scope));
  return db
    .select({
      key: corrections.key,
      label: corrections.label,
      memberLabel: corrections.memberLabel,
      unit: corrections.unit,
      wasStatus: corrections.wasStatus,
      wasAmount: corrections.wasAmount,
      isStatus: corrections.isStatus,
      isAmount: corrections.isAmount,
      why: corrections.why,
      evidence: corrections.evidence,
      at: corrections.at,
      release: corrections.release,
    })
    .from(corrections)
    .where(and(own, eq(corrections.state, "released")))
    .orderBy(desc(corrections.key))
    .all();
}
