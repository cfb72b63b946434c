import { i32, u16, u32 } from "../little-endian.ts";
import type { Pages } from "./doc-pages.ts";
import type { Piece } from "./doc-pieces.ts";
import { type RowCell, readRow } from "./doc-rows.ts";
import { SPRM, walkSprms } from "./doc-sprm.ts";

/** Where a paragraph stands in tables ([MS-DOC] 2.4.3): its mark says it. */
export interface ParagraphPlace {
  /** Tables around it; 0 in the text. */
  readonly depth: number;
  readonly ends: "paragraph" | "cell" | "row";
  /** Cells of the row it ends; `undefined` where the file defines none that can be. */
  readonly cells?: readonly RowCell[];
}

const IN_TEXT: ParagraphPlace = { depth: 0, ends: "paragraph" };
const DEEPEST_TABLE = 64;
const CELL_MARK = "\u0007";
const STYLE_SIZE = 2;
const HUGE: ReadonlySet<number> = new Set([SPRM.paragraphHuge, SPRM.paragraphHugeOld, SPRM.tableProperties]);

/** Lists too large for a page stand in the Data stream, after their size (2.9.210, PrcData). */
function unfold(list: Uint8Array, data: Uint8Array): Uint8Array[] {
  const lists = [list];
  walkSprms(list, (sprm, operand) => {
    const at = u32(operand, 0);
    if (HUGE.has(sprm) && at + 2 + u16(data, at) <= data.length)
      lists.push(data.subarray(at + 2, at + 2 + u16(data, at)));
  });
  return lists;
}

function readPlace(lists: readonly Uint8Array[], mark: string): ParagraphPlace {
  let inTable = false;
  let depth = 0;
  const ends = { row: false, innerCell: false, innerRow: false };
  for (const list of lists) {
    walkSprms(list, (sprm, operand) => {
      const on = operand[0] !== 0;
      if (sprm === SPRM.paragraphInTable) inTable = on;
      else if (sprm === SPRM.paragraphEndsRow) ends.row = on;
      else if (sprm === SPRM.paragraphEndsInnerCell) ends.innerCell = on;
      else if (sprm === SPRM.paragraphEndsInnerRow) ends.innerRow = on;
      else if (sprm === SPRM.paragraphDepth) depth = i32(operand, 0);
      else if (sprm === SPRM.paragraphDepthChange) depth += i32(operand, 0);
    });
  }
  const within = Math.max(0, Math.min(depth, DEEPEST_TABLE), inTable ? 1 : 0);
  if (within === 0) return IN_TEXT;
  const endsRow = within > 1 ? ends.innerRow : ends.row && mark === CELL_MARK;
  if (endsRow) {
    const cells = readRow(lists);
    return { depth: within, ends: "row", ...(cells === undefined ? {} : { cells }) };
  }
  const endsCell = within > 1 ? ends.innerCell : mark === CELL_MARK;
  return { depth: within, ends: endsCell ? "cell" : "paragraph" };
}

/** Finds the place of the paragraph that ends at a character position. */
export class ParagraphPlaces {
  private readonly known = new Map<Uint8Array, Map<string, ParagraphPlace>>();
  private piece = 0;

  constructor(
    private readonly pieces: readonly Piece[],
    private readonly pages: Pages,
    private readonly data: Uint8Array,
  ) {}

  /** Positions are asked in ascending order, but for the start of a new story. */
  placeOf(position: number, mark: string): ParagraphPlace {
    const piece = this.pieceAt(position);
    if (piece === undefined) return IN_TEXT;
    const run = this.pages.find(piece.start + (position - piece.from) * piece.width);
    if (run === undefined) return IN_TEXT;
    const met = this.known.get(run.properties) ?? new Map<string, ParagraphPlace>();
    const key = piece.changes.length > 0 ? undefined : mark;
    const place = (key === undefined ? undefined : met.get(key)) ?? this.read(run.properties, piece, mark);
    if (key !== undefined) this.known.set(run.properties, met.set(key, place));
    return place;
  }

  private read(properties: Uint8Array, piece: Piece, mark: string): ParagraphPlace {
    return readPlace([...unfold(properties.subarray(STYLE_SIZE), this.data), piece.changes], mark);
  }

  private pieceAt(position: number): Piece | undefined {
    if (position < (this.pieces[this.piece]?.from ?? 0)) this.piece = 0;
    while (position >= (this.pieces[this.piece]?.to ?? position + 1)) this.piece++;
    return this.pieces[this.piece];
  }
}
