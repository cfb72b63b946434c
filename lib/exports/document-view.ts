import type { Block, Cell, Document } from "../model.ts";
import { cellAnchor } from "./form-markup.ts";
import { html, type Markup } from "./html.ts";

/**
 * A Word file, PDF, workbook or picture as it was read: its paragraphs and tables in order, page by page, every cell
 * with an anchor. What a reader sees here is what recognition saw.
 */

export interface DocumentViewWords {
  /** `Page {page}`. */
  readonly page: string;
}

function drawCell(cell: Cell, table: number, found: ReadonlySet<string>): Markup {
  const anchor = cellAnchor({ table, row: cell.row, column: cell.column });
  const spans = html`${cell.columnSpan > 1 && html` colspan="${cell.columnSpan}"`}${cell.rowSpan > 1 && html` rowspan="${cell.rowSpan}"`}`;
  const marked = found.has(anchor) && html` class="found"`;
  const text = cell.text
    .trim()
    .split("\n")
    .map((line, at) => (at === 0 ? html`${line}` : html`<br>${line}`));
  return html`<td id="${anchor}"${marked}${spans}>${text}</td>`;
}

function drawBlock(block: Block, found: ReadonlySet<string>): Markup {
  if (block.kind === "paragraph") return html`<p>${block.text}</p>`;
  const rows = block.rows.map(
    (row) => html`<tr>${row.map((cell) => drawCell(cell, block.index, found))}</tr>`,
  );
  return html`<table><tbody>${rows}</tbody></table>`;
}

/** The blocks of a document with the cells that gave figures marked; pages are told where they begin. */
export function drawDocument(
  { blocks }: Pick<Document, "blocks">,
  cells: readonly { readonly table: number; readonly row: number; readonly column: number }[],
  words: DocumentViewWords,
): Markup {
  const found = new Set(cells.map(cellAnchor));
  let page: number | undefined;
  const drawn = blocks.map((block) => {
    const turned = block.place.page !== undefined && block.place.page !== page;
    page = block.place.page ?? page;
    const mark =
      turned &&
      html`<p class="page" id="page-${page ?? 0}">${words.page.replace("{page}", String(page))}</p>`;
    return html`${mark}${drawBlock(block, found)}`;
  });
  return html`${drawn}`;
}
