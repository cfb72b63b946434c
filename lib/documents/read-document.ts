import { DOCUMENT_FORMATS, type Document, type DocumentFormat, type Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { hashOf } from "./hash.ts";
import { LARGEST_BINARY, LARGEST_TEXT } from "./limits.ts";
import { readCsvBytes } from "./read-csv.ts";
import { readDocBytes } from "./read-doc.ts";
import { readDocxBytes } from "./read-docx.ts";
import { readHtmlBytes } from "./read-html.ts";
import { readImage } from "./read-image.ts";
import { readJsonBytes } from "./read-json.ts";
import { readMhtBytes } from "./read-mht.ts";
import { readPdfBytes } from "./read-pdf.ts";
import { readRtfBytes } from "./read-rtf.ts";
import { readTextBytes } from "./read-text.ts";
import { readXlsBytes } from "./read-xls.ts";
import { readXlsxBytes } from "./read-xlsx.ts";
import type { FormatReader, ReadingOptions } from "./reader.ts";
import { type Sniffed, sniff } from "./sniff.ts";

/** Which reader reads which format. */
const READERS: Partial<Record<DocumentFormat, FormatReader>> = {
  doc: readDocBytes,
  docx: readDocxBytes,
  html: readHtmlBytes,
  rtf: readRtfBytes,
  mht: readMhtBytes,
  pdf: readPdfBytes,
  csv: readCsvBytes,
  json: readJsonBytes,
  text: readTextBytes,
  image: readImage,
  xlsx: readXlsxBytes,
  xls: readXlsBytes,
};

const TEXTUAL: ReadonlySet<Sniffed> = new Set(["html", "text", "mht", "csv", "json"]);

/** Names of formats that are known and not read. */
const FORMAT_NAMES: Readonly<Partial<Record<Sniffed, string>>> = {
  rar: "RAR",
  "7z": "7-Zip",
  gzip: "GZIP",
  ofd: "OFD",
  opendocument: "OpenDocument",
  "office-other": "OLE",
};

const megabytes = (bytes: number): number => Math.round((bytes / 1024 / 1024) * 10) / 10;

const isFormat = (kind: Sniffed): kind is DocumentFormat =>
  DOCUMENT_FORMATS.some((format) => format === kind);

/** Why a file is refused before it is read. */
function refuse(bytes: Uint8Array, kind: Sniffed): Finding | undefined {
  if (kind === "empty") return { code: "file-empty", parameters: {} };
  const limit = TEXTUAL.has(kind) ? LARGEST_TEXT : LARGEST_BINARY;
  if (bytes.length > limit)
    return { code: "file-too-large", parameters: { size: megabytes(bytes.length), limit: megabytes(limit) } };
  if (kind === "binary") return { code: "file-binary", parameters: {} };
  if (kind === "office-damaged") return { code: "compound-damaged", parameters: {} };
  if (kind === "encrypted-office") return { code: "file-encrypted", parameters: {} };
  if (isFormat(kind) && READERS[kind] !== undefined) return undefined;
  return { code: "format-unsupported", parameters: { format: FORMAT_NAMES[kind] ?? kind } };
}

const FIRST: ReadingOptions = { geometry: "first" };

/**
 * Bytes of one document (archives are opened by lib/ingest) to its blocks, by content and not by name. `value` is
 * `null` when nothing can be had from the bytes; the finding says why.
 */
export async function readDocument(
  bytes: Uint8Array,
  options: ReadingOptions = FIRST,
): Promise<Outcome<Document | null>> {
  const kind = sniff(bytes);
  const refusal = refuse(bytes, kind);
  const read = isFormat(kind) ? READERS[kind] : undefined;
  if (refusal !== undefined || read === undefined || !isFormat(kind))
    return { value: null, findings: refusal === undefined ? [] : [refusal] };
  const { value, findings } = await read(bytes, options);
  if (value === null) return { value, findings };
  return { value: { sha256: hashOf(bytes), format: kind, ...value }, findings };
}
