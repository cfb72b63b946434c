import type { Regions } from "../catalog/regions.ts";
import type { RegistryWords } from "../catalog/registry.ts";
import type { Vote } from "../model.ts";
import { type Context, exactWithin, fitsContext, listContexts } from "./contexts.ts";
import { isOrganisationCode } from "./credit-code.ts";
import { foldName, splitRelative, tidyName } from "./names.ts";
import { findPlace, isAnchored, isWithin } from "./places.ts";

/**
 * Whose report it is. What a report says of itself is held against the registry in this order: codes in its address or
 * index number; its name, by the place that the name itself names; a relative name (总工会, 区财政局) by the place of its
 * host, site or folder; the host alone where it names nobody. An ending alone decides nothing, and what fits several
 * agencies is answered with all of them and decided by none.
 */

export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly kind: string | null;
  readonly region: string | null;
  readonly parent: string | null;
  /** ISO dates. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

/** What resolving asks of the registry. */
export interface RegistryLookup {
  /** By credit code, by the organisation code within it, or by id. */
  readonly byCode: (code: string) => readonly Candidate[];
  /** Of the longest domain that a host lies in. */
  readonly byHost: (host: string) => readonly Candidate[];
  /** All that bear or bore a name, folded (`foldName`), in the year if one is given. */
  readonly byName: (folded: string, year: number | null) => readonly Candidate[];
  readonly byId: (id: string) => Candidate | undefined;
}

export interface Asked {
  /** As the report names its agency. */
  readonly called: string | null;
  /** Credit and organisation codes, as read from address, index number or file name. */
  readonly codes: readonly Vote[];
  readonly host: Vote | null;
  /** The site's name, and the place a list of agencies is of. */
  readonly sites: readonly string[];
  /** Names of the folders it lies in, the nearest first. */
  readonly folders: readonly string[];
  readonly year: number | null;
}

export interface Knowledge {
  readonly registry: RegistryLookup;
  readonly regions: Regions;
  readonly words: RegistryWords;
}

export interface Resolution {
  readonly agency: string | null;
  /** `unknown`: the name says where and who, and the registry has nobody of it. */
  readonly outcome: "found" | "unknown" | "ambiguous";
  readonly by: "code" | "name" | "place" | "host" | "folder" | null;
  /** Ids of those it may be, where it is ambiguous. */
  readonly candidates: readonly string[];
  /** The place of an unknown name that does not say it itself: its code. */
  readonly place: string | null;
  readonly evidence: readonly Vote[];
  /** 0 to 1. */
  readonly confidence: number;
}

const CONFIDENCE = { code: 0.99, name: 0.97, place: 0.9, host: 0.6, folder: 0.6 } as const;
const MOST_CANDIDATES = 20;
/** Agencies sign a last report after they are gone, and names run ahead of the lists. */
const GRACE_YEARS = 1;

function isInForce({ validFrom, validTo }: Candidate, year: number | null): boolean {
  if (year === null) return true;
  const from = validFrom === null ? 0 : Number(validFrom.slice(0, 4));
  const to = validTo === null ? 9999 : Number(validTo.slice(0, 4));
  return from - GRACE_YEARS <= year && year <= to + GRACE_YEARS;
}

const uniqueById = (candidates: readonly Candidate[]): Candidate[] => [
  ...new Map(candidates.map((one) => [one.id, one])).values(),
];

/** Those whose years hold the report's, strictly before with grace. */
function inTheirYears(candidates: readonly Candidate[], year: number | null): Candidate[] {
  const strict = candidates.filter(
    ({ validFrom, validTo }) =>
      year === null ||
      ((validFrom === null || Number(validFrom.slice(0, 4)) <= year) &&
        (validTo === null || Number(validTo.slice(0, 4)) >= year)),
  );
  return strict.length > 0 ? strict : candidates.filter((one) => isInForce(one, year));
}

function ambiguous(candidates: readonly Candidate[], evidence: readonly Vote[]): Resolution {
  const ids = candidates.slice(0, MOST_CANDIDATES).map(({ id }) => id);
  return {
    ...{ agency: null, outcome: "ambiguous", by: null, candidates: ids, place: null },
    ...{ evidence, confidence: 0 },
  };
}

