import type { Notation } from "../catalog/schema.ts";
import type { Value } from "../model.ts";
import { parseChineseNumeral } from "./chinese-numeral.ts";
import { type CompiledNotation, compileNotation } from "./compiled-notation.ts";

/**
 * Printed text to a value with a status. Only a printed number becomes a number; exact to the smallest part of the
 * unit, by integer arithmetic on the digits:
 *
 *   "１,234" → 1234      "" → blank      "/" → not-applicable      "22（其中修订16件）" → 22 with a remark
 *   "12¹" → 12 with a note      "¹²" → illegible
 *   "8.04万元" in yuan with 100 parts → 8040000      "1 2" → illegible      "22（16）" → illegible: which of the two?
 *
 * 约20, 20余 and 3-5 are no numbers, 一 may be a dash unless its report says otherwise, and a percentage is no count: all
 * illegible, the text is kept.
 */

export interface ParsedValue {
  readonly value: Value;
  /** Words in brackets behind the number, or a footnote's mark. */
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
  /** Whether a lone 一 is the figure 1; without, it may be a dash. */
  readonly isOne?: boolean;
}

/** What most cells hold. */
const PLAIN = /^\d{1,9}$/;
const SPACE = /[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff]+/g;
const NUMBER = /^(?<sign>[+\-−]?)(?<whole>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?<fraction>\d+))?$/;
const BRACKETED = /^(?<number>[^()]+)\((?<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)$/;
const FOOTNOTED = /^(?<number>.*?[^*※[])(?<note>[*※]{1,3}|\[\d{1,2}\]|\[注\d{0,2}\])$/;
/** Digits parted by spaces are one number only where the parts are groups of three. */
const GROUPED = /^[+-]?\d{1,3}(?: \d{3})+(?:\.\d+)?$/;
/** As often a dash as a numeral. */
export const DASH_OR_ONE = "一";

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

interface Digits {
  readonly sign: string;
  readonly whole: string;
  readonly fraction: string;
  readonly factor: number;
}

/** Digits, shifted: exact or nothing. */
function toAmount({ sign, whole, fraction, factor }: Digits, multiplier: number): number | undefined {
  const digits = BigInt(whole.replaceAll(",", "") + fraction) * BigInt(multiplier) * BigInt(factor);
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
): { readonly number: string; readonly factor?: number } {
  const unit = (money ? notation.money : notation.counts).find(({ printed }) => text.endsWith(printed));
  if (unit === undefined) return { number: text };
  const number = text.slice(0, -unit.printed.length);
  return money ? { number, factor: unit.factor } : { number };
}

/** The number before its unit. In money a bare 万 may or may not be the unit of the column: no number. */
function readDigits(text: string, notation: CompiledNotation, money: boolean): Digits | undefined {
  const signed = text.replace(notation.totals, "").replace(notation.plus, "").replace(notation.minus, "-");
  const multiplier = money ? undefined : notation.multipliers.find(({ printed }) => signed.endsWith(printed));
  const factor = multiplier?.factor ?? 1;
  const number = multiplier === undefined ? signed : signed.slice(0, -multiplier.printed.length);
  const parts = NUMBER.exec(number)?.groups;
  if (parts?.whole !== undefined)
    return { sign: parts.sign ?? "", whole: parts.whole, fraction: parts.fraction ?? "", factor };
  const sign = signed.startsWith("-") ? "-" : "";
  const numeral = signed.slice(sign.length);
  if (money && /[万亿萬億]/.test(numeral)) return undefined;
  const value = parseChineseNumeral(numeral.replaceAll("萬", "万").replaceAll("億", "亿"));
  return value === undefined ? undefined : { sign, whole: String(value), fraction: "", factor: 1 };
}

/** Raised digits and circled numbers mark notes; folded to plain digits they would lengthen the figure. */
const RAISED = /[\u00b2\u00b3\u00b9\u2070-\u2079\u2080-\u2089]/;
/** Behind a figure, in its line: 12¹, 12[¹], 12 ¹,². Counts have no exponents, so a raised digit can be nothing else. */
const RAISED_NOTE =
  /^(?<number>.*[\d０-９].*?)(?<![\n\t\v\f\u2028\u2029][ \u00a0\u3000]*)[ \u00a0\u3000]*(?<note>[[［〔【]?注?[\u00b2\u00b3\u00b9\u2070-\u2079]{1,2}(?:[,，、][\u00b2\u00b3\u00b9\u2070-\u2079]{1,2})*[\]］〕】]?)\s*$/su;
/** The one figure that may be a power: of money nobody knows whether 10⁴ is ten. */
const POWER = /(?:^|[^\d.,])10$/;
const CIRCLED = /[\u2460-\u2473\u24ea-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]/;
const NOTED = /^(?<number>.*\d.*?)\s*(?<note>[\u2460-\u2473\u2776-\u2793]+)\s*$/su;

const ILLEGIBLE: ParsedValue = { value: { status: "illegible" } };

/** 22(件) is 22件; 22(其中修订16件) is 22 and a remark; 22(16) and 22(16件) are two figures. */
function splitRemark(
  text: string,
  notation: CompiledNotation,
  money: boolean,
): { readonly number: string; readonly remark?: string } | undefined {
  const footnoted = FOOTNOTED.exec(text)?.groups;
  if (footnoted?.number !== undefined && footnoted.note !== undefined)
    return { number: footnoted.number, remark: footnoted.note };
  const units = money ? notation.money : notation.counts;
  // The unit itself may have brackets: 件(次).
  if (units.some(({ printed }) => printed.endsWith(")") && text.endsWith(printed))) return { number: text };
  const bracketed = BRACKETED.exec(text.replace(/[[〔【［]/g, "(").replace(/[\]〕】］]/g, ")"))?.groups;
  const { number, inside } = bracketed ?? {};
  if (number === undefined || inside === undefined) return { number: text };
  const unit = inside.replace(notation.unitWords, "");
  if (units.some(({ printed }) => printed === unit)) return { number: number + unit };
  // Another unit, or one among other words.
  if (money && (unit !== inside || notation.otherCurrency.test(inside))) return undefined;
  if (!notation.words.test(inside.replace(notation.figures, ""))) return undefined;
  return { number, remark: inside };
}

/** A figure with a raised note behind it is the figure; raised digits anywhere else leave it open what was meant. */
function parseRaised(printed: string, context: NumberContext, notation: Notation): ParsedValue {
  const { number, note } = RAISED_NOTE.exec(printed)?.groups ?? {};
  if (number === undefined || note === undefined || RAISED.test(number)) return ILLEGIBLE;
  if (context.money && POWER.test(number.normalize("NFKC"))) return ILLEGIBLE;
  return { remark: note, ...parseValue(number, context, notation) };
}

/** Never throws: what is not understood is illegible, and the caller keeps the text. */
export function parseValue(printed: string, context: NumberContext, notation: Notation): ParsedValue {
  const plain = PLAIN.test(printed) ? Number(printed) * context.scale * context.factor : Number.NaN;
  if (Number.isSafeInteger(plain)) return { value: { status: "reported", amount: plain } };
  if (RAISED.test(printed)) return parseRaised(printed, context, notation);
  if (CIRCLED.test(printed)) {
    const { number, note } = NOTED.exec(printed)?.groups ?? {};
    if (number === undefined || note === undefined || CIRCLED.test(number)) return ILLEGIBLE;
    return { remark: note, ...parseValue(number, context, notation) };
  }
  const rules = compileNotation(notation);
  const text = printed.normalize("NFKC").replace(SPACE, "");
  if (text === "") return { value: { status: "blank" } };
  if (rules.dash.has(text)) return { value: { status: "dash" } };
  if (rules.notApplicable.has(text)) return { value: { status: "not-applicable" } };
  const outside = printed.replace(/[（([【〔［][\s\S]*[)）\]】〕］]/, "");
  if (text.length > 80 || holdsSeveralNumbers(outside)) return ILLEGIBLE;
  const split = splitRemark(text, rules, context.money);
  if (split === undefined || (split.number === DASH_OR_ONE && context.isOne !== true)) return ILLEGIBLE;
  const { number, factor } = stripUnit(split.number, rules, context.money);
  const digits = readDigits(number, rules, context.money);
  const amount =
    digits === undefined ? undefined : toAmount(digits, context.scale * (factor ?? context.factor));
  if (amount === undefined) return ILLEGIBLE;
  return {
    value: { status: "reported", amount },
    ...(split.remark ? { remark: split.remark } : {}),
    ...(factor === undefined ? {} : { factor }),
  };
}
