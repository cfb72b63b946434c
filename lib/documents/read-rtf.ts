import type { Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import type { Content } from "./reader.ts";
import { RtfReading } from "./word/rtf-reading.ts";
import { walkRtf } from "./word/rtf-tokens.ts";
import { toBlocks } from "./word/word-blocks.ts";

/**
 * Rich Text Format 1.9.1 as paragraphs and tables. The format has no checksum, so a changed digit cannot be told; of a
 * file that breaks off the rows that ended are read.
 */
export function readRtfBytes(bytes: Uint8Array): Outcome<Content> {
  const reading = new RtfReading();
  const fault = walkRtf(bytes, reading);
  const wasInTable = fault !== undefined && reading.isInTable;
  const blocks = toBlocks(reading.end(fault !== undefined));
  const tables = blocks.filter((block) => block.kind === "table");
  const findings: Finding[] = tables
    .filter((table) => table.cut)
    .map((table) => ({ code: "table-too-large", parameters: { table: table.index } }));
  // The row in which reading ended gave no table to say it of.
  if (reading.isFull && findings.length === 0)
    findings.push({ code: "table-too-large", parameters: { table: tables.length + 1 } });
  if (fault !== undefined)
    findings.push({ code: fault === "damaged" ? "word-cut" : "word-too-deep", parameters: {} });
  if (wasInTable)
    findings.push({ code: "table-truncated", parameters: { table: Math.max(1, tables.length) } });
  return { value: { charset: null, metadata: reading.metadata, blocks }, findings };
}
