import { bytesOf16, bytesOf32, printCompoundFile } from "./compound-file.ts";
import type { Manuscript } from "./manuscript.ts";
import { spread } from "./sheet.ts";
import { layWorksheets, type Worksheet } from "./xlsx.ts";

/** How a report stands in a workbook of Excel 97 ([MS-XLS]). */
export interface XlsLook {
  /** Figures as numbers, or as text. */
  readonly numbers?: "number" | "text";
  /** A worksheet for each table, or one for all. */
  readonly sheets?: "each" | "one";
}

const BOUND_SHEET = 0x85;
const XF = 0xe0;
const MERGED = 0xe5;
const NUMBER = 0x203;
const LABEL = 0x204;
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
/** Characters that fit into one record beside its head. */
const LONGEST = 4000;
/** Ranges that fit into one record (2.4.168). */
const MOST_RANGES = 1000;

const record = (type: number, body: readonly number[]): number[] => [
  ...bytesOf16(type, body.length),
  ...body,
];
const begin = (kind: number): number[] =>
  record(0x809, [...bytesOf16(0x600, kind, 0, 0), ...new Array<number>(8).fill(0)]);
const END = record(0x0a, []);
const wide = (text: string): number[] => [...new Uint8Array(Buffer.from(text, "utf16le"))];

function printWorksheet({ rows }: Worksheet, numbers: XlsLook["numbers"]): number[] {
  const merges: number[][] = [];
  const cells = spread(rows).flatMap((slots, top) =>
    slots.flatMap(({ cell, firstRow, firstColumn }, left) => {
      if (!firstRow || !firstColumn) return [];
      const { text, kind, rowSpan, columnSpan } = cell;
      if (rowSpan > 1 || columnSpan > 1)
        merges.push(bytesOf16(top, top + rowSpan - 1, left, left + columnSpan - 1));
      if (text === "") return [];
      const place = bytesOf16(top, left, 0);
      if (kind === "figure" && numbers !== "text" && PLAIN_NUMBER.test(text))
        return record(NUMBER, [...place, ...new Uint8Array(new Float64Array([Number(text)]).buffer)]);
      const words = text.slice(0, LONGEST);
      return record(LABEL, [...place, ...bytesOf16(words.length), 1, ...wide(words)]);
    }),
  );
  const held = merges.slice(0, MOST_RANGES);
  const merged = held.length === 0 ? [] : record(MERGED, [...bytesOf16(held.length), ...held.flat()]);
  return [...begin(0x10), ...cells, ...merged, ...END];
}

/** A manuscript as a workbook of Excel 97. */
export function printXls(manuscript: Manuscript, look: XlsLook): Uint8Array {
  const worksheets = layWorksheets(manuscript, look.sheets ?? "each");
  const parts = worksheets.map((sheet) => printWorksheet(sheet, look.numbers));
  const style = record(XF, new Array<number>(20).fill(0));
  const globals = (offsets: readonly number[]): number[] => [
    ...begin(5),
    ...style,
    ...worksheets.flatMap(({ name }, at) =>
      record(BOUND_SHEET, [...bytesOf32(offsets[at] ?? 0), 0, 0, name.length, 1, ...wide(name)]),
    ),
    ...END,
  ];
  const first = globals([]).length;
  const offsets = parts.map((_, at) => parts.slice(0, at).reduce((sum, part) => sum + part.length, first));
  return printCompoundFile({ Workbook: Uint8Array.from([...globals(offsets), ...parts.flat()]) });
}
