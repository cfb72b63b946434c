import type { Block, Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { decodeText } from "./charset.ts";
import type { Content } from "./reader.ts";
import { findSeparator, isBrokenOff, parseSeparated } from "./sheets/separated-values.ts";
import { type SheetCell, toBlocks } from "./sheets/sheet-blocks.ts";
import { listSections, type Section } from "./sheets/uneven-records.ts";
import { type TextRow, toTable, UNKNOWN_PLACE } from "./text/text-table.ts";

/** Separated values as one sheet without merges: titles above the rows become paragraphs, the rows a table. */

/** An apostrophe before a sign that would start a formula is the guard of whoever wrote the file, not of the text. */
const GUARDED = /^'(?=[=+\-@\t\r])/;

const plainText = (text: string): string => text.replace(GUARDED, "");

function readSheet({ records }: Section, cut: boolean): Block[] {
  const cells = records.flatMap(({ fields }, y) =>
    fields.map((field, x): SheetCell => ({ row: y + 1, column: x + 1, text: plainText(field.text) })),
  );
  return toBlocks([
    {
      name: "",
      cells,
      merges: [],
      ...(cut ? { cut: true } : {}),
      placeOf(row, column) {
        const record = records[row - 1];
        const offset = record?.fields[column - 1]?.offset;
        return {
          ...(offset === undefined ? {} : { offset }),
          ...(record === undefined ? {} : { line: record.line }),
        };
      },
    },
  ]);
}

/** Records that are no rectangle: lines whose labels and number of values say what can be known. */
function readUneven({ records }: Section, cut: boolean): Block[] {
  const rows = records.map(({ line, fields }): TextRow => {
    const offset = fields[0]?.offset ?? 0;
    return {
      line: { text: fields.map(({ text }) => text).join(), offset, number: line, furniture: false },
      cells: fields.map((field) => ({
        text: plainText(field.text),
        offset: field.offset,
        x: UNKNOWN_PLACE,
      })),
    };
  });
  return [{ ...toTable(rows, 1, false), ...(cut ? { cut: true } : {}) }];
}

/** The first row that has more or fewer fields than its head, where the other rows have as many. */
function describeUneven({ records, even }: Section): Finding[] {
  const [head, ...rows] = records;
  if (even || head === undefined) return [];
  const other = rows.filter(({ fields }) => fields.length !== head.fields.length);
  const [first] = other;
  if (first === undefined || other.length * 2 > rows.length) return [];
  const parameters = { line: first.line, fields: first.fields.length, head: head.fields.length };
  return [{ code: "separated-row-uneven", parameters }];
}

export function readCsvBytes(bytes: Uint8Array): Outcome<Content> {
  const { text, charset, damaged } = decodeText(bytes);
  const { records, irregular, cut } = parseSeparated(text, findSeparator(text) ?? ",");
  const broken = irregular || isBrokenOff(text, records);
  const sections = listSections(broken ? records.slice(0, -1) : records);
  const blocks: Block[] = [];
  let index = 0;
  for (const section of sections) {
    const isCut = cut && section === sections.at(-1);
    const read = section.even ? readSheet(section, isCut) : readUneven(section, isCut);
    for (const block of read) blocks.push(block.kind === "table" ? { ...block, index: ++index } : block);
  }
  const tables = blocks.filter((block) => block.kind === "table");
  const findings: Finding[] = [];
  if (damaged > 0) findings.push({ code: "charset-damaged", parameters: { count: damaged } });
  if (broken) findings.push({ code: "table-truncated", parameters: { table: Math.max(1, tables.length) } });
  findings.push(...sections.flatMap(describeUneven));
  for (const { cut: isCut, index: table } of tables)
    if (isCut) findings.push({ code: "table-too-large", parameters: { table } });
  return { value: { charset, metadata: [], blocks }, findings };
}
