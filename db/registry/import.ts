import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { getRegistryWords, IMPORT_COLUMNS, type ImportColumn } from "../../lib/catalog/registry.ts";
import { partsOf } from "../../lib/registry/cell-notation.ts";
import type { ImportedAgency } from "../../lib/registry/import-row.ts";
import { type ImportedEdge, parseEdge, printEdge } from "../../lib/registry/lineage-text.ts";
import { foldName } from "../../lib/registry/names.ts";
import { rebuildChecks } from "../check-entry.ts";
import type { Database, Writer } from "../client.ts";
import { prepareOnce } from "../prepared.ts";
import { listWholes } from "../region-parts.ts";
import { agencyLineage, agencyNames } from "../registry-schema.ts";
import { raiseRelease } from "../release.ts";
import { agencies, reports } from "../schema.ts";
import { indexAgencies, indexAgency } from "../search.ts";
import { findRegistryRow, listEdges, type RegistryRow } from "./export.ts";
import { enterImported, findKey } from "./imported-agency.ts";
import { listRegistryProblems, type RegistryProblem } from "./problems.ts";

/** Enters the agencies of a registry file: all of them or none. */

export interface ImportCounts {
  readonly added: number;
  readonly changed: number;
  /** In all columns as they were. */
  readonly same: number;
}

export interface Importing {
  /** Enters one agency; the row is the one it is told by. */
  readonly enter: (row: number, agency: ImportedAgency) => void;
}

/** An agency of the file, before and after. */
export interface AgencyChange {
  readonly row: number;
  readonly id: string;
  readonly was: RegistryRow | null;
  readonly is: RegistryRow;
}

/** The columns in which an agency changed; all that are filled in of one that is new. */
export function changedColumns({ was, is }: Pick<AgencyChange, "was" | "is">): ImportColumn[] {
  return IMPORT_COLUMNS.filter((column) => (was?.[column] ?? null) !== is[column]);
}

export function countChanges(changes: readonly AgencyChange[]): ImportCounts {
  const added = changes.filter(({ was }) => was === null).length;
  const same = changes.filter((change) => changedColumns(change).length === 0).length;
  return { added, changed: changes.length - added - same, same };
}

export type ImportOutcome =
  | { readonly done: true; readonly counts: ImportCounts; readonly changes: readonly AgencyChange[] }
  | { readonly done: false; readonly problems: readonly (RegistryProblem & { readonly row: number })[] };

export interface ImportRules {
  /** Whether whoever imports may change the agency, as it was and as it is then; all where not given. */
  readonly mayChange?: (id: string) => boolean;
  /** Looks at what would change before it is committed; `false` drops all of it. */
  readonly accept?: (changes: readonly AgencyChange[]) => boolean;
}

interface Entered {
  readonly id: string;
  readonly key: number;
  readonly row: number;
  readonly became: readonly ImportedEdge[];
  readonly was: RegistryRow | undefined;
  /** Something of it is another than before; its edges apart. */
  readonly isOther: boolean;
}

/** Thrown within the transaction to drop it. */
class Refused extends Error {}

/**
 * Runs `fill` in a transaction, which enters agencies and answers whether the file is sound by itself. Then the registry
 * as a whole is looked at, and what is wrong with agencies of this file drops all of it.
 */
export function importAgencies(
  db: Database,
  at: string,
  fill: (importing: Importing) => boolean,
  { mayChange = () => true, accept = () => true }: ImportRules = {},
): ImportOutcome {
  const rows = new Map<string, number>();
  const entered: Entered[] = [];
  let problems: (RegistryProblem & { readonly row: number })[] = [];
  let changes: readonly AgencyChange[] = [];
  const judged = new Set<number>();
  const outside = (id: string, row: number) => ({
    ...{ code: "registry-outside-remit", column: "id" as const, agency: id, parameters: { id }, row },
  });
  const run = (): void => {
    const enter = (row: number, agency: ImportedAgency): void => {
      const id = agency.id ?? chooseId(db, agency);
      const first = rows.get(id);
      if (first !== undefined) {
        const parameters = { value: id, row: first };
        problems.push({ code: "registry-id-repeated", column: "id", agency: id, parameters, row });
        return;
      }
      const holder = agency.creditCode === null ? undefined : findHolder(db, agency.creditCode, id);
      if (holder !== undefined) {
        const parameters = { value: agency.creditCode ?? "", other: holder };
        problems.push({ code: "registry-code-repeated", column: "credit_code", agency: id, parameters, row });
        return;
      }
      rows.set(id, row);
      const was = findRegistryRow(db, id);
      if (was !== undefined && !mayChange(id)) {
        problems.push(outside(id, row));
        return;
      }
      if (was !== undefined && isJudgedOtherwise(was, agency))
        for (const report of listJudged(db, id)) judged.add(report);
      entered.push({ id, row, became: agency.became, was, ...enterImported(db, id, agency) });
    };
    const isSound = fill({ enter });
    problems.push(
      ...entered.flatMap((one) => enterEdges(db, one)),
      ...entered.flatMap((one) =>
        listAltered(db, one)
          .filter((successor) => !mayChange(successor))
          .map((successor) => ({
            ...{ ...outside(one.id, one.row), column: "became" as const, parameters: { id: successor } },
          })),
      ),
      ...entered.flatMap(({ id, row }) => (mayChange(id) ? [] : [outside(id, row)])),
    );
    changes = entered.flatMap(({ id, row, was }) => {
      const is = findRegistryRow(db, id);
      return is === undefined ? [] : [{ id, row, was: was ?? null, is }];
    });
    const after = listRegistryProblems(db).flatMap((problem) => {
      const row = rows.get(problem.agency);
      return row === undefined ? [] : [{ ...problem, row }];
    });
    problems = [...problems, ...after];
    if (!accept(changes) || !isSound || problems.length > 0) throw new Refused();
    const different = new Set(changes.filter((one) => changedColumns(one).length > 0).map(({ id }) => id));
    const touched = entered.filter(({ id, isOther }) => isOther || different.has(id));
    if (touched.length === 0) return;
    indexEntered(db, touched);
    rebuildChecks(db, getCatalog(), [...judged]);
    raiseRelease(db, at);
  };
  try {
    db.transaction(run, { behavior: "immediate" });
    return { done: true, counts: countChanges(changes), changes };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { done: false, problems: problems.toSorted((a, b) => a.row - b.row) };
  }
}

