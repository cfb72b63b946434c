import { u16 } from "../little-endian.ts";

/**
 * Single property modifiers ([MS-DOC] 2.2.5.1): a code whose three highest bits tell the size of its operand. A list of
 * them says how characters, paragraphs and rows differ from their style.
 */

export const SPRM = {
  charactersDeleted: 0x0800,
  charactersHidden: 0x083c,
  charactersStruck: 0x0837,
  charactersStruckTwice: 0x2a53,
  charactersSpecial: 0x0855,
  characterLevel: 0x2a48,
  characterPosition: 0x4845,
  characterStyle: 0x4a30,
  characterSymbol: 0x6a09,
  pictureLocation: 0x6a03,
  paragraphInTable: 0x2416,
  paragraphEndsRow: 0x2417,
  paragraphDepth: 0x6649,
  paragraphDepthChange: 0x664a,
  paragraphEndsInnerCell: 0x244b,
  paragraphEndsInnerRow: 0x244c,
  paragraphHuge: 0x6646,
  paragraphHugeOld: 0x6645,
  tableProperties: 0x646b,
  tableDefinition: 0xd608,
  tableMerge: 0x5624,
  tableSplit: 0x5625,
  tableVerticalMerge: 0xd62b,
  tableInsert: 0x7621,
  tableDelete: 0x5622,
  tableColumnWidth: 0x7623,
} as const;

/** Calls `visit` with each modifier and its operand; ends where the list is cut or its sizes overrun it. */
export function walkSprms(list: Uint8Array, visit: (sprm: number, operand: Uint8Array) => void): void {
  let at = 0;
  while (at + 3 <= list.length) {
    const sprm = u16(list, at);
    const [start, size] = operandOf(list, at + 2, sprm);
    if (start + size > list.length) return;
    visit(sprm, list.subarray(start, start + size));
    at = start + size;
  }
}

const FIXED: Readonly<Record<number, number>> = { 0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3 };
const TABS = 0xc615;

function operandOf(list: Uint8Array, at: number, sprm: number): readonly [start: number, size: number] {
  const fixed = FIXED[sprm >> 13];
  if (fixed !== undefined) return [at, fixed];
  // Its size takes two bytes and counts one more than it should (2.9.315, TDefTableOperand).
  if (sprm === SPRM.tableDefinition) return [at + 2, Math.max(0, u16(list, at) - 1)];
  const size = list[at] ?? 0;
  if (sprm !== TABS || size < 255) return [at + 1, size];
  // 2.9.182, PChgTabsOperand: a size of 255 means that the parts tell it.
  const deleted = list[at + 1] ?? 0;
  return [at + 1, 2 + deleted * 4 + (list[at + 2 + deleted * 4] ?? 0) * 3];
}
