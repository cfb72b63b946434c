import type { Claims } from "../../catalog/check-schema.ts";
import type { CompiledClaims } from "./compiled-claims.ts";
import type { Level } from "./levels.ts";
import type { NumberToken } from "./number-tokens.ts";
import { clauseOf, type Surroundings } from "./surroundings.ts";

/**
 * Parts listed with their total in one sentence: 总数53条，其中公文2条、决策1条、动态44条、人事2条、财政2条. What follows 其中 need
 * not be all; a list is taken for one that must add up only where it says so, ends with the rest, is a family of subjects
 * that make up a whole, or is long and nearly adds up.
 */

export interface PartList {
  /** Position of the total. */
  readonly total: number;
  readonly parts: readonly number[];
  /** Numbers of the sentence before the total that the parts may add up to as well. */
  readonly wholes: readonly number[];
  readonly certain: boolean;
}

const FEWEST_FREE = 4;
const NEAR = 0.1;

interface Items {
  readonly indexes: readonly number[];
  /** Nothing of the sentence is left over that might belong to it. */
  readonly closed: boolean;
}

/** The items from `first` on: one unit, one depth, one kind of separator. */
function collect(around: Surroundings, first: number, introducer: RegExp): Items {
  const { text, tokens, depths } = around;
  const head = tokens[first];
  if (head === undefined) return { indexes: [], closed: false };
  const depth = depths[head.start] ?? 0;
  const indexes = [first];
  let separator: string | undefined;
  let from = head.end;
  for (let index = first + 1; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    const between = text.slice(from, token.start);
    const here = depths[token.start] ?? 0;
    if (here < depth || depths.slice(from, token.start).some((each) => each < depth))
      return { indexes, closed: true };
    if (here > depth || token.unit === "%") {
      from = here > depth ? from : token.end;
      continue;
    }
    const sign = /[、,;和及与]/u.exec(between.replace(/\([^()]*\)/gu, ""))?.[0] ?? "";
    const kind = /[和及与]/u.test(sign) ? (separator ?? "、") : sign;
    separator ??= kind;
    const goesOn = kind === separator || (separator === "," && kind === "、");
    if (!goesOn && kind === ";") return { indexes, closed: true };
    if (!goesOn || token.unit !== head.unit || kind === "") return { indexes, closed: false };
    if (introducer.test(between.replace(/^\)/u, ""))) return { indexes, closed: false };
    indexes.push(index);
    from = token.end;
  }
  return { indexes, closed: true };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function isFamily(levels: readonly (Level | undefined)[], families: Claims["families"]): boolean {
  const ids = new Set(levels.map((level) => level?.subject.id));
  return families.some((family) => family.length === ids.size && family.every((id) => ids.has(id)));
}

export function listPartLists(
  around: Surroundings,
  levels: readonly Level[],
  claims: Claims,
  words: CompiledClaims,
): PartList[] {
  const { text, tokens } = around;
  const isCount = ({ unit }: NumberToken): boolean => unit !== "%" && unit !== "" && unit !== "个百分点";
  return tokens.flatMap((token, total): PartList[] => {
    const next = tokens[total + 1];
    if (next === undefined || !isCount(token) || next.unit !== token.unit) return [];
    const between = text.slice(token.end, next.start);
    const introduced =
      words.introducer.exec(between)?.groups?.words ?? (/^\(/u.test(between) ? "(" : undefined);
    if (introduced === undefined || words.growth.test(clauseOf(around, total + 1).before)) return [];
    const { indexes, closed } = collect(around, total + 1, words.introducer);
    const items = indexes.flatMap((index) => tokens[index] ?? []);
    if (items.length < 2 || [token, ...items].some(({ range }) => range !== undefined)) return [];
    const parts = items.map(({ amount }) => amount);
    const end = items.at(-1)?.end ?? token.end;
    const said = text.slice(token.end, end);
    const named = indexes.map((index) => levels.find((level) => level.index === index));
    const free = named.every((level) => level === undefined);
    const last = clauseOf(around, indexes.at(-1) ?? total).before;
    const near = Math.abs(sum(parts) - token.amount) <= token.amount * NEAR;
    const exhaustive =
      isFamily(named, claims.families) ||
      (free &&
        (words.exhaustive.test(introduced) ||
          words.remainder.test(last) ||
          (items.length >= FEWEST_FREE && near)));
    const certain =
      closed &&
      exhaustive &&
      around.yearAt(token.start) === "same" &&
      !words.open.test(said) &&
      !/^等/u.test(text.slice(end)) &&
      !tokens.some(({ start, unit }) => start > token.end && start < end && unit === "%" && free && !near);
    const wholes = tokens
      .slice(0, total)
      .filter((other) => other.unit === token.unit && other.range === undefined)
      .map(({ amount }) => amount);
    return [{ total, parts, wholes, certain }];
  });
}
