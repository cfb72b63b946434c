import { aliasedTable, and, eq, ne } from "drizzle-orm";
import { getRegistryWords } from "../../lib/catalog/registry.ts";
import type { Continuation, LineageKind } from "../../lib/model.ts";
import { dayBefore } from "../../lib/registry/import-row.ts";
import { tidyName } from "../../lib/registry/names.ts";
import { type AgencyNameEntry, enterNames, listNames } from "../agency-entry.ts";
import type { Database, Writer } from "../client.ts";
import { agencyLineage } from "../registry-schema.ts";
import { raiseRelease } from "../release.ts";
import { agencies } from "../schema.ts";
import { indexAgency } from "../search.ts";
import { listRegistryProblems } from "./problems.ts";

/** What became of agencies: names changed, bodies merged, divided or ended, each with its day and what that rests on. */

interface Change {
  /** The first day on which it is so. */
  readonly on: string;
  readonly basis: string;
  readonly at: string;
}

export type ChangeOutcome = { readonly done: true } | { readonly done: false; readonly why: ChangeRefusal };

export interface ChangeRefusal {
  readonly code: "agency-absent" | "registry-lineage-circle" | "registry-same-agency";
  readonly parameters: Readonly<Record<string, string | number>>;
}

class Refused extends Error {
  constructor(readonly why: ChangeRefusal) {
    super(why.code);
  }
}

function change(db: Database, at: string, run: () => void): ChangeOutcome {
  try {
    db.transaction(
      () => {
        run();
        raiseRelease(db, at);
      },
      { behavior: "immediate" },
    );
    return { done: true };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { done: false, why: error.why };
  }
}

function get(db: Writer, id: string) {
  const agency = db.select().from(agencies).where(eq(agencies.id, id)).get();
  if (agency === undefined) throw new Refused({ code: "agency-absent", parameters: { id } });
  return agency;
}

/** What somebody said of an agency is kept from then on, as what a registry file says. */
const KEPT = { origin: "import", provisional: false } as const;

function close(db: Writer, key: number, on: string): void {
  db.update(agencies)
    .set({ validTo: dayBefore(on), ...KEPT })
    .where(eq(agencies.key, key))
    .run();
  indexAgency(db, key);
}

function enterEdge(
  db: Writer,
  edge: { readonly predecessor: number; readonly successor: number | null; readonly kind: LineageKind },
  { on, basis }: Change,
): void {
  db.insert(agencyLineage)
    .values({ ...edge, on, basis })
    .run();
}

function refuseCircles(db: Writer): void {
  const circle = listRegistryProblems(db).find(({ code }) => code === "registry-lineage-circle");
  if (circle !== undefined)
    throw new Refused({ code: "registry-lineage-circle", parameters: circle.parameters });
}

/** One agency goes into another: its figures stay its own. */
export function mergeAgencies(
  db: Database,
  { from, into, ...given }: Change & { readonly from: string; readonly into: string },
): ChangeOutcome {
  return change(db, given.at, () => {
    if (from === into) throw new Refused({ code: "registry-same-agency", parameters: { id: from } });
    const predecessor = get(db, from);
    const successor = get(db, into);
    close(db, predecessor.key, given.on);
    enterEdge(db, { predecessor: predecessor.key, successor: successor.key, kind: "merged" }, given);
    refuseCircles(db);
  });
}

/** One agency becomes several; it ends unless it is one of them. */
export function splitAgency(
  db: Database,
  { from, into, ...given }: Change & { readonly from: string; readonly into: readonly string[] },
): ChangeOutcome {
  return change(db, given.at, () => {
    const predecessor = get(db, from);
    for (const id of new Set(into)) {
      if (id === from) continue;
      enterEdge(db, { predecessor: predecessor.key, successor: get(db, id).key, kind: "split" }, given);
    }
    if (!into.includes(from)) close(db, predecessor.key, given.on);
    refuseCircles(db);
  });
}

