import type { Fact } from "@/lib/model.ts";

type Cell = Pick<Fact, "edition" | "indicator" | "member">;

/** A cell as an address, an anchor and a field name it. */
export const slotOf = ({ edition, indicator, member }: Cell): string =>
  [edition, indicator, member].join("|");

export function parseSlot(slot: string): Cell | undefined {
  const [edition, indicator, member, ...more] = slot.split("|");
  return edition && indicator && member && more.length === 0 ? { edition, indicator, member } : undefined;
}

/** Anchor of the cell in the list of those to be looked at. */
export const lookAnchor = (cell: Cell): string => `look-${slotOf(cell).replaceAll("|", ".")}`;

/** Path of the review of a report at one of its cells. */
export const lookPath = (page: string, cell: Cell): string =>
  `${page}?at=${encodeURIComponent(slotOf(cell))}#${lookAnchor(cell)}`;
