import type { Database } from "../../db/client.ts";
import { type Doubt, findSettled, type NewDoubt } from "../../db/registry/doubts.ts";
import { openLookup } from "../../db/registry/lookup.ts";
import { findUsualScope } from "../../db/registry/usual-scope.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { getRegions, regionPath } from "../catalog/regions.ts";
import { getRegistryWords } from "../catalog/registry.ts";
import type { Finding, Identity, Scope, Vote } from "../model.ts";
import { compileCues } from "../recognition/compiled-cues.ts";
import { decideScope } from "../recognition/identify.ts";
import { foldText } from "../recognition/votes.ts";
import { listCodes } from "../registry/credit-code.ts";
import { tidyName } from "../registry/names.ts";
import { isAnchored } from "../registry/places.ts";
import { type Asked, type Knowledge, type Resolution, resolveAgency } from "../registry/resolve.ts";
import type { ReportReading } from "./file-reading.ts";

/** Whose report it is, by the registry of the database, before it is stored. */

export interface Resolver {
  readonly db: Database;
  readonly catalog: Catalog;
  readonly knowledge: Knowledge;
}

export interface ResolvedReading {
  readonly reading: ReportReading;
  /** Set where nobody can tell: the reading is not to be stored. */
  readonly doubt?: Omit<NewDoubt, "document" | "name" | "askedAt">;
}

/** The registry as it stands when a run begins. */
export function openResolver(db: Database, catalog: Catalog): Resolver {
  const knowledge = { registry: openLookup(db), regions: getRegions(), words: getRegistryWords() };
  return { db, catalog, knowledge };
}

/** Between a place and a name that leaves it out. */
const BETWEEN = "·";
const MOST_FOLDERS = 4;

/** The agency as the report names it: the weightiest of what it says itself. */
function calledIn({ evidence }: Identity): string | null {
  const sums = new Map<string, number>();
  for (const { question, source, answer, weight } of evidence)
    if (question === "agency" && source !== "url" && source !== "metadata")
      sums.set(answer, (sums.get(answer) ?? 0) + weight);
  const [first] = [...sums].sort(([, a], [, b]) => b - a);
  return first?.[0] ?? null;
}

function askOf(identity: Identity, path: string, { catalog }: Resolver): Asked {
  const { evidence, agency, year } = identity;
  const about = (source: Vote["source"]): Vote[] =>
    evidence.filter((vote) => vote.question === "agency" && vote.source === source);
  const [place, ...named] = agency?.id === null ? agency.name.split(BETWEEN) : [];
  const parts = path
    .split(/[\\/]/)
    .filter((part) => part !== "")
    .map((part) => part.replace(/\.\w{1,5}$/, ""));
  const years = compileCues(catalog.cues).fileYears;
  const withoutYear = (part: string): string =>
    years.reduce((text, pattern) => text.replace(pattern, ""), foldText(part));
  const folders = parts
    .slice(-MOST_FOLDERS - 1)
    .map(withoutYear)
    .filter((part) => part.length > 1);
  const inName = parts
    .slice(-2)
    .flatMap((words) =>
      listCodes(words).map(
        (answer): Vote => ({ question: "identifier", source: "file-name", answer, weight: 4, words }),
      ),
    );
  return {
    called: calledIn(identity),
    codes: [...evidence.filter(({ question }) => question === "identifier"), ...inName],
    host: about("url")[0] ?? null,
    sites: [
      ...about("metadata").map(({ answer }) => answer),
      ...(place !== undefined && named.length > 0 ? [place] : []),
    ],
    folders: folders.toReversed(),
    year,
  };
}

const ABOUT_AGENCY: ReadonlySet<string> = new Set([
  "agency-unknown",
  "agency-undecided",
  "agency-from-site",
  "scope-assumed",
]);

