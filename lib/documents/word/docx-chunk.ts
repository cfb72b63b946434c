import type { Block, Finding, Place } from "../../model.ts";
import { decodeText, findDeclaredCharset } from "../charset.ts";
import { readPage } from "../markup/html-page.ts";
import { sniff } from "../sniff.ts";
import { readText } from "../text/text-blocks.ts";

/** Other documents that a Word file shows within itself (ECMA-376 17.17.2, altChunk): pages and plain text. */

export interface Chunk {
  readonly blocks: readonly Block[];
  readonly finding?: Finding;
}

/** Places within the chunk, seen from the file around it. */
function within(place: Place, path: string): Place {
  return { path: place.path === undefined ? path : `${path}/${place.path}` };
}

function embed(block: Block, path: string, table: number): Block {
  if (block.kind === "paragraph") return { ...block, place: within(block.place, path) };
  const rows = block.rows.map((row) => row.map((cell) => ({ ...cell, place: within(cell.place, path) })));
  return { ...block, index: table, rows, place: within(block.place, path) };
}

/** `tables` were counted before the chunk. */
export function readChunk(bytes: Uint8Array, path: string, tables: number): Chunk {
  const format = sniff(bytes);
  if (format !== "html" && format !== "text")
    return { blocks: [], finding: { code: "embedded-document", parameters: { format } } };
  const { text, charset } = decodeText(bytes, findDeclaredCharset(bytes));
  const { blocks } =
    format === "html" ? (readPage(text, charset).value ?? { blocks: [] }) : { blocks: readText(text) };
  let table = tables;
  return { blocks: blocks.map((block) => embed(block, path, block.kind === "table" ? ++table : 0)) };
}
