import { escapeXml } from "./package-file.ts";
import type { SheetCell } from "./sheet.ts";

/** How figures are kept: as numbers, as numbers shown with thousands, as text, as results of formulas. */
export type XlsxNumbers = "number" | "thousands" | "text" | "formula" | "text-formula";
export type XlsxStrings = "shared" | "inline" | "rich";

/** Texts of a workbook, each kept once (ECMA-376-1 18.4.9). */
export class SharedStrings {
  private readonly places = new Map<string, number>();

  placeOf(text: string): number {
    const place = this.places.get(text) ?? this.places.size;
    this.places.set(text, place);
    return place;
  }

  list(): readonly string[] {
    return [...this.places.keys()];
  }
}

/** Column number from 1 to its letters. */
export function columnName(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnName(rest) : "") + String.fromCharCode(65 + ((column - 1) % 26));
}

/** Runs of a shared string, with a reading aid that is no part of the text (18.4.4, 18.4.6). */
export function printString(text: string, strings: XlsxStrings): string {
  if (strings !== "rich" || text.length < 2) return `<t xml:space="preserve">${escapeXml(text)}</t>`;
  const middle = Math.ceil(text.length / 2);
  const runs = [text.slice(0, middle), text.slice(middle)]
    .map((part) => `<r><rPr><sz val="11"/></rPr><t xml:space="preserve">${escapeXml(part)}</t></r>`)
    .join("");
  return `${runs}<rPh sb="0" eb="1"><t>99</t></rPh><phoneticPr fontId="0"/>`;
}

const PLAIN_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const GROUPED_NUMBER = /^-?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** The digits that spreadsheets write for a number: 17 significant ones, as 18.87 stands in a file as 18.870000000000001. */
function toDigits(number: number): string {
  const precise = number.toPrecision(17).replace(/\.?0+$/, "");
  return precise.includes("e") ? String(number) : precise;
}

/** One cell, or nothing where it is empty. */
export function printCell(
  reference: string,
  item: SheetCell,
  numbers: XlsxNumbers,
  strings: XlsxStrings,
  shared: SharedStrings,
): string {
  const { text } = item;
  if (text === "") return `<c${reference} s="1"/>`;
  const grouped = numbers === "thousands" && GROUPED_NUMBER.test(text);
  const isNumber = item.kind === "figure" && numbers !== "text" && (grouped || PLAIN_NUMBER.test(text));
  if (isNumber && numbers === "text-formula")
    return `<c${reference} s="1" t="str"><f>TEXT(1,"0")</f><v>${text}</v></c>`;
  if (isNumber) {
    const formula = numbers === "formula" ? "<f>SUM(B90:B99)</f>" : "";
    const style = numbers === "thousands" ? (text.includes(".") ? 3 : 2) : 1;
    return `<c${reference} s="${style}">${formula}<v>${toDigits(Number(text.replaceAll(",", "")))}</v></c>`;
  }
  if (strings === "inline")
    return `<c${reference} s="1" t="inlineStr"><is>${printString(text, strings)}</is></c>`;
  return `<c${reference} s="1" t="s"><v>${shared.placeOf(text)}</v></c>`;
}