/** The reading as the report of an agency of the registry. */
function assign(
  reading: ReportReading,
  id: string,
  resolution: Resolution,
  resolver: Resolver,
): ReportReading {
  const { identity } = reading.report;
  const { catalog, db, knowledge } = resolver;
  const name = knowledge.registry.byId(id)?.name ?? id;
  const isScopeOpen =
    identity.scope === null || reading.findings.some(({ code }) => code === "scope-assumed");
  const usual = findUsualScope(db, id);
  const decided = decideScope(
    identity.evidence.filter(({ question }) => question === "scope"),
    { id, name },
    catalog,
  );
  const assumed = decided.findings.some(({ code }) => code === "scope-assumed");
  const scope: Scope | null = !isScopeOpen
    ? identity.scope
    : assumed
      ? (usual ?? decided.value)
      : decided.value;
  const scopeFindings: readonly Finding[] = !isScopeOpen
    ? []
    : assumed
      ? [{ code: "scope-assumed", parameters: { scope: scope ?? "" } }]
      : decided.findings;
  const words = resolution.evidence[0]?.words ?? "";
  const from: Finding[] =
    resolution.by === "host"
      ? [{ code: "agency-from-site", parameters: { name, words } }]
      : resolution.by === "folder"
        ? [{ code: "agency-from-folder", parameters: { name, words } }]
        : [];
  return {
    report: {
      ...reading.report,
      identity: {
        ...identity,
        agency: { id, name },
        scope,
        evidence: [...identity.evidence, ...resolution.evidence.filter((vote) => !isSaid(vote, identity))],
      },
    },
    findings: [...reading.findings.filter(({ code }) => !ABOUT_AGENCY.has(code)), ...from, ...scopeFindings],
  };
}

const isSaid = (vote: Vote, { evidence }: Identity): boolean =>
  evidence.some(
    ({ question, source, answer }) =>
      question === vote.question && source === vote.source && answer === vote.answer,
  );

/** A report of somebody whom the registry does not know, under a name that says where he is. */
function callAbsolutely(
  reading: ReportReading,
  called: string,
  place: string,
  { knowledge }: Resolver,
): ReportReading {
  const { identity } = reading.report;
  const { year } = identity;
  const { regions } = knowledge;
  const path = regionPath(place, year ?? regions.source.until, regions);
  const name = identity.agency?.name.includes(BETWEEN) ? identity.agency.name : `${path}${BETWEEN}${called}`;
  return {
    report: { ...reading.report, identity: { ...identity, agency: { id: null, name } } },
    findings: reading.findings.map((finding) =>
      finding.code === "agency-unknown" ? { ...finding, parameters: { name } } : finding,
    ),
  };
}

/** Whether the site says where a relative name is, though no list knows the place. */
function saysPlace({ agency }: Identity, { knowledge }: Resolver): boolean {
  const [place, ...named] = agency?.name.split(BETWEEN) ?? [];
  return place !== undefined && named.length > 0 && isAnchored(tidyName(place), knowledge.words);
}

/** Holds a reading against the registry. Readings that lack their year are not looked at: they are not stored. */
export function resolveReading(
  reading: ReportReading,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
  resolver: Resolver,
): ResolvedReading {
  const { identity } = reading.report;
  if (identity.year === null) return { reading };
  const asked = askOf(identity, path, resolver);
  const settled = findSettled(resolver.db, sha256, asked.called ?? "");
  const resolution = resolveAgency(asked, resolver.knowledge);
  if (settled !== undefined) {
    const decision: Vote = {
      ...{ question: "agency", source: "catalog", answer: settled.agency, weight: 1, words: settled.by },
    };
    const decided: Resolution = { ...resolution, by: null, evidence: [decision] };
    return { reading: assign(reading, settled.agency, decided, resolver) };
  }
  if (resolution.agency !== null)
    return { reading: assign(reading, resolution.agency, resolution, resolver) };
  if (resolution.outcome === "unknown") {
    const isPlaced = asked.called !== null && resolution.place !== null && identity.agency?.id === null;
    return {
      reading: isPlaced ? callAbsolutely(reading, asked.called, resolution.place, resolver) : reading,
    };
  }
  const isCatalogs = identity.agency !== null && identity.agency.id !== null;
  const isNobody = asked.called === null && resolution.candidates.length === 0;
  if (resolution.candidates.length === 0 && (isCatalogs || isNobody || saysPlace(identity, resolver)))
    return { reading };
  const called = asked.called ?? "";
  const { candidates, evidence } = resolution;
  return {
    reading,
    doubt: {
      ...{ called, year: identity.year, candidates },
      evidence: [...identity.evidence.filter(({ question }) => question === "agency"), ...evidence],
    },
  };
}

/** What a doubt tells its reader. */
export function toFinding(
  { called, candidates }: Pick<Doubt, "called" | "candidates">,
  { knowledge }: Resolver,
): Finding {
  const named = candidates.map((id) => `${knowledge.registry.byId(id)?.name ?? id} (${id})`).join("; ");
  const code = candidates.length > 0 ? "agency-ambiguous" : "agency-relative";
  return { code, parameters: { name: called, candidates: named } };
}
