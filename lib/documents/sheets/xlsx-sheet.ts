import { MOST_SLOTS } from "../limits.ts";
import { walkXml, type XmlFault } from "../xml.ts";
import { seeNumber, seeText } from "./number-format.ts";
import type { SheetCell, SheetMerge } from "./sheet-blocks.ts";
import type { SheetReading } from "./sheet-findings.ts";
import type { CellStyle } from "./xlsx-parts.ts";
import { localName, TextGatherer, unescapeText } from "./xlsx-text.ts";

/** One worksheet part as cells, merges and what is hidden (ECMA-376 part 1, 18.3). Its `dimension` is not believed. */

export interface SheetContext {
  readonly texts: readonly string[];
  readonly styles: readonly CellStyle[];
  readonly from1904: boolean;
  /** Cells that may still be read from the workbook. */
  readonly budget: { cells: number };
}

export interface ReadSheet extends SheetReading {
  readonly problem: XmlFault | undefined;
}

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;
const MOST_MERGES = 100_000;
const REFERENCE = /^\$?([A-Za-z]{1,3})\$?(\d{1,10})$/;
/** What most cells hold. */
const PLAIN = /^[1-9]\d{0,14}$/;
/** Stands for what is lost: no label and no figure. */
const LOST = "\uFFFD";

function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

function parseReference(written: string): { row: number; column: number } | undefined {
  const [, letters, digits] = REFERENCE.exec(written) ?? [];
  if (letters === undefined) return undefined;
  return { row: Number(digits), column: columnOf(letters) };
}

function parseMerge(written: string): SheetMerge | undefined {
  const [from, to] = written.split(":").map(parseReference);
  if (from === undefined || to === undefined) return undefined;
  return {
    top: Math.min(from.row, to.row),
    left: Math.min(from.column, to.column),
    bottom: Math.min(LAST_ROW, Math.max(from.row, to.row)),
    right: Math.min(LAST_COLUMN, Math.max(from.column, to.column)),
  };
}

const isOn = (value: string | undefined): boolean => value === "1" || value === "true";

class SheetReader {
  readonly cells: SheetCell[] = [];
  readonly merges: SheetMerge[] = [];
  readonly hiddenRows = new Set<number>();
  readonly hiddenColumns = new Set<number>();
  cut = false;
  rounded = 0;
  uncalculated = 0;
  lost = 0;
  /** The row that was being read when the sheet broke off or the ceiling was reached. */
  brokenRow: number | undefined;
  private row = 0;
  private column = 0;
  private type = "n";
  private style: CellStyle | undefined;
  /** The cell's style is not in the file: how its number is shown cannot be known. */
  private unstyled = false;
  private inCell = false;
  private part: "v" | "f" | "is" | "" = "";
  private value: string | undefined;
  private formula: string | undefined;
  private readonly inline = new TextGatherer();
  private zerosHidden = false;
  /** Ranges of columns that overlap again and again are not followed. */
  private hides = 0;

