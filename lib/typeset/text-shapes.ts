import { type Sheet, spread } from "./sheet.ts";
import { printTabLed } from "./tab-led.ts";

/** How extractors leave a table in plain text. */
export type TextShape = "tab-led" | "columns" | "markdown" | "pipes" | "cell-per-line" | "tab-separated";

/** The text of every slot: a merged cell's stands in its first slot, or in all. */
function textsOf(sheet: Sheet, merged: "first" | "all" = "first"): readonly (readonly string[])[] {
  return spread(sheet).map((row) =>
    row.map((slot) =>
      merged === "all" || (slot.firstRow && slot.firstColumn) ? slot.cell.text.replaceAll("\n", "") : "",
    ),
  );
}

/** Cells of a terminal that a text fills: two for a Chinese character. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);

/** Each column behind its own number of spaces, as `pdftotext -layout` keeps the look of a page. */
function printColumns(sheet: Sheet): string {
  const rows = textsOf(sheet);
  const slots = spread(sheet);
  const widths = (slots[0] ?? []).map((_, column) =>
    Math.max(
      4,
      ...slots.map((row, top) =>
        row[column]?.cell.columnSpan === 1 ? widthOf(rows[top]?.[column] ?? "") + 2 : 0,
      ),
    ),
  );
  return rows
    .map((row) => {
      let line = "";
      let edge = 0;
      row.forEach((text, column) => {
        if (text !== "") line += `${" ".repeat(Math.max(edge - widthOf(line), line === "" ? 0 : 2))}${text}`;
        edge += widths[column] ?? 4;
      });
      return `${line}\n`;
    })
    .join("");
}

const escapePipes = (text: string) => text.replaceAll("|", "\\|");

function printMarkdown(sheet: Sheet): string {
  const [head = [], ...rows] = textsOf(sheet).map((row) => `| ${row.map(escapePipes).join(" | ")} |`);
  const rule = `|${" --- |".repeat(spread(sheet)[0]?.length ?? 1)}`;
  return `${[head, rule, ...rows].join("\n")}\n`;
}

/** A table as text, ended by a line feed. */
export function printShape(sheet: Sheet, shape: TextShape): string {
  switch (shape) {
    case "tab-led":
      return printTabLed(sheet);
    case "columns":
      return printColumns(sheet);
    case "markdown":
      return printMarkdown(sheet);
    case "pipes":
      return `${textsOf(sheet, "all")
        .map((row) => row.join("|"))
        .join("\n")}\n`;
    case "cell-per-line":
      return `${spread(sheet)
        .flatMap((row) =>
          row.filter((slot) => slot.firstRow && slot.firstColumn).map((slot) => slot.cell.text),
        )
        .join("\n")}\n`;
    case "tab-separated":
      return `${textsOf(sheet)
        .map((row) => row.join("\t"))
        .join("\n")}\n`;
  }
}

const quote = (text: string) => (/[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Rows of a table as fields; merged cells leave empty ones. */
export function fieldsOf(sheet: Sheet): readonly (readonly string[])[] {
  return spread(sheet).map((row) =>
    row.map((slot) => (slot.firstRow && slot.firstColumn ? slot.cell.text : "")),
  );
}

/** Records as comma-separated values (RFC 4180): each as many fields as it has, or all as many as the longest. */
export function printRecords(records: readonly (readonly string[])[], even: boolean): string {
  const width = even ? Math.max(...records.map((record) => record.length)) : 0;
  return records
    .map((record) => [...record, ...Array.from({ length: Math.max(0, width - record.length) }, () => "")])
    .map((record) => `${record.map(quote).join(",")}\r\n`)
    .join("");
}
