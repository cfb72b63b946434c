import type { CompiledClaims } from "./compiled-claims.ts";
import { findSubject, isNeutral, type Level } from "./levels.ts";
import { clauseOf, type Surroundings } from "./surroundings.ts";

/** Numbers about other numbers: the share of one in another, the growth of one since the year before. */

export interface Share {
  readonly index: number;
  /** Position of the number whose share it is. */
  readonly of: number;
  /** That number with those before it in its list, whose share it may be as well: 公开8件、部分公开1件，占75%. */
  readonly sums: readonly number[];
  readonly certain: boolean;
}

export interface Growth {
  readonly index: number;
  /** Id of what grew. */
  readonly subject: string;
  /** What it grew to, where the sentence says it. */
  readonly level: Level | null;
  readonly sign: 1 | -1;
  readonly certain: boolean;
}

/** The numbers before one in its list, added up one by one. */
function listSums({ text, tokens }: Surroundings, of: number, words: CompiledClaims): number[] {
  const sums: number[] = [];
  for (let at = of; at > 0; at--) {
    const [before, here] = [tokens[at - 1], tokens[at]];
    if (before === undefined || here === undefined || before.unit !== here.unit) break;
    const between = text.slice(before.end, here.start);
    if (/[;()]/u.test(between) || words.introducer.test(between) || before.range !== undefined) break;
    sums.push((sums.at(-1) ?? tokens[of]?.amount ?? 0) + before.amount);
  }
  return sums;
}

/** 予以公开24件，占33.8%: the share belongs to the number right before it. */
export function listShares(around: Surroundings, words: CompiledClaims): Share[] {
  const { text, tokens } = around;
  return tokens.flatMap((token, index): Share[] => {
    const of = tokens[index - 1];
    if (token.unit !== "%" || token.range || of === undefined || of.unit === "%" || of.range) return [];
    const { before, start } = clauseOf(around, index);
    const found = words.share.exec(before)?.groups;
    if (found === undefined || found.several !== undefined) return [];
    if (around.yearAt(token.start) === "other") return [];
    const rest = `${text.slice(of.end, start)}${found.rest ?? ""}`.replace(/[,;:(]/gu, "");
    const certain = words.after.test(rest) && words.whole.test(found.of ?? "");
    return [{ index, of: index - 1, sums: listSums(around, index - 1, words), certain }];
  });
}

function sayComparison(around: Surroundings, index: number, words: CompiledClaims) {
  const { before, start } = clauseOf(around, index);
  const found = words.growth.exec(before)?.groups;
  if (found === undefined) return undefined;
  const compared =
    found.compared !== undefined || words.compared.test(around.text.slice(Math.max(0, start - 12), start));
  const rest = found.rest ?? "";
  return { before, start, compared, rest };
}

/** The level a growth belongs to: the last number before it, with nothing but other comparisons between. */
function levelBefore(
  { tokens, depths }: Surroundings,
  levels: readonly Level[],
  changes: ReadonlySet<number>,
  index: number,
) {
  const depthOf = (at: number): number => depths[tokens[at]?.start ?? 0] ?? 0;
  for (let at = index - 1; at >= 0; at--) {
    const isDeeper = depthOf(at) > depthOf(index);
    if (changes.has(at) || tokens[at]?.unit === "%" || isDeeper) continue;
    return levels.find((level) => level.index === at);
  }
  return undefined;
}

export function listGrowths(around: Surroundings, levels: readonly Level[], words: CompiledClaims): Growth[] {
  const { tokens } = around;
  const changes = new Set(
    tokens.flatMap((_, index) => (sayComparison(around, index, words) === undefined ? [] : [index])),
  );
  return tokens.flatMap((token, index): Growth[] => {
    const said = sayComparison(around, index, words);
    // An approximate change is no figure to work out again; without a year to compare with it may be any change.
    if (
      said === undefined ||
      !said.compared ||
      token.range !== undefined ||
      token.unit === "个百分点" ||
      token.unit === "元"
    )
      return [];
    if (around.yearAt(token.start) === "other") return [];
    const sign = words.fall.test(said.before.slice(said.rest.length)) ? -1 : 1;
    if (isNeutral(said.rest, words)) {
      const level = levelBefore(around, levels, changes, index);
      if (level === undefined || (token.unit !== "%" && tokens[level.index]?.unit !== token.unit)) return [];
      return [{ index, subject: level.subject.id, level, sign, certain: level.certain }];
    }
    const named = findSubject(
      said.rest,
      { unit: undefined, topic: around.topicAt(token.start), side: "before" },
      words,
    );
    return named === undefined
      ? []
      : [{ index, subject: named.subject.id, level: null, sign, certain: false }];
  });
}