  constructor(private readonly context: SheetContext) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const local = localName(name);
    if (this.part === "is") {
      this.inline.open(name, attributes);
      return;
    }
    switch (local) {
      case "row":
        this.row = Number(attributes.r ?? this.row + 1);
        this.column = 0;
        if (this.context.budget.cells > 0) this.brokenRow = this.row;
        if (isOn(attributes.hidden) || attributes.ht === "0") this.hiddenRows.add(this.row);
        break;
      case "c":
        this.openCell(attributes);
        break;
      case "v":
      case "f":
      case "is":
        if (this.inCell) this.part = local;
        if (local === "f" && this.inCell) this.formula = "";
        break;
      case "col":
        this.hideColumns(attributes);
        break;
      case "sheetView":
        this.zerosHidden = attributes.showZeros === "0" || attributes.showZeros === "false";
        break;
      case "mergeCell":
        this.merge(attributes.ref ?? "");
        break;
    }
  }

  close(name: string): void {
    const local = localName(name);
    if (this.part === "is" && local !== "is") {
      this.inline.close(name);
      return;
    }
    if (local === this.part) this.part = "";
    if (local === "c") this.closeCell();
    if (local === "row" && this.context.budget.cells > 0) this.brokenRow = undefined;
  }

  text(text: string): void {
    if (this.part === "is") this.inline.text(text);
    else if (this.part === "v") this.value = (this.value ?? "") + text;
    else if (this.part === "f") this.formula = (this.formula ?? "") + text;
  }

  private openCell(attributes: Readonly<Record<string, string>>): void {
    const reference = parseReference(attributes.r ?? "");
    if (reference !== undefined && reference.row !== this.row) {
      this.row = reference.row;
      if (this.context.budget.cells > 0) this.brokenRow = this.row;
    }
    this.column = reference?.column ?? this.column + 1;
    this.type = attributes.t ?? "n";
    this.style = this.context.styles[Number(attributes.s ?? 0)];
    this.unstyled = this.style === undefined && Number(attributes.s ?? 0) !== 0;
    this.inCell = true;
    this.part = "";
    this.value = undefined;
    this.formula = undefined;
    this.inline.take();
  }

  private closeCell(): void {
    this.inCell = false;
    this.part = "";
    if (this.context.budget.cells < 1) {
      this.cut ||= this.value !== undefined || this.type === "inlineStr";
      return;
    }
    const text = this.style?.struck ? "" : this.read();
    if (text === "") return;
    const inside = this.row >= 1 && this.row <= LAST_ROW && this.column >= 1 && this.column <= LAST_COLUMN;
    if (!inside) {
      this.cut = true;
      return;
    }
    this.context.budget.cells--;
    this.cells.push({ row: this.row, column: this.column, text });
  }

  /** What the cell shows (18.3.1.4, 18.18.11). */
  private read(): string {
    const format = this.style?.format ?? "General";
    if (this.type === "inlineStr") return seeText(this.inline.take(), format);
    const { value } = this;
    if (value === undefined || value === "") {
      if (this.formula === undefined || this.type === "str") return "";
      this.uncalculated++;
      return `=${this.formula}`;
    }
    switch (this.type) {
      case "s": {
        const text = this.context.texts[Number(value)];
        if (text === undefined) this.lost++;
        return text === undefined ? LOST : seeText(text, format);
      }
      case "str":
        return seeText(unescapeText(value), format);
      case "b":
        return isOn(value.trim()) ? "TRUE" : "FALSE";
      case "e":
      case "d":
        return value;
      default:
        return this.readNumber(value.trim(), format);
    }
  }

  private readNumber(written: string, format: string): string {
    if (this.unstyled) {
      this.lost++;
      return LOST;
    }
    if (format === "General" && PLAIN.test(written)) return written;
    const value = Number(written);
    if (written === "" || !Number.isFinite(value)) return written;
    if (value === 0 && this.zerosHidden) return "";
    const { text, rounded } = seeNumber(value, format, this.context.from1904);
    if (rounded) this.rounded++;
    return text;
  }

  private hideColumns({ min, max, hidden, width }: Readonly<Record<string, string>>): void {
    if (!isOn(hidden) && width !== "0") return;
    const last = Math.min(Number(max), LAST_COLUMN);
    for (let at = Math.max(1, Number(min)); at <= last && this.hides < 4 * LAST_COLUMN; at++, this.hides++)
      this.hiddenColumns.add(at);
  }

  private merge(reference: string): void {
    const merge = parseMerge(reference);
    if (merge === undefined) return;
    if (this.merges.length < MOST_MERGES) this.merges.push(merge);
    else this.cut = true;
  }
}

export function readSheet(name: string, xml: string, context: SheetContext): ReadSheet {
  const reader = new SheetReader(context);
  const problem = walkXml(xml, reader);
  const { merges, hiddenRows, hiddenColumns, rounded, uncalculated, lost } = reader;
  // Where the sheet breaks off the rest of the row is not known to be empty.
  const cells =
    problem === undefined && !reader.cut
      ? reader.cells
      : reader.cells.filter(({ row }) => row !== reader.brokenRow);
  const isHidden = ({ row, column }: SheetCell): boolean => hiddenRows.has(row) || hiddenColumns.has(column);
  const hidden = hiddenRows.size + hiddenColumns.size === 0 ? 0 : cells.filter(isHidden).length;
  const sheet = {
    name,
    cells,
    merges,
    hiddenRows,
    hiddenColumns,
    ...(reader.cut ? { cut: true as const } : {}),
  };
  return { sheet, problem, hidden, rounded, uncalculated, lost };
}

/** Cells with something in them that a workbook may have. */
export const MOST_CELLS = MOST_SLOTS;
