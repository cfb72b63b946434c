import type { SpokenNames } from "../lib/catalog/spoken-names.ts";
import { readAloud } from "../lib/pinyin.ts";
import { foldName, listWords, pairsOf } from "./fold-name.ts";

/** The words an agency is found by: names as one word each, as pairs of signs, and as they sound. */

export interface NamedAgency {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string | null;
  readonly regionNameEn: string | null;
  /** Short names, aliases, former names. */
  readonly others: readonly string[];
  /** Names of its region and those above, the province first. */
  readonly path: readonly string[];
}

/** The columns of `agency_search`, words parted by spaces. */
export interface SearchWords {
  readonly name: string;
  readonly alias: string;
  /** Names from their first sign on, as they sound and by initials. */
  readonly spelled: string;
  /** The same from each later sign on, the region's names, and the words of English names. */
  readonly inner: string;
  /** Pairs of signs next to each other, and each last sign by itself. */
  readonly grams: string;
  /** What a hit is held against where no name holds the words in one piece. */
  readonly names: string;
}

/** Syllables and initials kept of what begins inside a name: as much as anybody types. */
const INNER = 4;

export function searchWords(agency: NamedAgency, spoken: SpokenNames): SearchWords {
  const { nameZh, nameEn, path: regions } = agency;
  const name = foldName(nameZh);
  const short = shorten(nameZh, regions, spoken);
  const others = [...agency.others, ...(short === nameZh ? [] : [short])].map(foldName);
  const english = nameEn === null ? [] : [foldName(nameEn)];
  const sounds = [...new Set([name, ...others])].flatMap((one) => soundsOf(one, spoken));
  const places = [...new Set(regions.map(foldName))];
  const latin = [nameEn ?? "", agency.regionNameEn ?? "", agency.id].flatMap(listWords);
  return {
    name,
    alias: joined([...others, ...english]),
    spelled: joined(sounds.flatMap(([whole, initials]) => [whole, initials].flatMap(withU))),
    inner: joined([
      ...soundsOf(name, spoken)
        .flatMap(([, , later]) => later)
        .flatMap(withU),
      ...places.flatMap((place) => soundsOf(place, spoken)).flatMap((sound) => sound.slice(0, 2).flat()),
      ...latin,
    ]),
    // What stands in the name is found in it.
    grams: joined(
      [name, ...[...others, ...places].filter((one) => !name.includes(one))].flatMap(pairsOf),
      false,
    ),
    names: [...new Set([places.join("") + name, ...others.map((one) => places.join("") + one)])].join("\n"),
  };
}

type Sound = readonly [whole: string, initials: string, later: readonly string[]];

/** Names of regions and short names of offices come again and again. */
const heard = new Map<string, readonly Sound[]>();
const MOST_HEARD = 20_000;

/** `pingtanxian`, `ptx`, and both from each later syllable on. */
function soundsOf(name: string, spoken: SpokenNames): readonly Sound[] {
  const known = heard.get(name);
  if (known !== undefined) return known;
  const sounds = listen(name, spoken);
  if (heard.size >= MOST_HEARD) heard.clear();
  heard.set(name, sounds);
  return sounds;
}

function listen(name: string, spoken: SpokenNames): Sound[] {
  return readAloud(name, spoken).map((syllables) => {
    const initials = syllables.map((syllable) => syllable[0] ?? "");
    const later = syllables.slice(1).flatMap((_, at) => {
      const end = at + 1 + INNER;
      return [syllables.slice(at + 1, end).join(""), initials.slice(at + 1, end + 1).join("")];
    });
    return [syllables.join(""), initials.join(""), later];
  });
}

/** `lvliang` is typed `luliang`, too. */
const withU = (sound: string): string[] =>
  sound.includes("v") ? [sound, sound.replaceAll("v", "u")] : [sound];

/** The name with the names of regions in it as people say them: without what kind of region each is. */
function shorten(name: string, regions: readonly string[], { regionEndings }: SpokenNames): string {
  return regions.reduce((text, region) => {
    const ending = regionEndings.find((one) => region.endsWith(one));
    const rest = ending === undefined ? region : region.slice(0, -ending.length);
    // A name of one sign is never said without its kind.
    return rest.length < 2 ? text : text.replace(region, rest);
  }, name);
}

function joined(words: readonly string[], once = true): string {
  return (once ? [...new Set(words)] : words).filter((word) => word !== "").join(" ");
}
