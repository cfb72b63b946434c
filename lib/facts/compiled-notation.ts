import type { Notation } from "../catalog/schema.ts";

/** The catalog's notation made ready for matching against folded text (NFKC, no spaces), once per catalog. */

interface PrintedFactor {
  readonly printed: string;
  readonly factor: number;
}

export interface CompiledNotation {
  readonly dash: ReadonlySet<string>;
  readonly notApplicable: ReadonlySet<string>;
  readonly totals: RegExp;
  readonly plus: RegExp;
  readonly minus: RegExp;
  /** Longest first. */
  readonly money: readonly PrintedFactor[];
  /** Words that stand where a unit of money does and end as one: 万元, 百元, 美元. */
  readonly currency: RegExp;
  /** Such a word alone. */
  readonly otherCurrency: RegExp;
  /** What stands before a unit: 单位：万元. */
  readonly unitWords: RegExp;
  readonly counts: readonly PrintedFactor[];
  readonly multipliers: readonly PrintedFactor[];
  /** Numbers with their units and signs. */
  readonly figures: RegExp;
  /** Something said in words. */
  readonly words: RegExp;
}

const NUMERAL = "〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟";
const SPACE = /[\s\u00a0\u3000\u200b-\u200f\u2060\ufeff]+/g;

const fold = (text: string): string => text.normalize("NFKC").replace(SPACE, "");
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
const byLength = (one: PrintedFactor, other: PrintedFactor): number =>
  other.printed.length - one.printed.length;

function oneOf(texts: readonly string[]): string {
  return texts
    .map((text) => literal(fold(text)))
    .sort((one, other) => other.length - one.length)
    .join("|");
}

const compiled = new WeakMap<Notation, CompiledNotation>();

export function compileNotation(notation: Notation): CompiledNotation {
  const known = compiled.get(notation);
  if (known !== undefined) return known;
  const plain = (marks: readonly string[]): Set<string> => new Set(marks.map(fold));
  const starting = (marks: readonly string[]): RegExp =>
    new RegExp(`^(?:${oneOf(marks)})(?=[\\d${NUMERAL}])`);
  const units = [...notation.countUnits, ...notation.moneyUnits.map((unit) => unit.printed)];
  const result: CompiledNotation = {
    dash: plain(notation.dash),
    notApplicable: plain(notation.notApplicable),
    totals: starting(notation.totals),
    plus: starting(notation.plus),
    minus: starting(notation.minus),
    money: notation.moneyUnits.toSorted(byLength),
    currency: new RegExp(
      `(?:^|[(:,、/;]|${oneOf(notation.unitWords)})+(?<unit>\\p{Script=Han}{0,6}?(?:${oneOf(notation.currencyEndings)}))(?=[)/,、;]|$)`,
      "gu",
    ),
    otherCurrency: new RegExp(`^\\p{Script=Han}{0,6}(?:${oneOf(notation.currencyEndings)})$`, "u"),
    unitWords: new RegExp(`(?:${oneOf(notation.unitWords)})[:为]?`, "g"),
    counts: notation.countUnits.map((printed) => ({ printed: fold(printed), factor: 1 })).toSorted(byLength),
    multipliers: notation.multipliers.toSorted(byLength),
    figures: new RegExp(
      `(?:${oneOf([...notation.totals, ...notation.plus, ...notation.minus])})?\\d[\\d.,]*(?:${oneOf(units)}|%)?`,
      "g",
    ),
    words: /\p{L}/u,
  };
  compiled.set(notation, result);
  return result;
}
