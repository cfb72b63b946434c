import type { Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { decodeText } from "./charset.ts";
import type { Content } from "./reader.ts";
import { findSeparator, isBrokenOff, parseSeparated } from "./sheets/separated-values.ts";
import { type SheetCell, toBlocks } from "./sheets/sheet-blocks.ts";

/** Separated values as one sheet without merges: titles above the rows become paragraphs, the rows a table. */

/** An apostrophe before a sign that would start a formula is the guard of whoever wrote the file, not of the text. */
const GUARDED = /^'(?=[=+\-@\t\r])/;

export function readCsvBytes(bytes: Uint8Array): Outcome<Content> {
  const { text, charset, damaged } = decodeText(bytes);
  const { records, irregular, cut } = parseSeparated(text, findSeparator(text) ?? ",");
  const broken = irregular || isBrokenOff(text, records);
  const whole = broken ? records.slice(0, -1) : records;
  const cells = whole.flatMap(({ fields }, y) =>
    fields.map(
      (field, x): SheetCell => ({ row: y + 1, column: x + 1, text: field.text.replace(GUARDED, "") }),
    ),
  );
  const blocks = toBlocks([
    {
      name: "",
      cells,
      merges: [],
      ...(cut ? { cut: true } : {}),
      placeOf(row, column) {
        const record = whole[row - 1];
        const offset = record?.fields[column - 1]?.offset;
        return {
          ...(offset === undefined ? {} : { offset }),
          ...(record === undefined ? {} : { line: record.line }),
        };
      },
    },
  ]);
  const tables = blocks.filter((block) => block.kind === "table");
  const findings: Finding[] = [];
  if (damaged > 0) findings.push({ code: "charset-damaged", parameters: { count: damaged } });
  if (broken) findings.push({ code: "table-truncated", parameters: { table: Math.max(1, tables.length) } });
  for (const { cut: isCut, index } of tables)
    if (isCut) findings.push({ code: "table-too-large", parameters: { table: index } });
  return { value: { charset, metadata: [], blocks }, findings };
}
