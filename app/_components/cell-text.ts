import { messages } from "@/app/_messages/messages.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatAmount } from "@/lib/format.ts";
import type { ValueStatus } from "@/lib/model.ts";

/** A value in words: a number in its unit, or why there is none. */
export function cellText(
  {
    status,
    amount,
    unit,
  }: { readonly status: ValueStatus; readonly amount: number | null; readonly unit: string },
  lang: Language,
): string {
  if (amount === null) return messages(lang).frame.status[status];
  return formatAmount(amount, getCatalog().units.find(({ id }) => id === unit) ?? { scale: 1 }, lang);
}