/** One agency goes on as another entry of the registry, with another code or level. */
export function continueAgency(
  db: Database,
  {
    from,
    into,
    as: kind,
    ...given
  }: Change & {
    readonly from: string;
    readonly into: string;
    readonly as: Continuation;
  },
): ChangeOutcome {
  return change(db, given.at, () => {
    if (from === into) throw new Refused({ code: "registry-same-agency", parameters: { id: from } });
    const predecessor = get(db, from);
    const successor = get(db, into);
    close(db, predecessor.key, given.on);
    enterEdge(db, { predecessor: predecessor.key, successor: successor.key, kind }, given);
    refuseCircles(db);
  });
}

/** A part of an agency's work goes to another; both go on. */
export function transferFunction(
  db: Database,
  { from, into, ...given }: Change & { readonly from: string; readonly into: string },
): ChangeOutcome {
  return change(db, given.at, () => {
    if (from === into) throw new Refused({ code: "registry-same-agency", parameters: { id: from } });
    const predecessor = get(db, from);
    const successor = get(db, into);
    db.update(agencies).set(KEPT).where(eq(agencies.key, predecessor.key)).run();
    enterEdge(
      db,
      { predecessor: predecessor.key, successor: successor.key, kind: "function-transferred" },
      given,
    );
    refuseCircles(db);
  });
}

/** An agency whose work went where no report is made of it: into a Party body. */
export function endAgency(db: Database, { id, ...given }: Change & { readonly id: string }): ChangeOutcome {
  return change(db, given.at, () => {
    const { key } = get(db, id);
    close(db, key, given.on);
    enterEdge(db, { predecessor: key, successor: null, kind: "moved-to-party" }, given);
  });
}

/** An agency goes on under another name and keeps its id; the former name is kept with its last day. */
export function renameAgency(
  db: Database,
  { id, name, ...given }: Change & { readonly id: string; readonly name: string },
): ChangeOutcome {
  return change(db, given.at, () => {
    const agency = get(db, id);
    const nameZh = tidyName(name);
    if (nameZh === agency.nameZh) throw new Refused({ code: "registry-same-agency", parameters: { id } });
    const last = dayBefore(given.on);
    const before = listNames(db, agency.key).filter((one) => one.name !== nameZh);
    const named: readonly AgencyNameEntry[] =
      before.length > 0
        ? before
        : [{ name: agency.nameZh, kind: "official", validFrom: null, validTo: null }];
    enterNames(db, agency.key, [
      { name: nameZh, kind: "official", validFrom: given.on, validTo: null },
      ...named.map((one) =>
        one.kind === "official" ? ({ ...one, kind: "former", validTo: last } as const) : one,
      ),
    ]);
    db.update(agencies)
      .set({ nameZh, nameEn: null, ...KEPT })
      .where(eq(agencies.key, agency.key))
      .run();
    indexAgency(db, agency.key);
    enterEdge(db, { predecessor: agency.key, successor: agency.key, kind: "renamed" }, given);
  });
}

/** What the registry itself says became of an agency, without what the list of divisions says. */
export function listOwnEdges(db: Writer, id: string) {
  const { key, kind, on, basis } = agencyLineage;
  const successors = aliasedTable(agencies, "successors");
  return db
    .select({ key, kind, on, basis, successor: successors.id, successorName: successors.nameZh })
    .from(agencyLineage)
    .innerJoin(agencies, eq(agencies.key, agencyLineage.predecessor))
    .leftJoin(successors, eq(successors.key, agencyLineage.successor))
    .where(and(eq(agencies.id, id), ne(basis, getRegistryWords().divisions.basis)))
    .orderBy(on, key)
    .all();
}

/** Strikes what was entered by mistake of what became of an agency. Its last day stays as it is. */
export function strikeEdge(
  db: Database,
  { id, edge, at }: { readonly id: string; readonly edge: number; readonly at: string },
): ChangeOutcome {
  return change(db, at, () => {
    const { key } = get(db, id);
    const isIt = and(eq(agencyLineage.key, edge), eq(agencyLineage.predecessor, key));
    if (db.delete(agencyLineage).where(isIt).run().changes === 0)
      throw new Refused({ code: "agency-absent", parameters: { id: String(edge) } });
    indexAgency(db, key);
  });
}
