import type { RegistryWords } from "../catalog/registry.ts";

/** How names of agencies are compared, and what they leave unsaid. */

interface CompiledWords {
  readonly folds: readonly { readonly pattern: RegExp; readonly with: string }[];
  readonly relative: RegExp;
  readonly state: RegExp;
  readonly placeForm: RegExp;
  readonly townForm: RegExp;
  readonly governmentEnding: RegExp;
  readonly site: RegExp;
}

const compiled = new WeakMap<RegistryWords, CompiledWords>();

export function compileWords(words: RegistryWords): CompiledWords {
  const known = compiled.get(words);
  if (known !== undefined) return known;
  const { folds, relative, state, placeForm, townForm, governmentEnding, site } = words.names;
  const regExp = (pattern: string): RegExp => new RegExp(pattern, "u");
  const made: CompiledWords = {
    folds: folds.map((fold) => ({ pattern: new RegExp(fold.pattern, "gu"), with: fold.with })),
    relative: regExp(relative),
    state: regExp(state),
    placeForm: regExp(placeForm),
    townForm: regExp(townForm),
    governmentEnding: regExp(governmentEnding),
    site: regExp(site),
  };
  compiled.set(words, made);
  return made;
}

const SPACES = /[\s\u200b-\u200f\ufeff]+/g;

/** A name without spaces, full-width forms folded. */
export const tidyName = (name: string): string => name.normalize("NFKC").replace(SPACES, "");

/** As names are compared: 平潭县人民政府办公室, 平潭县政府（办公室） and 平潭县政府办 are one. */
export function foldName(name: string, words: RegistryWords): string {
  const tidy = tidyName(name).toLowerCase();
  return compileWords(words).folds.reduce((text, fold) => text.replace(fold.pattern, fold.with), tidy);
}

export interface RelativeName {
  /** 市, 区: of what level the place is that the name leaves out. */
  readonly level: string | null;
  /** What is left: 财政局. */
  readonly rest: string;
}

/** 区财政局 as 区 and 财政局, 总工会 as itself: to be asked only of names that name no place. */
export function splitRelative(name: string, words: RegistryWords): RelativeName {
  const match = compileWords(words).relative.exec(name);
  return match === null
    ? { level: null, rest: name }
    : { level: match.groups?.level ?? null, rest: name.slice(match[0].length) };
}

/** The line of work that a name tells of; a government, or what stands for one, has none. */
export function lineOfName(name: string, words: RegistryWords): string | null {
  if (compileWords(words).governmentEnding.test(name)) return null;
  return words.lines.find(({ stems }) => stems.some((stem) => name.includes(stem)))?.id ?? null;
}