/** What checks go by: powers and deadlines by kind and level, roll-ups and deadlines by place. */
const isJudgedOtherwise = (was: RegistryRow, { kind, level, region }: ImportedAgency): boolean =>
  was.kind !== kind || was.level !== level || was.region !== region;

/** The reports of an agency, and those of the regions they are part of. */
function listJudged(db: Writer, id: string): number[] {
  const own = db
    .select({ report: reports })
    .from(reports)
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(eq(agencies.id, id))
    .all();
  return own.flatMap(({ report }) => [report.key, ...listWholes(db, report)]);
}

const prepareSame = prepareOnce((db: Writer) =>
  db
    .select({ id: agencies.id, region: agencies.region, parent: agencies.parent, origin: agencies.origin })
    .from(agencyNames)
    .innerJoin(agencies, eq(agencies.key, agencyNames.agency))
    .where(
      and(
        eq(agencyNames.folded, sql.placeholder("folded")),
        eq(agencyNames.kind, "official"),
        eq(agencies.provisional, false),
      ),
    )
    .prepare(),
);

/** The id of a row that gives none: of the agency it is, else made of what tells it from others, stable for them. */
function chooseId(db: Writer, { name, region, parent }: ImportedAgency): string {
  const folded = foldName(name, getRegistryWords());
  const same = prepareSame(db)
    .all({ folded })
    .filter(
      (one) => one.region === region && (parent === null || one.parent === null || one.parent === parent),
    );
  const [only, ...more] = same;
  if (only !== undefined && more.length === 0) return only.id;
  const told = [region ?? "", parent ?? "", folded].join("\n");
  return `agency-${createHash("sha256").update(told).digest("hex").slice(0, 12)}`;
}

const prepareHolder = prepareOnce((db: Writer) =>
  db
    .select({ id: agencies.id })
    .from(agencies)
    .where(eq(agencies.creditCode, sql.placeholder("code")))
    .prepare(),
);

function findHolder(db: Writer, code: string, id: string): string | undefined {
  const holder = prepareHolder(db).get({ code });
  return holder === undefined || holder.id === id ? undefined : holder.id;
}

/**
 * The other agencies of edges that come or go with the file: what became of one agency is told on the page of the other,
 * too.
 */
function listAltered(db: Writer, { id, became, was }: Entered): string[] {
  const held = partsOf(was?.became ?? "");
  const told = became.map(printEdge);
  const altered = [
    ...became.filter((_, at) => !held.includes(told[at] ?? "")),
    ...held.filter((text) => !told.includes(text)).flatMap((text) => parseEdge(text) ?? []),
  ];
  const others = altered.flatMap(({ successor }) =>
    successor === null || successor === id || findKey(db, successor) === undefined ? [] : [successor],
  );
  return [...new Set(others)];
}

/** Makes these all that became of the agency, beside what the list of divisions says of it. What stands is left. */
function enterEdges(
  db: Writer,
  { id, key, row, became }: Entered,
): (RegistryProblem & { readonly row: number })[] {
  const told = new Set(became.map(printEdge));
  const standing = new Set<string>();
  for (const edge of listEdges(db, key))
    if (told.has(printEdge(edge))) standing.add(printEdge(edge));
    else db.delete(agencyLineage).where(eq(agencyLineage.key, edge.key)).run();
  return became.flatMap((edge) => {
    const { successor: into, kind, on, basis } = edge;
    if (standing.has(printEdge(edge))) return [];
    standing.add(printEdge(edge));
    const successor = into === null ? null : findKey(db, into);
    if (successor === undefined) {
      const parameters = { value: into ?? "" };
      return [{ code: "registry-successor-unknown", column: "became" as const, agency: id, parameters, row }];
    }
    db.insert(agencyLineage).values({ predecessor: key, successor, kind, on, basis }).run();
    return [];
  });
}

/** More than these are found by an index that is made anew. */
const FEW = 500;

function indexEntered(db: Database, entered: readonly Entered[]): void {
  if (entered.length > FEW) indexAgencies(db);
  else for (const { key } of entered) indexAgency(db, key);
}
