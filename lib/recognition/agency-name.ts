import type { CompiledCues } from "./compiled-cues.ts";

/** What of the words before a year or in a row is the name of an agency (`agencyNames` of lib/catalog/cues.json). */

/** Rounds in which words around a name are taken off: 关于转发某局关于报送. */
const MOST_ROUNDS = 3;

/** The name in folded words, without what was done with the report and notes in brackets; empty where none is left. */
export function nameIn(words: string, { names }: CompiledCues): string {
  let name = words.replace(names.notes, "");
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const left = name.replace(names.behind, "").replace(names.before, "").replace(names.site, "");
    if (left === name) break;
    name = left;
  }
  return name;
}

/** Whether folded words join the names of two agencies; 发展和改革局 is one. */
export const isSeveral = (name: string, { names }: CompiledCues): boolean => names.several.test(name);

/** Whether words end as names of agencies do. */
export const endsAsName = (name: string, { names }: CompiledCues): boolean => names.endings.test(name);

/** Whether words are the name of a site, on which reports of many agencies stand. */
export const isSite = (words: string, { names }: CompiledCues): boolean => names.site.test(words);
