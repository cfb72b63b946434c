import {
  type ComparedSentence,
  maskFigures,
  openComparison,
  openSimilarity,
  pairsOf,
  SENTENCE_KINDS,
  type SentenceKind,
  splitSentences,
} from "./sentences.ts";

/** The prose of two reports side by side: paragraphs in their order, those that go together in one row. */

export interface ComparedParagraph {
  readonly text: string;
  readonly sentences: readonly ComparedSentence[];
  /** Of all its sentences, where they are of one kind; `mixed` where they are not. */
  readonly kind: SentenceKind | "mixed";
}

export interface ProseRow {
  readonly before: ComparedParagraph | null;
  readonly after: ComparedParagraph | null;
}

export type KindCounts = Readonly<Record<SentenceKind, number>>;

export interface ProseComparison {
  readonly rows: readonly ProseRow[];
  /** Sentences of the later text by what they have from the earlier one. */
  readonly counts: KindCounts;
  /** Paragraphs beyond the ceiling that were left out, on both sides. */
  readonly cut: number;
}

/** No annual report has as many paragraphs; the work grows with their product. */
export const MOST_PARAGRAPHS = 400;
const LONGEST_PARAGRAPH = 4000;

/** Paragraphs that have less in common than this are set in rows of their own. */
const TOGETHER = 0.3;

function compareParagraphs(texts: readonly string[], others: readonly string[]): ComparedParagraph[] {
  const kindOf = openComparison(others.flatMap(splitSentences));
  return texts.map((text) => {
    const sentences = splitSentences(text).map((one) => ({ text: one, kind: kindOf(one) }));
    const kinds = new Set(sentences.map(({ kind }) => kind).filter((kind) => kind !== "short"));
    const [only = "short", ...more] = kinds;
    return { text, sentences, kind: more.length > 0 ? "mixed" : only };
  });
}

const STEP = { both: 1, before: 2, after: 3 } as const;

/** Pairs of positions in their order with the greatest likeness in all (Needleman and Wunsch, gaps cost nothing). */
function align(before: readonly string[], after: readonly string[]): [number | null, number | null][] {
  const pairs = before.map((text) => pairsOf(maskFigures(text)));
  const similarity = openSimilarity(pairs);
  const width = before.length + 1;
  const likeness = after.map((text) => similarity(pairsOf(maskFigures(text))));
  const best = new Float64Array((after.length + 1) * width);
  const steps = new Uint8Array(best.length);
  for (let row = 0; row <= after.length; row++)
    for (let column = 0; column <= before.length; column++) {
      const at = row * width + column;
      const alike = (row > 0 && column > 0 && likeness[row - 1]?.[column - 1]) || 0;
      const both = alike >= TOGETHER ? alike + (best[at - width - 1] ?? 0) : -1;
      const up = row > 0 ? (best[at - width] ?? 0) : -1;
      const left = column > 0 ? (best[at - 1] ?? 0) : -1;
      best[at] = Math.max(both, up, left, 0);
      steps[at] = both >= up && both >= left ? STEP.both : left >= up ? STEP.before : STEP.after;
    }
  const path: [number | null, number | null][] = [];
  for (let row = after.length, column = before.length; row > 0 || column > 0; ) {
    const step = steps[row * width + column];
    if (step === STEP.both) path.push([--column, --row]);
    else if (step === STEP.before) path.push([--column, null]);
    else path.push([null, --row]);
  }
  return path.reverse();
}

const tidy = (texts: readonly string[]): string[] =>
  texts.map((text) => text.trim().slice(0, LONGEST_PARAGRAPH)).filter((text) => text !== "");

export function compareProse(before: readonly string[], after: readonly string[]): ProseComparison {
  const [whole, wholeLater] = [tidy(before), tidy(after)];
  const [earlier, later] = [whole.slice(0, MOST_PARAGRAPHS), wholeLater.slice(0, MOST_PARAGRAPHS)];
  const left = compareParagraphs(earlier, later);
  const right = compareParagraphs(later, earlier);
  const rows = align(earlier, later).map(([a, b]) => ({
    before: a === null ? null : (left[a] ?? null),
    after: b === null ? null : (right[b] ?? null),
  }));
  const kinds = right.flatMap(({ sentences }) => sentences.map(({ kind }) => kind));
  const counts = Object.fromEntries(
    SENTENCE_KINDS.map((kind) => [kind, kinds.filter((one) => one === kind).length]),
  ) as Record<SentenceKind, number>;
  return { rows, counts, cut: whole.length + wholeLater.length - earlier.length - later.length };
}
