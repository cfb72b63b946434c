import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { getRegions, levelOfCode, listChildren, parentCode } from "../lib/catalog/regions.ts";
import type { CheckSubject } from "../lib/checks/subject.ts";
import type { Scope } from "../lib/model.ts";
import type { Writer } from "./client.ts";
import { listFacts } from "./fact-rows.ts";
import { agencies, reports } from "./schema.ts";

/**
 * A region and its parts: the roll-up of a government covers the governments right below it and its own level
 * (the reports of scope 本级). Only governments stand for a division; functional zones have no code of their own.
 */

const GOVERNMENT = "government";

interface Whole {
  readonly agencyKey: number;
  readonly agency: string;
  readonly kind: string | null;
  readonly region: string | null;
  readonly year: number;
  readonly scope: Scope;
}

/** Reports of the parts of a region, and the parts of which none is held; `null` for what is no roll-up of parts. */
export function findParts(db: Writer, whole: Whole): CheckSubject["parts"] {
  const { agencyKey, agency, kind, region, year, scope } = whole;
  if (scope !== "whole-region" || kind !== GOVERNMENT || region === null) return null;
  if (levelOfCode(region) === "county") return null;
  const codes = listChildren(region, year, getRegions()).map(({ code }) => code);
  if (codes.length === 0) return null;
  const below = db
    .select({ agency: agencies.id, region: agencies.region, version: reports.current })
    .from(reports)
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(
      and(
        ...[inArray(agencies.region, codes), eq(agencies.kind, GOVERNMENT), eq(reports.year, year)],
        ...[eq(reports.scope, "whole-region"), isNotNull(reports.current)],
      ),
    )
    .orderBy(agencies.region)
    .all();
  const own = db
    .select({ version: reports.current })
    .from(reports)
    .where(and(eq(reports.agency, agencyKey), eq(reports.year, year), eq(reports.scope, "own-level")))
    .get();
  const there = new Set(below.map((part) => part.region));
  const missing = codes.filter((code) => !there.has(code));
  if (own?.version == null) missing.push("own-level");
  // Facts are fetched only where the sum can be made.
  const held =
    missing.length > 0
      ? []
      : [...below, { agency, version: own?.version ?? null }].flatMap(({ agency: part, version }) =>
          version === null ? [] : [{ agency: part, facts: listFacts(db, version) }],
        );
  return { held, missing };
}

/** The roll-ups that a report is a part of. */
export function listWholes(
  db: Writer,
  { agency, year, scope }: { readonly agency: number; readonly year: number; readonly scope: Scope },
): number[] {
  const part = db
    .select({ kind: agencies.kind, region: agencies.region })
    .from(agencies)
    .where(eq(agencies.key, agency))
    .get();
  if (part?.kind !== GOVERNMENT || part.region === null) return [];
  const above = scope === "own-level" ? part.region : parentCode(part.region, year, getRegions());
  if (above === null || (scope !== "own-level" && scope !== "whole-region")) return [];
  return db
    .select({ key: reports.key })
    .from(reports)
    .innerJoin(agencies, eq(agencies.key, reports.agency))
    .where(
      and(
        ...[eq(agencies.region, above), eq(agencies.kind, GOVERNMENT)],
        ...[eq(reports.year, year), eq(reports.scope, "whole-region")],
      ),
    )
    .all()
    .map(({ key }) => key);
}
