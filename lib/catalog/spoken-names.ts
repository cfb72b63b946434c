import { z } from "zod";
import { parseFile } from "./catalog-file.ts";

/** How names of places are read and shortened when somebody searches: held apart, since only the search needs it. */

const PolyphoneFile = z.strictObject({
  source: z.strictObject({ name: z.string(), of: z.string() }),
  /** Place name → its syllables, one a character, without tones. */
  readings: z.record(z.string().regex(/^\p{Script=Han}{2,}$/u), z.string().regex(/^[a-zv]+(?: [a-zv]+)+$/)),
});

const SearchNameFile = z.strictObject({
  /** What people leave out at the end of a region's name, the longest first. */
  regionEndings: z.array(z.string().min(1)).min(1),
});

export interface SpokenNames {
  /** Place names whose reading a dictionary of common words gets wrong, or could. */
  readonly readings: readonly (readonly [word: string, syllables: readonly string[]])[];
  readonly regionEndings: readonly string[];
}

let loaded: SpokenNames | undefined;

/** Throws where a file breaks its shape, or a reading has not one syllable a character. */
export function getSpokenNames(): SpokenNames {
  loaded ??= {
    readings: Object.entries(parseFile(PolyphoneFile, "polyphones.json").readings).map(
      ([word, reading]) => [word, syllablesOf(word, reading)] as const,
    ),
    regionEndings: parseFile(SearchNameFile, "search-names.json").regionEndings,
  };
  return loaded;
}

function syllablesOf(word: string, reading: string): readonly string[] {
  const syllables = reading.split(" ");
  if (syllables.length !== [...word].length)
    throw new Error(`lib/catalog/polyphones.json: ${word} is not read in ${syllables.length} syllables`);
  return syllables;
}
