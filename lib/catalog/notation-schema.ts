import { z } from "zod";

/** Printed marks for nothing, signs and number words, as data. */
export const Notation = z.strictObject({
  dash: z.array(z.string()),
  notApplicable: z.array(z.string()),
  plus: z.array(z.string()),
  minus: z.array(z.string()),
  moneyUnits: z.array(z.strictObject({ printed: z.string(), factor: z.int().positive() })),
  /** Words before a unit (单位：万元), and what other units of money end with: 百元, 美元. */
  unitWords: z.array(z.string()),
  currencyEndings: z.array(z.string()),
  countUnits: z.array(z.string()),
  /** Words that may stand before a number without changing it: 共3件. */
  totals: z.array(z.string()),
  /** 1.2万: what a count may be printed in. */
  multipliers: z.array(z.strictObject({ printed: z.string(), factor: z.int().positive() })),
  /** Words and characters of the forms' labels in traditional writing, and as the forms print them. */
  traditional: z.strictObject({
    words: z.record(z.string().min(2), z.string().min(2)),
    characters: z.record(z.string().length(1), z.string().length(1)),
  }),
  /** Recognised text of less confidence, from 0 to 1, is no value. */
  leastConfidence: z.number().min(0).max(1),
});

export type Notation = z.infer<typeof Notation>;
