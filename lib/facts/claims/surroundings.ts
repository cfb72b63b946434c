import type { Scope } from "../../model.ts";
import type { CompiledClaims, Meanings } from "./compiled-claims.ts";
import type { NumberToken } from "./number-tokens.ts";

/** What a sentence speaks of at each of its places: topic, scope and year as last mentioned, brackets looked into only from inside. */

interface Mention<T> {
  readonly at: number;
  readonly end: number;
  readonly value: T;
}

/** What sentences hand on to the next one of their paragraph; the topic also to the next paragraph. */
export interface Carried {
  readonly topic: string | null;
  readonly scope: Scope | null;
  readonly year: "same" | "other";
}

export interface Surroundings {
  readonly text: string;
  readonly tokens: readonly NumberToken[];
  /** Depth of brackets at each place. */
  readonly depths: readonly number[];
  /** Places of the signs that part clauses. */
  readonly delimiters: readonly number[];
  readonly topicAt: (place: number) => string | null;
  readonly scopeAt: (place: number) => Scope | null;
  readonly yearAt: (place: number) => "same" | "other";
  /** What holds at the end, outside brackets. */
  readonly carried: Carried;
}

function listMentions<T>(text: string, { words, values }: Meanings<T>): Mention<T>[] {
  return [...text.matchAll(words)].flatMap((found) => {
    const value = values[found.slice(1).findIndex((group) => group !== undefined)];
    return value === undefined ? [] : [{ at: found.index, end: found.index + found[0].length, value }];
  });
}

function listDepths(text: string): number[] {
  let depth = 0;
  return [...Array(text.length).keys()].map((at) => {
    const sign = text[at];
    if (sign === "(") depth++;
    const here = depth;
    if (sign === ")") depth = Math.max(0, depth - 1);
    return here;
  });
}

export function surround(
  text: string,
  tokens: readonly NumberToken[],
  carried: Carried,
  words: CompiledClaims,
): Surroundings {
  const depths = listDepths(text);
  /** Whether a bracket that `at` stands in was closed before `place`. */
  const isClosed = (at: number, place: number): boolean => {
    const depth = depths[at] ?? 0;
    return depth > 0 && depths.slice(at, place).some((here) => here < depth);
  };
  const last = <T>(mentions: readonly Mention<T>[], place: number, before: T): T =>
    mentions.findLast(({ at, end }) => end <= place && !isClosed(at, place))?.value ?? before;
  const topics = listMentions(text, words.topics);
  const scopes = listMentions(text, words.scopes);
  const years = listMentions(text, words.years).filter(
    ({ at, value }) => value === "same" || !words.notBeforeYear.test(text.slice(Math.max(0, at - 3), at)),
  );
  const topicAt = (place: number): string | null => last(topics, place, carried.topic);
  const scopeAt = (place: number): Scope | null => last<Scope | null>(scopes, place, carried.scope);
  const yearAt = (place: number): "same" | "other" => last(years, place, carried.year);
  const end = text.length;
  return {
    text,
    tokens,
    depths,
    delimiters: [...text.matchAll(DELIMITERS)]
      .map(({ index }) => index)
      .filter((at) => !isInside(tokens, at)),
    topicAt,
    scopeAt,
    yearAt,
    carried: { topic: topicAt(end), scope: scopeAt(end), year: yearAt(end) },
  };
}

const DELIMITERS = /[,;:。()!?]/gu;
const JOINT = /、|和|以及|及|与/u;

/** The words before a number up to the number or the clause before it, and those behind it up to the next. */
export interface Clause {
  readonly start: number;
  readonly before: string;
  readonly after: string;
}

const MOST_BEFORE = 80;
const MOST_AFTER = 30;

export function clauseOf({ text, tokens, delimiters }: Surroundings, index: number): Clause {
  const token = tokens[index];
  if (token === undefined) return { start: 0, before: "", after: "" };
  const opened = (delimiters.findLast((at) => at < token.start) ?? -1) + 1;
  const earlier = tokens[index - 1];
  let start = Math.max(opened, token.start - MOST_BEFORE);
  if (earlier !== undefined && earlier.end > opened) {
    // Within a list the words before its last joint belong to the number before: 3件行政复议、2件行政诉讼.
    const between = text.slice(earlier.end, token.start);
    const joint = JOINT.exec(between);
    if (joint !== null) start = earlier.end + joint.index + joint[0].length;
  }
  const closed = delimiters.find((at) => at >= token.end) ?? text.length;
  const next = tokens[index + 1]?.start ?? text.length;
  const after = text.slice(token.end, Math.min(closed, next, token.end + MOST_AFTER));
  const cut = JOINT.exec(after);
  return {
    start,
    before: text.slice(start, token.start),
    after: cut === null ? after : after.slice(0, cut.index),
  };
}

/** 1,336: the sign within a number parts nothing. */
const isInside = (tokens: readonly NumberToken[], at: number): boolean =>
  tokens.some(({ start, end }) => start <= at && at < end);
