import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import type { AgencyCard, AgencyRef, LineageEdge } from "../../lib/registry-views.ts";
import type { Database } from "../client.ts";
import { agencyLineage, agencyNames } from "../registry-schema.ts";
import { agencies, reports } from "../schema.ts";

/** Who one agency is: names over time, place, lineage. `undefined` for an unknown id. */
export async function findAgencyCard(db: Database, id: string): Promise<AgencyCard | undefined> {
  const row = db.select().from(agencies).where(eq(agencies.id, id)).get();
  if (row === undefined) return undefined;
  const { key, usualScope: _scope, origin: _origin, parent, ...agency } = row;
  const years = db
    .selectDistinct({ year: reports.year })
    .from(reports)
    .where(and(eq(reports.agency, key), isNotNull(reports.current)))
    .orderBy(reports.year)
    .all();
  const names = db
    .select({
      name: agencyNames.name,
      kind: agencyNames.kind,
      validFrom: agencyNames.validFrom,
      validTo: agencyNames.validTo,
    })
    .from(agencyNames)
    .where(eq(agencyNames.agency, key))
    .orderBy(agencyNames.validFrom, agencyNames.key)
    .all();
  return {
    ...agency,
    names,
    years: years.map(({ year }) => year),
    parent: parent === null ? null : (refOf(db, eq(agencies.id, parent)) ?? null),
    lineage: listEdges(db, key),
  };
}

function refOf(db: Database, condition: ReturnType<typeof eq>): AgencyRef | undefined {
  return db
    .select({ id: agencies.id, nameZh: agencies.nameZh, nameEn: agencies.nameEn })
    .from(agencies)
    .where(condition)
    .get();
}

/** Edges to and from an agency, the oldest first. */
function listEdges(db: Database, key: number): LineageEdge[] {
  const { predecessor, successor, kind, on, basis } = agencyLineage;
  const far = (direction: "predecessor" | "successor") => {
    const [own, other] = direction === "predecessor" ? [successor, predecessor] : [predecessor, successor];
    return db
      .select({ kind, on, basis, id: agencies.id, nameZh: agencies.nameZh, nameEn: agencies.nameEn })
      .from(agencyLineage)
      .leftJoin(agencies, eq(agencies.key, other))
      .where(eq(own, key))
      .orderBy(asc(on), asc(agencies.nameZh))
      .all()
      .map(({ id, nameZh, nameEn, ...edge }): LineageEdge => {
        const ref = id === null || nameZh === null ? null : { id, nameZh, nameEn };
        return { ...edge, direction, other: ref };
      });
  };
  return [...far("predecessor"), ...far("successor")];
}

/** Agencies of the same line of work right below and beside: those with reports, by region. */
export async function listOfLine(db: Database, line: string, limit: number): Promise<AgencyRef[]> {
  const held = db.selectDistinct({ agency: reports.agency }).from(reports).where(isNotNull(reports.current));
  return db
    .select({ id: agencies.id, nameZh: agencies.nameZh, nameEn: agencies.nameEn })
    .from(agencies)
    .where(and(eq(agencies.line, line), inArray(agencies.key, held)))
    .orderBy(agencies.region, agencies.nameZh)
    .limit(limit)
    .all();
}

/** What becomes one series: the same body goes on under another name, code or level. A merger or split does not. */
const CONTINUED = ["renamed", "code-changed", "level-changed"] as const;

/** Those whose years the series of an agency goes on from, the nearest first; each through one edge alone. */
export async function listForerunners(
  db: Database,
  id: string,
): Promise<readonly (AgencyRef & Pick<LineageEdge, "kind" | "on" | "basis">)[]> {
  const forerunners: (AgencyRef & Pick<LineageEdge, "kind" | "on" | "basis">)[] = [];
  const seen = new Set([id]);
  for (let at: string | undefined = id; at !== undefined; ) {
    const edges: readonly LineageEdge[] = (await findAgencyCard(db, at))?.lineage ?? [];
    const before = edges.filter(({ direction }) => direction === "predecessor");
    const [edge] = before;
    const next = edge?.other;
    // Its work must have gone to nobody else, either.
    const after = next == null ? [] : ((await findAgencyCard(db, next.id))?.lineage ?? []);
    const isWhole = after.filter(({ direction }) => direction === "successor").length === 1;
    const goesOn =
      isWhole &&
      before.length === 1 &&
      next != null &&
      CONTINUED.some((kind) => kind === edge?.kind) &&
      !seen.has(next.id);
    at = undefined;
    if (goesOn && edge !== undefined) {
      forerunners.push({ ...next, kind: edge.kind, on: edge.on, basis: edge.basis });
      seen.add(next.id);
      at = next.id;
    }
  }
  return forerunners;
}
