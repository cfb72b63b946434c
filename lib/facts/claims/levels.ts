import type { ClaimSubject } from "../../catalog/check-schema.ts";
import type { CompiledClaims } from "./compiled-claims.ts";
import { type Clause, clauseOf, type Surroundings } from "./surroundings.ts";

/** Which number states which figure: the noun before it, or around it, or one of several that share their verb. */

export interface Level {
  /** Position of the number in its sentence. */
  readonly index: number;
  readonly subject: ClaimSubject;
  readonly certain: boolean;
}

interface Named {
  readonly subject: ClaimSubject;
  readonly loose: boolean;
  /** Where its words begin. */
  readonly at: number;
}

interface Wanted {
  readonly unit: string | undefined;
  readonly topic: string | null;
  readonly side: "before" | "around";
}

/** The subject whose words reach back furthest; of equals the one that is sure, then the catalog's first. */
export function findSubject(
  text: string,
  { unit, topic, side }: Wanted,
  words: CompiledClaims,
): Named | undefined {
  let best: Named | undefined;
  for (const form of words.forms) {
    if (unit !== undefined && unit !== "" && !form.subject.units.includes(unit)) continue;
    if (form.topic !== undefined && form.topic !== topic) continue;
    const found = form[side].exec(text);
    if (found === null) continue;
    const better =
      best === undefined || found.index < best.at || (found.index === best.at && best.loose && !form.loose);
    if (better) best = { subject: form.subject, loose: form.loose, at: found.index };
  }
  return best;
}

export const isNeutral = (text: string, words: CompiledClaims): boolean =>
  text.replace(words.neutral, "") === "";

/** Whether the sentence up to a place, from its last semicolon, speaks of a part or of others' work. */
function isPartial(text: string, end: number, words: CompiledClaims): boolean {
  return words.partial.test(text.slice(text.lastIndexOf(";", end - 1) + 1, end));
}

interface Found extends Named {
  readonly complete: boolean;
}

function nameOne(clause: Clause, wanted: Omit<Wanted, "side">, words: CompiledClaims): Found | undefined {
  const { before, after } = clause;
  const named = findSubject(before, { ...wanted, side: "before" }, words);
  if (named !== undefined) return { ...named, complete: words.after.test(after) };
  if (after === "") return undefined;
  const around = findSubject(before + after, { ...wanted, side: "around" }, words);
  return around && { ...around, complete: true };
}

/** 行政复议、行政诉讼分别为3件和2件, 制发、废止均为0件: as many nouns as numbers, or one number for all. */
function listShared(
  around: Surroundings,
  index: number,
  clause: Clause,
  words: CompiledClaims,
): Level[] | undefined {
  const found = words.several.exec(clause.before)?.groups;
  if (found === undefined) return undefined;
  const { text, tokens } = around;
  const nouns = (found.nouns ?? "").split(/、|和|以及|及|与/u).filter((noun) => noun !== "");
  const apart = found.each === "分别";
  const numbers = apart ? tokens.slice(index, index + nouns.length) : nouns.map(() => tokens[index]);
  const joined = numbers.every((token, at) => {
    const before = numbers[at - 1];
    return (
      token !== undefined &&
      (!apart || before === undefined || /^[、和及与,]$/u.test(text.slice(before.end, token.start)))
    );
  });
  if (numbers.length !== nouns.length || !joined) return [];
  let topic = around.topicAt(clause.start);
  const named = nouns.map((noun, at) => {
    const own = [...noun.matchAll(words.topics.words)].at(-1);
    topic = own
      ? (words.topics.values[own.slice(1).findIndex((group) => group !== undefined)] ?? topic)
      : topic;
    return findSubject(noun, { unit: numbers[at]?.unit, topic, side: "before" }, words);
  });
  return named.flatMap((one, at) => {
    if (one === undefined) return [];
    const rest = (nouns[at] ?? "").slice(0, one.at);
    const certain =
      !one.loose &&
      named.every((each) => each !== undefined) &&
      isNeutral(rest, words) &&
      !isPartial(text, clause.start, words);
    return [{ index: apart ? index + at : index, subject: one.subject, certain }];
  });
}

/** 共13件 behind 新收12件，上年结转1件. */
function totalOf(before: Level | undefined, clause: Clause, words: CompiledClaims): ClaimSubject | undefined {
  const upTo = before?.subject.upTo;
  if (upTo === undefined || clause.after !== "" || !words.bare.test(clause.before)) return undefined;
  return words.forms.find(({ subject }) => subject.id === upTo)?.subject;
}

const OTHER_YEAR = /上年|下年|20\d\d年/u;

function levelOf(
  around: Surroundings,
  index: number,
  clause: Clause,
  words: CompiledClaims,
): Level | undefined {
  const token = around.tokens[index];
  if (token === undefined) return undefined;
  const topic = around.topicAt(token.start);
  const behind = around.topicAt(token.end + clause.after.length);
  const { unit } = token;
  const found =
    nameOne(clause, { unit, topic }, words) ??
    (behind === topic ? undefined : nameOne(clause, { unit, topic: behind }, words));
  if (found === undefined) return undefined;
  if (around.yearAt(token.start) === "other" || OTHER_YEAR.test(clause.before.slice(0, found.at)))
    return undefined;
  const rest = clause.before.slice(0, found.at);
  const certain =
    !found.loose &&
    found.complete &&
    isNeutral(rest, words) &&
    !isPartial(around.text, clause.start + rest.length, words);
  return { index, subject: found.subject, certain };
}

/** The figures that the numbers of a sentence state. `context` is what its paragraph and heading say. */
export function listLevels(around: Surroundings, context: string, words: CompiledClaims): Level[] {
  const levels: Level[] = [];
  for (const [index, token] of around.tokens.entries()) {
    if (token.unit === "%" || levels.some((level) => level.index === index)) continue;
    const clause = clauseOf(around, index);
    if (words.growth.test(clause.before)) continue;
    const total = totalOf(
      levels.find((level) => level.index === index - 1),
      clause,
      words,
    );
    const one = total === undefined ? levelOf : () => ({ index, subject: total, certain: true });
    const found =
      listShared(around, index, clause, words) ?? [one(around, index, clause, words) ?? []].flat();
    for (const level of found) {
      const { subject } = level;
      const known = words.contexts.get(subject.id)?.test(context) ?? true;
      // A second number of the same subject is more often a part of the first than a contradiction, unless it sums up.
      const isFirst = total !== undefined || levels.every((other) => other.subject.id !== subject.id);
      levels.push({ ...level, certain: level.certain && known && isFirst });
    }
  }
  return levels;
}
