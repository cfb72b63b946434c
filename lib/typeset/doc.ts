import { bytesOf16 } from "./compound-file.ts";
import { type DocParagraph, printDocFile, type Sprm } from "./doc-file.ts";
import { listOpening, type Manuscript } from "./manuscript.ts";
import { type Sheet, spread } from "./sheet.ts";

/** A manuscript as a Word 97 document. */

const TEXT_WIDTH = 8800;
const IN_TABLE: Sprm = [0x2416, 1];
const ENDS_ROW: Sprm = [0x2417, 1];
const CELL_MARK = "\u0007";
const LINE_BREAK = "\u000b";
/** Bits of a cell that goes on the one above, and of the first of such (2.9.327 TCGRF). */
const CONTINUED = 0x20;
const CONTINUES_BELOW = 0x60;

/** Edges of a row's cells in twips, and how each is merged downwards (2.9.315 TDefTableOperand). */
function defineRow(edges: readonly number[], flags: readonly number[]): Sprm {
  const cells = flags.flatMap((flag) => [...bytesOf16(flag), ...new Array<number>(18).fill(0)]);
  const operand = [flags.length, ...bytesOf16(...edges), ...cells];
  return [0xd608, ...bytesOf16(operand.length + 1), ...operand];
}

function printRows(sheet: Sheet): DocParagraph[] {
  const rows = spread(sheet);
  const columnWidth = Math.floor(TEXT_WIDTH / (rows[0]?.length ?? 1));
  return rows.flatMap((row): DocParagraph[] => {
    const slots = row.map((slot, left) => ({ ...slot, left })).filter(({ firstColumn }) => firstColumn);
    const cells = slots.map(
      ({ cell, firstRow }): DocParagraph => ({
        text: firstRow ? cell.text.replaceAll("\n", LINE_BREAK) : "",
        mark: CELL_MARK,
        sprms: [IN_TABLE],
      }),
    );
    const edges = [...slots.map(({ left }) => left * columnWidth), row.length * columnWidth];
    const flags = slots.map(({ cell, firstRow }) =>
      cell.rowSpan === 1 ? 0 : firstRow ? CONTINUES_BELOW : CONTINUED,
    );
    return [...cells, { text: "", mark: CELL_MARK, sprms: [IN_TABLE, ENDS_ROW, defineRow(edges, flags)] }];
  });
}

export function printDoc(manuscript: Manuscript): Uint8Array {
  const paragraph = (text: string): DocParagraph => ({ text, mark: "\r", sprms: [] });
  const body = manuscript.pieces.flatMap((piece) =>
    piece.kind === "sheet" ? [...printRows(piece.sheet), paragraph("")] : [paragraph(piece.text)],
  );
  return printDocFile([...listOpening(manuscript).map(paragraph), ...body]);
}
