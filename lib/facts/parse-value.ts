import type { Notation } from "../catalog/schema.ts";
import type { Value } from "../model.ts";

/**
 * Printed text to a value with a status. Only a printed number becomes a number; exact to the smallest part of the
 * unit, by integer arithmetic on the digits:
 *
 *   "１,234" → 1234      "" → blank      "/" → not-applicable      "22（其中修订16件）" → 22 with a remark
 *   "8.04万元" in yuan with 100 parts → 8040000      "1 2" → illegible
 */

export interface ParsedValue {
  readonly value: Value;
  /** Text in brackets behind the number. */
  readonly remark?: string;
  /** Factor of a money unit printed in the cell itself. */
  readonly factor?: number;
}

export interface NumberContext {
  /** Parts of one unit: 1 for counts, 100 for yuan. */
  readonly scale: number;
  /** Factor of the unit printed over or beside the cell, e.g. 10000 for 万元. */
  readonly factor: number;
  readonly money: boolean;
}

/** What most cells hold. */
const PLAIN = /^\d{1,9}$/;
const SPACE = /[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff]+/g;
const NUMBER = /^(?<sign>[+\-−]?)(?<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?<fraction>\d+))?$/;
const REMARK = /^(?<number>[^()]*\d[^()]*)\((?<remark>[^()]*(?:\([^()]*\)[^()]*)*)\)$/;
/** Digits parted by spaces are one number only where the parts are groups of three. */
const GROUPED = /^[+-]?\d{1,3}(?: \d{3})+(?:\.\d+)?$/;

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");

interface CompiledNotation {
  readonly dash: ReadonlySet<string>;
  readonly notApplicable: ReadonlySet<string>;
  readonly plus: RegExp;
  readonly minus: RegExp;
  readonly money: readonly { readonly printed: string; readonly factor: number }[];
  readonly counts: readonly string[];
}

const compiled = new WeakMap<Notation, CompiledNotation>();

function compile(notation: Notation): CompiledNotation {
  const known = compiled.get(notation);
  if (known !== undefined) return known;
  const plain = (marks: readonly string[]): Set<string> =>
    new Set(marks.map((mark) => mark.normalize("NFKC").replace(SPACE, "")));
  const starting = (marks: readonly string[]): RegExp =>
    new RegExp(`^(?:${marks.map((mark) => literal(mark.normalize("NFKC"))).join("|")})(?=\\d)`);
  const result: CompiledNotation = {
    dash: plain(notation.dash),
    notApplicable: plain(notation.notApplicable),
    plus: starting(notation.plus),
    minus: starting(notation.minus),
    money: notation.moneyUnits,
    counts: notation.countUnits,
  };
  compiled.set(notation, result);
  return result;
}

/** Whether the text holds two numbers: digits on several lines, or parted by spaces that group no thousands. */
function holdsSeveralNumbers(text: string): boolean {
  const lines = text.split(/[\n\t\v\f\u2028\u2029]/).filter((line) => /\d/.test(line.normalize("NFKC")));
  if (lines.length > 1) return true;
  const line = (lines[0] ?? "")
    .normalize("NFKC")
    .trim()
    .replace(/[ \u00a0\u3000]+/g, " ");
  return /\d \d/.test(line) && !GROUPED.test(line);
}

/** Digits, shifted: exact or nothing. */
function toAmount(sign: string, whole: string, fraction: string, multiplier: number): number | undefined {
  const digits = BigInt(whole.replaceAll(",", "") + fraction) * BigInt(multiplier);
  const divisor = 10n ** BigInt(fraction.length);
  if (digits % divisor !== 0n) return undefined;
  const amount = Number(digits / divisor);
  if (!Number.isSafeInteger(amount)) return undefined;
  return sign === "-" || sign === "−" ? -amount : amount;
}

function stripUnit(
  text: string,
  notation: CompiledNotation,
  money: boolean,
): { number: string; factor?: number } {
  if (money) {
    const unit = notation.money.find((candidate) => text.endsWith(candidate.printed));
    if (unit !== undefined) return { number: text.slice(0, -unit.printed.length), factor: unit.factor };
  } else {
    const unit = notation.counts.find((candidate) => text.endsWith(candidate));
    if (unit !== undefined) return { number: text.slice(0, -unit.length) };
  }
  return { number: text };
}

/** Raised digits and circled numbers mark notes; folded to plain digits they would lengthen the figure. */
const RAISED = /[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]/;
const CIRCLED = /[\u2460-\u2473\u24ea-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]/;
const NOTED = /^(?<number>.*\d.*?)\s*(?<note>[\u2460-\u2473\u2776-\u2793]+)\s*$/su;

const ILLEGIBLE: ParsedValue = { value: { status: "illegible" } };

/** Never throws: what is not understood is illegible, and the caller keeps the text. */
export function parseValue(printed: string, context: NumberContext, notation: Notation): ParsedValue {
  const plain = PLAIN.test(printed) ? Number(printed) * context.scale * context.factor : Number.NaN;
  if (Number.isSafeInteger(plain)) return { value: { status: "reported", amount: plain } };
  if (RAISED.test(printed)) return ILLEGIBLE;
  if (CIRCLED.test(printed)) {
    const { number, note } = NOTED.exec(printed)?.groups ?? {};
    if (number === undefined || note === undefined || CIRCLED.test(number)) return ILLEGIBLE;
    return { remark: note, ...parseValue(number, context, notation) };
  }
  const rules = compile(notation);
  const text = printed.normalize("NFKC").replace(SPACE, "");
  if (text === "") return { value: { status: "blank" } };
  if (rules.dash.has(text)) return { value: { status: "dash" } };
  if (rules.notApplicable.has(text)) return { value: { status: "not-applicable" } };
  if (text.length > 80 || holdsSeveralNumbers(printed.replace(/[（(][\s\S]*[)）]/, ""))) return ILLEGIBLE;
  const remarked = REMARK.exec(text)?.groups;
  const { number, factor } = stripUnit(remarked?.number ?? text, rules, context.money);
  const signed = number.replace(rules.plus, "").replace(rules.minus, "-");
  const parts = NUMBER.exec(signed)?.groups;
  if (parts?.whole === undefined) return ILLEGIBLE;
  const amount = toAmount(
    parts.sign ?? "",
    parts.whole,
    parts.fraction ?? "",
    context.scale * (factor ?? context.factor),
  );
  if (amount === undefined) return ILLEGIBLE;
  return {
    value: { status: "reported", amount },
    ...(remarked?.remark ? { remark: remarked.remark } : {}),
    ...(factor === undefined ? {} : { factor }),
  };
}
