import { isTelling, saysOtherwise } from "./telling-words.ts";

/** Printed labels reduced to what identifies them, so that spacing, punctuation and numbering do not matter. */

export interface LabelKey {
  /** Everything but spaces, punctuation and enumerators. */
  readonly full: string;
  /** `full` without bracketed notes: 部分公开（区分处理的……） → 部分公开; with those that say something else: 总计（上年）. */
  readonly bare: string;
}

const SPACES = /[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff]+/g;
const ENUMERATOR =
  /^(?:其中[:：]?|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\(\d{1,2}\)|\d{1,2}[.、)．](?!\d)|\d{1,2}(?=[\u4e00-\u9fff])(?![年月日条项件]))+/;
/** A year that is a column head: 2015年度 is the head 年度. In front of a label it may be another than the report's. */
const YEAR = /^(?:19|20)\d\d(?=年度?$)/;
/** Numbers of footnotes behind a label: 总计①, 总计[1], 总计¹. */
const FOOTNOTE =
  /\s*(?:[\u2460-\u2473\u2776-\u2793\u00b9\u00b2\u00b3\u2070-\u2079]|[[［〔【][\d\u00b9\u00b2\u00b3\u2070-\u2079]{1,2}[\]］〕】])+\s*$/u;
const OTHER_YEAR = /(?:19|20)\d\d(?!\d)/;
const NOTE = /\([^()]*\)/g;
const PUNCTUATION = /[、,.;:!?"'“”‘’《》〈〉「」『』【】[\]·•/\\\-—–_*()。]/g;

const keys = new Map<string, LabelKey>();
const MOST_KEYS = 20_000;

function computeKey(text: string): LabelKey {
  const plain = text
    .replace(FOOTNOTE, "")
    .normalize("NFKC")
    .replace(SPACES, "")
    .replace(ENUMERATOR, "")
    .replace(YEAR, "");
  const full = plain.replace(PUNCTUATION, "");
  const bare = plain
    .replace(NOTE, (note) => (OTHER_YEAR.test(note) || isTelling(note) ? note : ""))
    .replace(PUNCTUATION, "");
  return { full, bare: bare === "" ? full : bare };
}

export function keyOf(text: string): LabelKey {
  const known = keys.get(text);
  if (known !== undefined) return known;
  if (keys.size >= MOST_KEYS) keys.clear();
  const key = computeKey(text);
  keys.set(text, key);
  return key;
}

/** A label as printed, without the spaces of its layout. */
export function squeezeLabel(text: string): string {
  return text.replace(SPACES, "");
}

/** Levenshtein distance, or `most + 1` as soon as it is certain to be larger. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(change, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    if (Math.min(...current) > most) return most + 1;
    previous = current;
  }
  return previous[b.length] ?? most + 1;
}

const SHORTEST_OPPOSED = 5;

/** Whether a label says something else than one that it resembles, by a word or by a year. */
const differs = (label: string, other: string): boolean =>
  saysOtherwise(label, other) || (OTHER_YEAR.test(label) && !OTHER_YEAR.test(other));

/** Whether a label resembles another and yet says something else: 复议前起诉, 复议后起诉. */
export function isOpposed(label: string, other: string): boolean {
  // Shorter ones may be the halves of a label that is broken in two.
  if (Math.min(label.length, other.length) < SHORTEST_OPPOSED) return false;
  if (label === other || !differs(label, other)) return false;
  const most = Math.floor(Math.max(label.length, other.length) / 2);
  return editDistance(label, other, most) <= most;
}

const SHORTEST_PREFIX = 3;

/**
 * Which of the candidates a misprinted label means: those it begins (or that begin it), else the single nearest
 * within two edits (one below eight characters), never one of which it says something else. Several answers are the caller's
 * to tell apart.
 */
export function findApproximate<T>(
  key: LabelKey,
  candidates: readonly T[],
  keysOf: (candidate: T) => readonly string[],
): readonly T[] {
  if (key.bare.length < SHORTEST_PREFIX) return [];
  const begun = candidates.filter((candidate) =>
    keysOf(candidate).some(
      (other) =>
        other.startsWith(key.bare) ||
        (other.length > SHORTEST_PREFIX && key.full.startsWith(other) && !differs(key.full, other)),
    ),
  );
  if (begun.length > 0) return begun;
  if (key.full.length < 5) return [];
  const most = key.full.length >= 8 ? 2 : 1;
  const distances = candidates.map((candidate) =>
    Math.min(
      ...keysOf(candidate).map((other) =>
        differs(key.full, other) ? most + 1 : editDistance(key.full, other, most),
      ),
    ),
  );
  const least = Math.min(...distances);
  const nearest = least > most ? [] : candidates.filter((_, at) => distances[at] === least);
  return nearest.length === 1 ? nearest : [];
}
