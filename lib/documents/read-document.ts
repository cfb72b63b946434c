import { createHash } from "node:crypto";
import type { Block, Document, DocumentFormat, Finding, Table } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { decodeText, findDeclaredCharset, isDeclarationTrue } from "./charset.ts";
import { isCutInsideCell, isCutInsideTable, readHtml } from "./read-html.ts";
import { readText } from "./read-text.ts";
import { sniff } from "./sniff.ts";

/** Larger files are refused before they are decoded: the largest annual reports seen have 2 MB without pictures. */
export const LARGEST_DOCUMENT = 20 * 1024 * 1024;

const FORMAT_NAMES: Readonly<Record<string, string>> = {
  pdf: "PDF",
  office: "Word/Excel 97–2003",
  zip: "docx/xlsx/zip",
  rtf: "RTF",
  image: "PNG/JPEG/GIF/TIFF",
};

const megabytes = (bytes: number): number => Math.round((bytes / 1024 / 1024) * 10) / 10;

function refuse(bytes: Uint8Array, kind: string): Finding | undefined {
  if (kind === "empty") return { code: "file-empty", parameters: {} };
  if (bytes.length > LARGEST_DOCUMENT) {
    return {
      code: "file-too-large",
      parameters: { size: megabytes(bytes.length), limit: megabytes(LARGEST_DOCUMENT) },
    };
  }
  if (kind === "binary") return { code: "file-binary", parameters: {} };
  const format = FORMAT_NAMES[kind];
  return format === undefined ? undefined : { code: "format-unsupported", parameters: { format } };
}

export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/**
 * Bytes to a document, by content and not by name. `value` is `null` when the bytes are no readable text or page;
 * the finding says which.
 */
export function readDocument(bytes: Uint8Array): Outcome<Document | null> {
  const kind = sniff(bytes);
  const refusal = refuse(bytes, kind);
  if (refusal !== undefined) return { value: null, findings: [refusal] };
  const format: DocumentFormat = kind === "html" ? "html" : "text";
  const declared = format === "html" ? findDeclaredCharset(bytes) : undefined;
  const { text, charset, damaged } = decodeText(bytes, declared);
  const findings: Finding[] = [];
  if (declared !== undefined && !isDeclarationTrue(declared, charset)) {
    findings.push({ code: "charset-mismatch", parameters: { declared, charset } });
  }
  if (damaged > 0) findings.push({ code: "charset-damaged", parameters: { count: damaged } });
  const content = format === "html" ? readHtml(text) : readText(text);
  const cut = format === "html" && isCutInsideTable(text);
  const tables = content.blocks.filter((block) => block.kind === "table");
  for (const table of tables)
    if (table.cut) findings.push({ code: "table-too-large", parameters: { table: table.index } });
  if (cut) findings.push({ code: "table-truncated", parameters: { table: tables.length } });
  const blocks = cut && isCutInsideCell(text) ? dropLastCell(content.blocks, tables.at(-1)) : content.blocks;
  return { value: { sha256: hashOf(bytes), format, charset, metadata: content.metadata, blocks }, findings };
}

/** The cell in which a file breaks off may be half a number: it is not read. */
function dropLastCell(blocks: readonly Block[], table: Table | undefined): Block[] {
  return blocks.map((block) =>
    block === table
      ? { ...table, rows: table.rows.map((row, y) => (y === table.rows.length - 1 ? row.slice(0, -1) : row)) }
      : block,
  );
}
