import type { Vote } from "../model.ts";
import { compileWords, foldName, tidyName } from "./names.ts";
import { findPlace, isAnchored, isWithin, writingsOf } from "./places.ts";
import type { Asked, Candidate, Knowledge, RegistryLookup } from "./resolve.ts";

/** Where a report stands: the places and agencies of its host, its site and its folders. */

export interface Context {
  /** Codes of divisions, one unless the words fit several. */
  readonly regions: readonly string[];
  /** An agency that stands for a place of its own, or for itself. */
  readonly agencies: readonly Candidate[];
  readonly source: Vote["source"];
  readonly words: string;
}

const CODE = /^\d{6}$/;

function ofWords(
  text: string,
  source: Vote["source"],
  asked: Asked,
  knowledge: Knowledge,
): Context | undefined {
  const { registry, regions, words } = knowledge;
  const name = tidyName(text).replace(compileWords(words).site, "");
  if (CODE.test(name)) {
    const isDivision = regions.byCode.has(name);
    return isDivision ? { regions: [name], agencies: [], source, words: text } : undefined;
  }
  const place = findPlace(name, { regions, words, year: asked.year });
  const isPlaceAlone =
    place !== undefined &&
    (place.rest === "" || place.rest.replace(compileWords(words).governmentEnding, "") === "");
  if (isPlaceAlone) return { regions: place.codes, agencies: [], source, words: text };
  // A relative name of a folder says no more than the report's own.
  if (place === undefined && !isAnchored(name, words)) return undefined;
  const agencies = registry.byName(foldName(name, words), asked.year);
  if (agencies.length === 0) return undefined;
  const codes = new Set(agencies.flatMap(({ region }) => region ?? []));
  return { regions: codes.size === 1 ? [...codes] : (place?.codes ?? []), agencies, source, words: text };
}

function ofHost({ host }: Asked, { registry }: Knowledge): Context | undefined {
  const agencies = host === null ? [] : registry.byHost(host.answer);
  const codes = [...new Set(agencies.flatMap(({ region }) => region ?? []))];
  if (host === null || agencies.length === 0) return undefined;
  return { regions: codes.length === 1 ? codes : [], agencies, source: "url", words: host.answer };
}

/** What tells where the report is, the surest first. */
export function listContexts(asked: Asked, knowledge: Knowledge): Context[] {
  const host = ofHost(asked, knowledge);
  const sites = asked.sites.flatMap((name) => ofWords(name, "metadata", asked, knowledge) ?? []);
  const folders = asked.folders.flatMap((name) => ofWords(name, "file-name", asked, knowledge) ?? []);
  return [...(host === undefined ? [] : [host]), ...sites, ...settle(folders)];
}

/** 南京市/鼓楼区: of a folder that fits several places those within the folders above it. */
function settle(folders: readonly Context[]): Context[] {
  const [nearest, ...above] = folders;
  if (nearest === undefined) return [];
  const within = nearest.regions.filter((code) =>
    above.every(({ regions }) => regions.length === 0 || regions.some((outer) => isWithin(code, outer))),
  );
  return [{ ...nearest, regions: within.length > 0 ? within : nearest.regions }];
}

const MOST_STEPS = 12;

function isBelow(one: Candidate, above: string, registry: RegistryLookup): boolean {
  let at: Candidate | undefined = one;
  for (let step = 0; at !== undefined && step < MOST_STEPS; step++) {
    if (at.id === above) return true;
    at = at.parent === null ? undefined : registry.byId(at.parent);
  }
  return false;
}

/** Whether an agency may be meant where the report stands. */
export function fitsContext(one: Candidate, context: Context, registry: RegistryLookup): boolean {
  const { region } = one;
  return (
    context.agencies.some(({ id }) => isBelow(one, id, registry)) ||
    (region !== null && context.regions.some((code) => isWithin(region, code)))
  );
}

interface Sought {
  readonly regions: readonly string[];
  readonly agencies?: readonly Candidate[];
  /** What the name says beside its place: 财政局. */
  readonly rest: string;
  /** 区: the place must be one. */
  readonly level: string | null;
  /** The whole name where it is relative. */
  readonly name?: string;
}

const GOVERNMENT = "government";

/** The agencies of a place, or below an agency, that are called so there. */
export function exactWithin(sought: Sought, year: number | null, knowledge: Knowledge): Candidate[] {
  const { registry, regions, words } = knowledge;
  const { rest, level, name, agencies = [] } = sought;
  const { government } = words.divisions;
  const ask = (text: string): readonly Candidate[] => registry.byName(foldName(text, words), year);
  const isOfLevel = (place: string): boolean => level === null || place.endsWith(level);
  const relative = name === undefined ? [] : [name, rest];
  // The own place of an agency: 平潭综合实验区 of 平潭综合实验区管理委员会.
  const stems = agencies.map((one) => ({
    one,
    stem: tidyName(one.name).replace(compileWords(words).governmentEnding, ""),
  }));
  const below = stems
    .filter(({ stem }) => isOfLevel(stem))
    .flatMap(({ one, stem }) => [
      ...ask(`${stem}${rest}`).filter((it) => it.region === one.region || it.parent === one.id),
      ...relative.flatMap(ask).filter((it) => it.parent === one.id || it.id === one.id),
    ]);
  if (below.length > 0) return below;
  // 财政局 in a region is that of its government, not that of a zone which lies in it.
  const isGovernments = ({ parent }: Candidate): boolean =>
    parent === null || registry.byId(parent)?.kind === GOVERNMENT;
  return sought.regions.flatMap((code) => {
    const places = writingsOf(code, regions).filter(isOfLevel);
    if (places.length === 0) return [];
    const written = places.map((place) => `${place}${rest === "" ? government : rest}`);
    return [...written.flatMap(ask), ...relative.flatMap(ask).filter(isGovernments)].filter(
      ({ region }) => region === code,
    );
  });
}
