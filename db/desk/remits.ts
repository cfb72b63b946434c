import { eq } from "drizzle-orm";
import { isInRemit, type Placed, type Remit } from "../../lib/desk/remit.ts";
import type { Writer } from "../client.ts";
import { agencies } from "../schema.ts";

/** No registry is deeper; parents that go round in a circle end here. */
const DEEPEST = 12;

/** Where an agency is, and what it stands under. */
function placeOf(db: Writer, id: string): Placed | undefined {
  const line: string[] = [];
  let region: string | null = null;
  for (let next: string | null = id; next !== null && line.length < DEEPEST; ) {
    const held: { region: string | null; parent: string | null } | undefined = db
      .select({ region: agencies.region, parent: agencies.parent })
      .from(agencies)
      .where(eq(agencies.id, next))
      .get();
    if (held === undefined) return line.length === 0 ? undefined : { region, line };
    region ??= held.region;
    line.push(next);
    next = held.parent;
  }
  return { region, line };
}

/** Whether somebody works for an agency; for one that nobody knows only who works everywhere does. */
export function worksFor(db: Writer, remit: Remit, agency: string | null): boolean {
  return remit.everywhere || isInRemit(agency === null ? undefined : placeOf(db, agency), remit);
}
