import type { Notation } from "../catalog/schema.ts";
import { parseChineseNumeral } from "./chinese-numeral.ts";
import { DASH_OR_ONE, parseValue } from "./parse-value.ts";

/** Figures of another numeral that say how the report writes its figures. */
const FEWEST_NUMERALS = 2;
const COUNT = { scale: 1, factor: 1, money: false };

/** Whether a cell says that there is nothing: 0, a dash, a mark or no text. */
function saysNothing(text: string, notation: Notation): boolean {
  const { value } = parseValue(text, COUNT, notation);
  return value.status === "reported" ? value.amount === 0 : value.status !== "illegible";
}

/**
 * Whether 一 is the figure 1 in a report, rather than a dash, by the texts of all its cells: others are in Chinese numerals,
 * no fewer than the lone 一, and what is nothing is written otherwise.
 */
export function isOneWritten(texts: readonly string[], notation: Notation): boolean {
  const printed = texts.map((text) => text.trim());
  const ones = printed.filter((text) => text === DASH_OR_ONE).length;
  if (ones === 0) return false;
  const numerals = printed.filter(
    (text) => text !== DASH_OR_ONE && (parseChineseNumeral(text) ?? 0) > 0,
  ).length;
  return numerals >= Math.max(FEWEST_NUMERALS, ones) && printed.some((text) => saysNothing(text, notation));
}
