/**
 * What two texts have in common, sentence by sentence, wherever it stands in them.
 *
 *     本年共受理申请12件。  against  本年共受理申请9件。  is the same but for its figures
 */

export const SENTENCE_KINDS = ["same", "figures", "similar", "own", "short"] as const;
/**
 * `same`: word for word in the other text; `figures`: but for its numbers; `similar`: most of its words; `own`: only here;
 * `short`: a heading, a line of the page around, or too short to say anything; not counted.
 */
export type SentenceKind = (typeof SENTENCE_KINDS)[number];

export interface ComparedSentence {
  readonly text: string;
  readonly kind: SentenceKind;
}

/** Sentences shorter than this are alike by chance. */
const LEAST_LETTERS = 10;
/** What bears no mark at its end is a heading or a line of the page around, unless it is as long as no heading. */
const LONGEST_HEADING = 60;
/** Share of pairs of signs that both have (Dice), from which on a sentence is a reworked one. */
const SIMILAR = 0.7;

const END = /(?<=[。！？；!?;])/u;
const ENDED = /[\u3002\uFF01\uFF1F\uFF1B\uFF1A!?;:.]["\u201D\u300D\uFF09)]?$/u;
const LETTERS = /[\p{L}\p{N}]/gu;

export function splitSentences(paragraph: string): string[] {
  return paragraph
    .split(END)
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

/** Full-width signs and spaces make no other sentence. */
const fold = (text: string): string => text.normalize("NFKC").replace(/\s/g, "");

/** The words alone: every number is one sign. */
export const maskFigures = (text: string): string =>
  fold(text)
    .replace(/\d+(?:[.,]\d+)*/g, "#")
    .replace(/\p{P}/gu, (sign) => (sign === "#" ? sign : ""));

/** Every two neighbouring signs, each pair once. */
export function pairsOf(text: string): ReadonlySet<string> {
  const signs = [...text];
  return new Set(signs.slice(1).map((sign, at) => `${signs[at]}${sign}`));
}

/** For each text how alike it is to every text of a list, of 0 to 1 (Dice over pairs), by an index of the list. */
export function openSimilarity(
  list: readonly ReadonlySet<string>[],
): (of: ReadonlySet<string>) => Float64Array {
  const places = new Map<string, number[]>();
  for (const [at, pairs] of list.entries())
    for (const pair of pairs) {
      const known = places.get(pair);
      if (known === undefined) places.set(pair, [at]);
      else known.push(at);
    }
  return (of) => {
    const shared = new Float64Array(list.length);
    for (const pair of of) for (const at of places.get(pair) ?? []) shared[at] = (shared[at] ?? 0) + 1;
    return shared.map((count, at) => (count === 0 ? 0 : (2 * count) / (of.size + (list[at]?.size ?? 0))));
  };
}

function isShort(text: string): boolean {
  const letters = text.match(LETTERS)?.length ?? 0;
  return letters < LEAST_LETTERS || (letters < LONGEST_HEADING && !ENDED.test(text));
}

/** Answers of what kind sentences are against the sentences of another text. */
export function openComparison(others: readonly string[]): (sentence: string) => SentenceKind {
  const telling = others.filter((text) => !isShort(text));
  const same = new Set(telling.map(fold));
  const masked = telling.map(maskFigures);
  const figures = new Set(masked);
  const similarity = openSimilarity(masked.map(pairsOf));
  return (sentence) => {
    if (isShort(sentence)) return "short";
    if (same.has(fold(sentence))) return "same";
    const own = maskFigures(sentence);
    if (figures.has(own)) return "figures";
    return similarity(pairsOf(own)).some((share) => share >= SIMILAR) ? "similar" : "own";
  };
}
