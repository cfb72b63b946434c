import { parseChineseNumeral } from "../chinese-numeral.ts";
import type { CompiledClaims } from "./compiled-claims.ts";

/** The numbers of a folded sentence with their units; dates, ordinals, ranges and numbers of documents are none. */

export interface NumberToken {
  readonly start: number;
  readonly end: number;
  /** In the smallest part of the unit: cases, fen; per cent as printed. */
  readonly amount: number;
  readonly range?: readonly [number, number];
  /** Digits behind the point. */
  readonly places: number;
  /** Empty where none is printed; `%` for per cent. */
  readonly unit: string;
}

const MOST = 200;
const FEN = 100;
/** Signs after which a number is an ordinal, an end of a range, or part of a name: 第3次, 10-20件, 每1件. */
const NO_NUMBER_AFTER = /[第每〔[#№·./\-—~–]$|\d[至到]$|[A-Za-z]$/u;
const NO_NUMBER_BEFORE = /^(?:[-—~–]\d|事[一项办]|性|件事)/u;
const ZERO = "零";
const TIMES: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

interface Printed {
  readonly value: number;
  readonly places: number;
  /** What one in the last printed place stands for. */
  readonly step: number;
  /** What one in the last place that is not 0 stands for. */
  readonly round: number;
}

function readPrinted(groups: Readonly<Record<string, string | undefined>>): Printed | undefined {
  const times = TIMES[groups.times ?? ""] ?? 1;
  if (groups.digits !== undefined) {
    const digits = groups.digits.replaceAll(",", "");
    const places = digits.split(".")[1]?.length ?? 0;
    const zeros = places > 0 ? -places : (/0*$/.exec(digits)?.[0].length ?? 0);
    const step = 10 ** -places * times;
    const round = Number(digits) === 0 ? step : 10 ** zeros * times;
    return { value: Number(digits) * times, places, step, round };
  }
  const value = parseChineseNumeral(groups.han ?? "");
  if (value === undefined) return undefined;
  const zeros = /0*$/.exec(String(value))?.[0].length ?? 0;
  return { value: value * times, places: 0, step: times, round: value === 0 ? 1 : 10 ** zeros * times };
}

interface Signs {
  readonly lead: string;
  readonly more: boolean;
  readonly after: string;
}

const isApproximate = ({ lead, more, after }: Signs, { about, below, above }: CompiledClaims): boolean =>
  more || after !== "" || [about, below, above].some((words) => words.test(lead));

/** What a figure may be that is printed so: 余 up to the next round number, 约 within 5 %, 1.2万 as rounded or cut. */
function rangeOf(
  { value, step, round }: Printed,
  signs: Signs,
  parts: number,
  words: CompiledClaims,
): readonly [number, number] | undefined {
  const amount = Math.round(value * parts);
  const { lead, more, after } = signs;
  if (words.about.test(lead) || words.aboutAfter.test(after))
    return [Math.ceil(amount * 0.95), Math.floor(amount * 1.05)];
  if (words.below.test(lead)) return [Math.ceil(amount - round * parts), amount - 1];
  if (more || after !== "" || words.above.test(lead)) return [amount, amount + Math.round(round * parts) - 1];
  const last = Math.round(step * parts);
  return last > 1 ? [Math.ceil(amount - last / 2), amount + last - 1] : undefined;
}

function toToken(found: RegExpMatchArray, text: string, words: CompiledClaims): NumberToken | undefined {
  const groups = found.groups ?? {};
  const start = found.index ?? 0;
  const end = start + found[0].length;
  const unit = groups.unit ?? "";
  const lead = text.slice(Math.max(0, start - 4), start);
  if (NO_NUMBER_AFTER.test(lead) || NO_NUMBER_BEFORE.test(text.slice(end, end + 3))) return undefined;
  if (
    unit === "" &&
    ((groups.han !== undefined && groups.han !== ZERO) ||
      /^[A-Za-z\d年月日号时点分:.]/u.test(text.slice(end)))
  )
    return undefined;
  const printed = readPrinted(groups);
  if (printed === undefined) return undefined;
  const { value, places } = printed;
  const more = groups.more !== undefined || groups.late !== undefined;
  const signs = { lead, more, after: groups.after ?? "" };
  if (unit === "%" || unit === "个百分点") {
    const range = isApproximate(signs, words) ? ([value, value] as const) : undefined;
    return { start, end, amount: value, places, unit, ...(range && { range }) };
  }
  const parts = unit === "元" ? FEN : 1;
  const amount = Math.round(value * parts);
  if (!Number.isSafeInteger(amount) || (parts === 1 && !Number.isInteger(value))) return undefined;
  const range = rangeOf(printed, signs, parts, words);
  return { start, end, amount, places, unit, ...(range === undefined ? {} : { range }) };
}

/** 3、2和1件: the unit of the last goes for all; a bare number else counts only where it is 0 and ends its clause. */
function withUnits(tokens: readonly NumberToken[], text: string): NumberToken[] {
  const result: NumberToken[] = [];
  for (const token of [...tokens].reverse()) {
    const next = result[0];
    if (token.unit !== "") {
      result.unshift(token);
      continue;
    }
    const joined = next !== undefined && /^[、和及与,]$/u.test(text.slice(token.end, next.start));
    if (joined && next.unit !== "%") result.unshift({ ...token, unit: next.unit });
    else if (token.amount === 0 && /^(?:[,;。)、]|$)/u.test(text.slice(token.end))) result.unshift(token);
  }
  return result;
}

export function listNumbers(text: string, words: CompiledClaims): NumberToken[] {
  const tokens: NumberToken[] = [];
  for (const found of text.matchAll(words.numbers)) {
    if (tokens.length >= MOST) break;
    const token = toToken(found, text, words);
    if (token !== undefined) tokens.push(token);
  }
  return withUnits(tokens, text);
}
