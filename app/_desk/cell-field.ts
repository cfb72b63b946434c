import type { NewCorrection } from "@/db/desk/correct.ts";
import type { Fact, ValueStatus } from "@/lib/model.ts";
import { VALUE_STATUSES } from "@/lib/model.ts";

/** A cell and what was seen in it, as one field of a form. */
export type SeenCell = Pick<NewCorrection, "cell" | "seen">;

const isStatus = (text: string): text is ValueStatus => (VALUE_STATUSES as readonly string[]).includes(text);

export function cellField(
  { edition, indicator, member }: Pick<Fact, "edition" | "indicator" | "member">,
  { status, amount }: NewCorrection["seen"],
): string {
  return [edition, indicator, member, status, amount ?? ""].join("|");
}

export function parseCell(text: string): SeenCell | undefined {
  const [edition, indicator, member, status = "", amount = "", ...more] = text.split("|");
  if (!edition || !indicator || !member || !isStatus(status) || more.length > 0) return undefined;
  if (!/^(?:-?\d{1,15})?$/.test(amount)) return undefined;
  return {
    cell: { edition, indicator, member },
    seen: { status, amount: amount === "" ? null : Number(amount) },
  };
}

/** A number as typed, in the smallest part of its unit; `undefined` where it is none, or finer than the unit. */
export function parseAmount(text: string, scale: number): number | undefined {
  const bare = text.normalize("NFKC").replace(/[\s,]/g, "");
  if (!/^\d{1,12}(?:\.\d{1,6})?$/.test(bare)) return undefined;
  const [whole = "0", fraction = ""] = bare.split(".");
  const places = Math.round(Math.log10(scale));
  if (fraction.replace(/0+$/, "").length > places) return undefined;
  return Number(whole) * scale + Number(fraction.padEnd(places, "0").slice(0, places) || "0");
}
