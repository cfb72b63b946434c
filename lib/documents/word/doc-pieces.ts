import { LARGEST_TEXT } from "../limits.ts";
import { u16, u32 } from "../little-endian.ts";
import { SPRM } from "./doc-sprm.ts";

/**
 * The piece table ([MS-DOC] 2.9.38, Clx): which bytes of the WordDocument stream hold which characters. A file saved
 * fast has many pieces in any order, each with changes of its own (Prm) that come after what the pages say.
 */

export interface Piece {
  /** Character positions. */
  readonly from: number;
  readonly to: number;
  /** First byte in the WordDocument stream. */
  readonly start: number;
  /** Bytes a character: 1 in Windows-1252, 2 in UTF-16. */
  readonly width: 1 | 2;
  /** Changes to the whole piece. */
  readonly changes: Uint8Array;
}

const PRC = 1;
const PIECES = 2;
const COMPRESSED = 0x40000000;
const NOTHING = new Uint8Array();

/** Changes so small that they stand in the piece itself (2.9.209, Prm0); those that change what is read. */
const SHORT_CHANGES: Readonly<Record<number, number>> = {
  24: SPRM.paragraphInTable,
  25: SPRM.paragraphEndsRow,
  65: SPRM.charactersDeleted,
  87: SPRM.charactersStruck,
  92: SPRM.charactersHidden,
  104: SPRM.characterLevel,
  115: SPRM.charactersStruckTwice,
};

function changesOf(prm: number, lists: readonly Uint8Array[]): Uint8Array {
  if (prm & 1) return lists[prm >> 1] ?? NOTHING;
  const sprm = SHORT_CHANGES[(prm >> 1) & 0x7f];
  return sprm === undefined ? NOTHING : new Uint8Array([sprm & 0xff, sprm >> 8, prm >> 8]);
}

/** `undefined` where the table contradicts itself. `size` is that of the WordDocument stream. */
export function readPieces(clx: Uint8Array, size: number): readonly Piece[] | undefined {
  const lists: Uint8Array[] = [];
  let at = 0;
  while (clx[at] === PRC) {
    const length = u16(clx, at + 1);
    lists.push(clx.subarray(at + 3, at + 3 + length));
    at += 3 + length;
  }
  if (clx[at] !== PIECES) return undefined;
  const table = clx.subarray(at + 5, at + 5 + u32(clx, at + 1));
  const count = Math.floor((table.length - 4) / 12);
  if (count < 1 || table.length !== u32(clx, at + 1)) return undefined;
  const pieces: Piece[] = [];
  const most = Math.min(size, LARGEST_TEXT);
  let bytes = 0;
  for (let n = 0; n < count; n++) {
    const from = u32(table, n * 4);
    const to = u32(table, n * 4 + 4);
    const entry = (count + 1) * 4 + n * 8;
    const position = u32(table, entry + 2);
    const width = position & COMPRESSED ? 1 : 2;
    const start = position & COMPRESSED ? (position & ~COMPRESSED) >>> 1 : position;
    bytes += Math.max(0, to - from) * width;
    // Pieces part the text between them; more text than the stream has would be the same bytes again and again.
    if (to < from || (n === 0 && from !== 0) || bytes > most) return undefined;
    pieces.push({ from, to, start, width, changes: changesOf(u16(table, entry + 6), lists) });
  }
  return pieces;
}
