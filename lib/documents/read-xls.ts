import type { Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { openCompound } from "./compound-file.ts";
import { MOST_SLOTS } from "./limits.ts";
import { readMetadata } from "./property-set.ts";
import type { Content } from "./reader.ts";
import { toBlocks } from "./sheets/sheet-blocks.ts";
import { describeCut, describeHidden, describeSheet } from "./sheets/sheet-findings.ts";
import { readSheet } from "./sheets/xls-sheet.ts";
import { readWorkbook, type XlsSheetEntry } from "./sheets/xls-workbook.ts";

/**
 * Excel 5 to 2003 ([MS-XLS]) as the paragraphs and tables of its shown sheets: what a person sees in them, by the formats
 * of the cells, without what is hidden or struck out.
 */

const STREAMS = ["Workbook", "Book"];

const MOST_MERGED = 4_000_000;
const MOST_SHEETS = 1000;

/** Sheets to read: two in one place would be the same cells twice. */
function listShown(sheets: readonly XlsSheetEntry[]): readonly XlsSheetEntry[] {
  const places = new Map(sheets.map((entry) => [entry.offset, entry]));
  const distinct = sheets.filter((entry) => places.get(entry.offset) === entry);
  return distinct.filter(({ hidden }) => !hidden).slice(0, MOST_SHEETS);
}

const refuse = (code: string): Outcome<null> => ({ value: null, findings: [{ code, parameters: {} }] });
const damaged = (part: string): Finding => ({ code: "workbook-damaged", parameters: { part } });

export function readXlsBytes(bytes: Uint8Array): Outcome<Content | null> {
  const file = openCompound(bytes);
  const name = STREAMS.find((candidate) => file?.names.includes(candidate)) ?? "Workbook";
  const stream = file?.read(name);
  if (file === undefined || stream === undefined || stream.state === "broken")
    return refuse("workbook-unreadable");
  const workbook = readWorkbook(stream.bytes);
  if (workbook === undefined) return refuse("workbook-unreadable");
  if (workbook.encrypted) return refuse("file-encrypted");
  const budget = { cells: MOST_SLOTS, mergedCells: MOST_MERGED };
  const shown = listShown(workbook.sheets);
  const readings = shown.map((entry) => readSheet(stream.bytes, entry.name, entry.offset, workbook, budget));
  const findings: Finding[] = [
    ...(workbook.broken ? [damaged(name)] : []),
    ...readings.filter(({ broken }) => broken).map(({ sheet }) => damaged(sheet.name)),
  ];
  if (readings.length === 0)
    return { value: null, findings: [{ code: "workbook-unreadable", parameters: {} }] };
  const blocks = toBlocks(readings.map(({ sheet }) => sheet));
  const hidden = workbook.sheets.filter((entry) => entry.hidden).map((entry) => entry.name);
  return {
    value: { charset: workbook.charset, metadata: readMetadata(file), blocks },
    findings: [
      ...findings,
      ...describeHidden(hidden),
      ...readings.flatMap(describeSheet),
      ...describeCut(readings, blocks),
    ],
  };
}
