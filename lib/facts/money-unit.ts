import type { Notation } from "../catalog/schema.ts";
import { compileNotation } from "./compiled-notation.ts";

/** The unit printed over or beside an amount of money. */

/** Its factor; `unclear`: words of another currency or multiple, or several units; `undefined`: none is printed. */
export type PrintedUnit = number | "unclear" | undefined;

const SPACE = /\s+/g;

/**
 * `texts`: the head of the column and the labels of the row, as printed. A unit stands alone, in brackets, or behind a colon or
 * comma: 本年收费金额（单位：万元）, 万元.
 */
export function findMoneyUnit(texts: readonly string[], notation: Notation): PrintedUnit {
  const { money, currency } = compileNotation(notation);
  const printed = new Set(
    texts.flatMap((text) =>
      [...text.normalize("NFKC").replace(SPACE, "").matchAll(currency)].map(
        (found) => found.groups?.unit ?? "",
      ),
    ),
  );
  const [unit, ...more] = printed;
  if (unit === undefined) return undefined;
  const known = money.find((one) => one.printed === unit);
  return known === undefined || more.length > 0 ? "unclear" : known.factor;
}
