import type { LineageKind } from "../model.ts";

/** What became of agencies, and whose series may be read on as one. */

export interface LineageEdge {
  readonly predecessor: string;
  /** `null` where a series ends. */
  readonly successor: string | null;
  readonly kind: LineageKind;
  readonly on: string;
}

/** The same body goes on: under another name, level or code. Work that was merged, split or moved is another's. */
const CONTINUING: ReadonlySet<LineageKind> = new Set(["renamed", "level-changed", "code-changed"]);

export interface JoinedSeries {
  /** Agencies whose series go on in one another, the oldest first. */
  readonly agencies: readonly string[];
  /** Between them, in the same order. */
  readonly edges: readonly LineageEdge[];
}

/**
 * The predecessors whose figures the agency's series may be read on from: each the only one that went into its
 * successor and having gone nowhere else. Figures are never added.
 */
export function joinPredecessors(agency: string, all: readonly LineageEdge[]): JoinedSeries {
  // A new name of one agency leads to no other.
  const edges = all.filter(({ predecessor, successor }) => predecessor !== successor);
  const agencies = [agency];
  const joined: LineageEdge[] = [];
  for (let at = agency; ; ) {
    const into = edges.filter(({ successor }) => successor === at);
    const [edge, ...more] = into;
    if (edge === undefined || more.length > 0 || !CONTINUING.has(edge.kind)) break;
    const outOf = edges.filter(({ predecessor }) => predecessor === edge.predecessor);
    if (outOf.length > 1 || agencies.includes(edge.predecessor)) break;
    agencies.unshift(edge.predecessor);
    joined.unshift(edge);
    at = edge.predecessor;
  }
  return { agencies, edges: joined };
}

/** Ids that come back to themselves by `next`, each circle once, from its smallest id. */
export function findCycles(next: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  for (const start of next.keys()) {
    if (done.has(start)) continue;
    const path: string[] = [];
    const onPath = new Map<string, number>();
    // By hand: chains may be as long as the registry.
    const open: { readonly id: string; at: number }[] = [{ id: start, at: 0 }];
    onPath.set(start, 0);
    path.push(start);
    for (let frame = open.at(-1); frame !== undefined; frame = open.at(-1)) {
      const following = next.get(frame.id)?.[frame.at++];
      if (following === undefined) {
        open.pop();
        path.pop();
        onPath.delete(frame.id);
        done.add(frame.id);
        continue;
      }
      const back = onPath.get(following);
      if (back !== undefined) cycles.push(path.slice(back));
      else if (!done.has(following) && next.has(following)) {
        open.push({ id: following, at: 0 });
        onPath.set(following, path.length);
        path.push(following);
      }
    }
  }
  return cycles;
}