function found(one: Candidate, by: keyof typeof CONFIDENCE, evidence: readonly Vote[]): Resolution {
  const confidence = CONFIDENCE[by];
  const vote: Vote = {
    ...{ question: "agency", source: "catalog", answer: one.name, weight: confidence },
    words: one.id,
  };
  return {
    ...{ agency: one.id, outcome: "found", by, candidates: [], place: null },
    ...{ evidence: [...evidence, vote], confidence },
  };
}

const unknown = (place: string | null, evidence: readonly Vote[]): Resolution => ({
  ...{ agency: null, outcome: "unknown", by: null, candidates: [], place },
  ...{ evidence, confidence: 0 },
});

const contextVotes = (contexts: readonly Context[]): Vote[] =>
  contexts.map(({ source, words }) => ({
    ...{ question: "agency", source, answer: words, weight: 1, words },
  }));

/** Those that all contexts which know any of them agree on. */
function narrow(
  candidates: readonly Candidate[],
  contexts: readonly Context[],
  { registry }: Knowledge,
): { readonly left: readonly Candidate[]; readonly used: readonly Context[] } {
  const used: Context[] = [];
  let left = candidates;
  for (const context of contexts) {
    const fitting = left.filter((one) => fitsContext(one, context, registry));
    if (fitting.length === 0 || fitting.length === left.length) continue;
    left = fitting;
    used.push(context);
  }
  return { left, used };
}

/** A name that names its place. */
function byOwnPlace(
  name: string,
  codes: readonly string[],
  rest: string,
  contexts: readonly Context[],
  { year }: Asked,
  knowledge: Knowledge,
): Resolution {
  const { registry, words } = knowledge;
  const literal = registry.byName(foldName(name, words), year);
  const placed = codes.flatMap((code) =>
    exactWithin({ regions: [code], rest, level: null }, year, knowledge),
  );
  // A name known to the letter goes before one that is put together.
  const all = inTheirYears(uniqueById(literal.length > 0 ? [...literal, ...placed] : placed), year);
  const { left, used } = narrow(all, contexts, knowledge);
  const evidence = contextVotes(used);
  const [only, ...more] = left;
  if (only !== undefined && more.length === 0) {
    const isCertain = codes.length <= 1 || used.length > 0 || codes.every((code) => only.region === code);
    // One of four 鼓楼区 in the registry does not make it the one that is meant.
    if (isCertain) return found(only, used.length > 0 ? "place" : "name", evidence);
    return ambiguous(left, evidence);
  }
  if (left.length > 1) return ambiguous(left, evidence);
  if (literal.length + placed.length > 0) return ambiguous(uniqueById([...literal, ...placed]), evidence);
  const places = codes.filter((code) =>
    contexts.every(({ regions }) => regions.length === 0 || regions.some((region) => isWithin(code, region))),
  );
  const isTold = contexts.some(({ regions }) => regions.length > 0) && places.length === 1;
  if (codes.length <= 1) return unknown(null, evidence);
  return isTold ? unknown(places[0] ?? null, contextVotes(contexts)) : ambiguous([], evidence);
}

/** A name that leaves its place to the reader: only those of the places that host, site and folders tell. */
function byContext(
  name: string,
  contexts: readonly Context[],
  asked: Asked,
  knowledge: Knowledge,
): Resolution {
  const { words } = knowledge;
  const { level, rest } = splitRelative(name, words);
  const evidence = contextVotes(contexts);
  const perContext = contexts.map((context) =>
    inTheirYears(
      uniqueById(exactWithin({ ...context, rest, level, name }, asked.year, knowledge)),
      asked.year,
    ),
  );
  const telling = perContext.filter((candidates) => candidates.length > 0);
  const all = uniqueById(telling.flat());
  const agreed = all.filter(({ id }) => telling.every((list) => list.some((one) => one.id === id)));
  const [only, ...more] = agreed;
  if (only !== undefined && more.length === 0) return found(only, "place", evidence);
  if (all.length > 0) return ambiguous(all, evidence);
  const places = new Set(contexts.flatMap(({ regions }) => regions));
  const [place, ...others] = places;
  const isOfLevel =
    level === null || knowledge.regions.byCode.get(place ?? "")?.some(({ name: of }) => of.endsWith(level));
  const isPlaced = place !== undefined && others.length === 0 && isOfLevel === true;
  return isPlaced ? unknown(place, evidence) : ambiguous([], evidence);
}

