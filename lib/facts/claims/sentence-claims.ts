import type { Claims } from "../../catalog/check-schema.ts";
import type { Claim } from "../../report.ts";
import { listGrowths, type Share } from "./comparisons.ts";
import { type CompiledClaims, compileClaims } from "./compiled-claims.ts";
import { type Level, listLevels } from "./levels.ts";
import { listNothings } from "./nothing.ts";
import type { NumberToken } from "./number-tokens.ts";
import { listPartLists } from "./part-lists.ts";
import type { Surroundings } from "./surroundings.ts";

/** What one sentence states, as claims. */

export interface SentenceContext {
  readonly quote: Pick<Claim, "sentence" | "place">;
  /** What its paragraph and the heading above say. */
  readonly paragraph: string;
  /** The exact counts of its paragraph. */
  readonly counts: readonly number[];
  /** Of those up to this sentence the ones that no share is stated of: what others may be shares of. */
  readonly totals: readonly number[];
  readonly shares: readonly Share[];
}

const MOST_WHOLES = 24;

interface Parts extends SentenceContext {
  readonly around: Surroundings;
  readonly levels: readonly Level[];
  readonly words: CompiledClaims;
}

/** What every claim says of its number. */
function stated({ around, quote }: Parts, { amount, range, unit, places, start }: NumberToken) {
  const scope = around.scopeAt(start);
  return { ...quote, amount, unit, places, scope, ...(range === undefined ? {} : { range }) };
}

const subjectOf = ({ levels }: Parts, index: number): string | null =>
  levels.find((level) => level.index === index)?.subject.id ?? null;

function levelClaims(parts: Parts): Claim[] {
  return parts.levels.flatMap(({ index, subject, certain }): Claim[] => {
    const token = parts.around.tokens[index];
    if (token === undefined) return [];
    const kind = token.unit === "元" ? "money" : "count";
    return [{ ...stated(parts, token), kind, subject: subject.id, certain }];
  });
}

function nothingClaims({ around, words, quote, paragraph }: Parts): Claim[] {
  return listNothings(around, words).map(({ subject, end }) => ({
    ...quote,
    kind: "count",
    subject: subject.id,
    unit: "",
    amount: 0,
    places: 0,
    scope: around.scopeAt(end),
    certain: words.contexts.get(subject.id)?.test(paragraph) ?? true,
  }));
}

function shareClaims(parts: Parts, { share: { subjects } }: Claims): Claim[] {
  const { around, shares, counts, totals } = parts;
  return shares.flatMap(({ index, of, sums, certain }): Claim[] => {
    const token = around.tokens[index];
    const numerator = around.tokens[of]?.amount;
    if (token === undefined || numerator === undefined) return [];
    // All of something is a share of itself.
    const wholes = counts.filter(
      (count) => count > numerator || (count === numerator && token.amount === 100),
    );
    const subject = subjectOf(parts, of);
    const hasWhole = totals.some((total) => total > numerator) || subjects.includes(subject ?? "");
    return [
      {
        ...stated(parts, token),
        kind: "share",
        subject,
        certain: certain && hasWhole,
        of: numerator,
        sums,
        wholes: wholes.slice(0, MOST_WHOLES),
      },
    ];
  });
}

function growthClaims(parts: Parts): Claim[] {
  const { around, levels, words } = parts;
  return listGrowths(around, levels, words).flatMap(({ index, subject, level, sign, certain }): Claim[] => {
    const token = around.tokens[index];
    if (token === undefined) return [];
    const to = level === null ? undefined : around.tokens[level.index];
    const grown = to === undefined ? null : { amount: to.amount, ...(to.range && { range: to.range }) };
    return [
      {
        ...stated(parts, token),
        kind: "growth",
        subject,
        certain,
        amount: sign * token.amount,
        level: grown,
      },
    ];
  });
}

function listOfParts(parts: Parts, claims: Claims): Claim[] {
  const { around, levels, words } = parts;
  return listPartLists(around, levels, claims, words).flatMap(
    ({ total, parts: items, wholes, certain }): Claim[] => {
      const token = around.tokens[total];
      if (token === undefined) return [];
      const subject = subjectOf(parts, total);
      return [{ ...stated(parts, token), kind: "list", subject, certain, parts: items, wholes }];
    },
  );
}

export function claimsOf(around: Surroundings, context: SentenceContext, claims: Claims): Claim[] {
  const words = compileClaims(claims);
  const parts = { ...context, around, levels: listLevels(around, context.paragraph, words), words };
  return [
    ...levelClaims(parts),
    ...nothingClaims(parts),
    ...shareClaims(parts, claims),
    ...growthClaims(parts),
    ...listOfParts(parts, claims),
  ];
}
