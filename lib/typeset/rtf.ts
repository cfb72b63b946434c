import { listOpening, type Manuscript } from "./manuscript.ts";
import { type Sheet, spread } from "./sheet.ts";

/** How a report stands in Rich Text Format 1.9.1. */
export interface RtfLook {
  /** Cells merged sideways: one wide cell, or cells that say they continue the one before. */
  readonly sideways?: "wide" | "continued";
}

const TEXT_WIDTH = 8800;

/** Characters beyond ASCII by number, with a question mark for old readers (`\uN?`). */
function escapeRtf(text: string): string {
  return [...text]
    .map((sign) => {
      const code = sign.charCodeAt(0);
      if (sign === "\n") return "\\line ";
      if (code < 0x80) return /[\\{}]/.test(sign) ? `\\${sign}` : sign;
      return `\\u${code > 32767 ? code - 65536 : code}?`;
    })
    .join("");
}

function printTable(sheet: Sheet, look: RtfLook): string {
  const rows = spread(sheet);
  const columnWidth = Math.floor(TEXT_WIDTH / (rows[0]?.length ?? 1));
  return rows
    .map((row) => {
      const apart = look.sideways === "continued";
      const slots = row.map((slot, left) => ({ ...slot, left })).filter((slot) => apart || slot.firstColumn);
      const edges = slots.map(({ cell, firstRow, firstColumn, left }) => {
        const down = cell.rowSpan > 1 ? (firstRow ? "\\clvmgf" : "\\clvmrg") : "";
        const across = apart && cell.columnSpan > 1 ? (firstColumn ? "\\clmgf" : "\\clmrg") : "";
        return `${down}${across}\\cellx${(left + (apart ? 1 : cell.columnSpan)) * columnWidth}`;
      });
      const texts = slots.map((slot) => (slot.firstRow && slot.firstColumn ? escapeRtf(slot.cell.text) : ""));
      return `\\trowd\\trgaph108${edges.join("")}\n\\pard\\intbl ${texts.map((text) => `${text}\\cell `).join("")}\\row\n`;
    })
    .join("");
}

/** A manuscript as rich text; the bytes are ASCII. */
export function printRtf(manuscript: Manuscript, look: RtfLook): string {
  const paragraph = (text: string) => `\\pard ${escapeRtf(text)}\\par\n`;
  const body = manuscript.pieces.map((piece) =>
    piece.kind === "sheet" ? printTable(piece.sheet, look) : paragraph(piece.text),
  );
  return `{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}{\\info{\\title ${escapeRtf(manuscript.title)}}}\n${listOpening(manuscript).map(paragraph).join("")}${body.join("")}}\n`;
}