function byCode({ codes }: Asked, { registry }: Knowledge): readonly Candidate[] {
  // The organisation code stands within the credit code: it decides only where there is none.
  const credit = codes.filter(({ answer }) => !isOrganisationCode(answer));
  return uniqueById((credit.length > 0 ? credit : codes).flatMap(({ answer }) => registry.byCode(answer)));
}

function byName(
  called: string,
  contexts: readonly Context[],
  asked: Asked,
  knowledge: Knowledge,
): Resolution {
  const { regions, words, registry } = knowledge;
  const name = tidyName(called);
  const place = findPlace(name, { regions, words, year: asked.year });
  if (place !== undefined) return byOwnPlace(name, place.codes, place.rest, contexts, asked, knowledge);
  if (!splitRelative(name, words).level && isAnchored(name, words)) {
    const known = inTheirYears(registry.byName(foldName(name, words), asked.year), asked.year);
    const { left, used } = narrow(known, contexts, knowledge);
    const [only, ...more] = left;
    if (only === undefined) return unknown(null, []);
    return more.length === 0
      ? found(only, used.length > 0 ? "place" : "name", contextVotes(used))
      : ambiguous(left, contextVotes(used));
  }
  return byContext(name, contexts, asked, knowledge);
}

/** The report names nobody: its host's own agency, else the one its folder is called after. */
function bySurroundings(asked: Asked, knowledge: Knowledge): Resolution {
  const { registry, words } = knowledge;
  const { host, folders, sites, year } = asked;
  const hosts = host === null ? [] : inTheirYears(registry.byHost(host.answer), year);
  const [atHost, ...moreAtHost] = hosts;
  if (atHost !== undefined && host !== null)
    return moreAtHost.length === 0 ? found(atHost, "host", [host]) : ambiguous(hosts, [host]);
  const called = [
    ...sites.map((name) => ({ name, by: "host" as const, source: "metadata" as const })),
    ...folders.map((name) => ({ name, by: "folder" as const, source: "file-name" as const })),
  ];
  for (const { name, by, source } of called) {
    const known = inTheirYears(registry.byName(foldName(name, words), year), year);
    const evidence: Vote[] = [{ question: "agency", source, answer: name, weight: 1, words: name }];
    const [only, ...more] = known;
    const place = findPlace(tidyName(name), { regions: knowledge.regions, words, year });
    const saysWhere = place !== undefined ? place.codes.length === 1 : isAnchored(tidyName(name), words);
    if (only === undefined || !saysWhere) continue;
    return more.length === 0 ? found(only, by, evidence) : ambiguous(known, evidence);
  }
  return ambiguous([], host === null ? [] : [host]);
}

export function resolveAgency(asked: Asked, knowledge: Knowledge): Resolution {
  const contexts = listContexts(asked, knowledge);
  const coded = byCode(asked, knowledge);
  const named = asked.called === null ? undefined : byName(asked.called, contexts, asked, knowledge);
  const [bearer, ...more] = coded;
  if (bearer !== undefined) {
    const others = [...coded.map(({ id }) => id), ...(named?.agency == null ? [] : [named.agency])];
    const isOne = more.length === 0 && new Set(others).size === 1;
    const isContradicted = !isOne || (named?.outcome === "unknown" && named.place === null);
    if (!isContradicted) return found(bearer, "code", asked.codes);
    const known = [...new Set(others)].flatMap((id) => knowledge.registry.byId(id) ?? []);
    return ambiguous(known, asked.codes);
  }
  return named ?? bySurroundings(asked, knowledge);
}
