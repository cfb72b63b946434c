import { u16, u32 } from "../little-endian.ts";
import { seeNumber, seeText } from "./number-format.ts";
import type { Sheet, SheetCell } from "./sheet-blocks.ts";
import type { SheetReading } from "./sheet-findings.ts";
import { ERRORS, float, isSound, LOST, seeRuns, shortNumber } from "./xls-cells.ts";
import { LAST_COLUMN, Merges } from "./xls-merges.ts";
import { RECORD, walkPart } from "./xls-records.ts";
import { readByteText, StringReader, type XlsText } from "./xls-strings.ts";
import type { XlsStyle, XlsWorkbook } from "./xls-workbook.ts";

/**
 * One worksheet part as cells, merges and what is hidden ([MS-XLS] 2.1.7.20.5). A record that is not exactly as large as
 * it must be breaks the sheet: from there on, records may begin anywhere.
 */

/** What a workbook may still have. */
export interface WorkbookBudget {
  /** Cells with something in them. */
  cells: number;
  /** Cells under merged ranges. */
  mergedCells: number;
}

const ROW_HIDDEN = 0x20;
const COLUMN_HIDDEN = 0x01;
const SHOWS_ZEROS = 0x10;
/** The result was not there when the file was written (2.4.127, a bit that Excel itself leaves 0). */
const NOT_CALCULATED = 0x02;
class SheetReader {
  readonly cells = new Map<number, SheetCell>();
  readonly merges = new Merges();
  readonly hiddenRows = new Set<number>();
  readonly hiddenColumns = new Set<number>();
  /** Columns whose width was told. */
  private readonly columns = new Set<number>();
  /** Cells whose number is 0, which a sheet may be set not to show. */
  readonly zeros = new Set<number>();
  showsZeros = true;
  broken = false;
  cut = false;
  rounded = 0;
  uncalculated = 0;
  lost = 0;
  /** The formula whose text comes in a record of its own. */
  private awaiting: Uint8Array | undefined;

  constructor(
    private readonly workbook: XlsWorkbook,
    private readonly budget: WorkbookBudget,
  ) {}

  note(type: number, body: Uint8Array, more: readonly Uint8Array[]): void {
    if (this.broken) return;
    const sound = isSound(type, body);
    if (sound !== undefined) {
      this.endFormula();
      if (!sound || u16(body, 2) >= LAST_COLUMN) this.broken = true;
      else this.noteCell(type, body, more);
      return;
    }
    switch (type) {
      case RECORD.formulaText:
        this.noteFormulaText(body, more);
        break;
      case RECORD.row:
        if (u16(body, 12) & ROW_HIDDEN) this.hiddenRows.add(u16(body, 0) + 1);
        break;
      case RECORD.columns:
        this.noteColumns(body);
        break;
      case RECORD.merges:
        this.merges.note(body);
        break;
      case RECORD.window:
        this.showsZeros = (u16(body, 0) & SHOWS_ZEROS) !== 0;
        break;
    }
  }

  endFormula(): void {
    if (this.awaiting === undefined) return;
    this.lost++;
    this.put(this.awaiting, 0, LOST);
    this.awaiting = undefined;
  }

  private noteCell(type: number, body: Uint8Array, more: readonly Uint8Array[]): void {
    switch (type) {
      case RECORD.sharedText:
        this.putText(body, this.workbook.texts[u32(body, 6)]);
        break;
      case RECORD.number:
        this.putNumber(body, 0, u16(body, 4), float(body, 6));
        break;
      case RECORD.shortNumber:
        this.putNumber(body, 0, u16(body, 4), shortNumber(body, 6));
        break;
      case RECORD.shortNumbers:
        for (let n = 0; n * 6 + 6 < body.length - 2; n++)
          this.putNumber(body, n, u16(body, 4 + n * 6), shortNumber(body, 6 + n * 6));
        break;
      case RECORD.truth:
        this.put(body, 0, body[7] === 1 ? (ERRORS[body[6] ?? -1] ?? LOST) : body[6] === 0 ? "FALSE" : "TRUE");
        break;
      case RECORD.formula:
        this.noteFormula(body);
        break;
      default:
        this.putText(body, this.readText(body, 6, more));
    }
  }

  /** 2.5.133, FormulaValue: a double, or in place of an impossible one the kind of another result. */
  private noteFormula(body: Uint8Array): void {
    if (u16(body, 12) !== 0xffff) {
      const value = float(body, 6);
      if (value === 0 && u16(body, 14) & NOT_CALCULATED) {
        this.uncalculated++;
        this.put(body, 0, LOST);
      } else this.putNumber(body, 0, u16(body, 4), value);
      return;
    }
    const result = body[8] ?? 0;
    if (body[6] === 0) this.awaiting = body;
    else if (body[6] === 1) this.put(body, 0, result === 0 ? "FALSE" : "TRUE");
    else if (body[6] === 2) this.put(body, 0, ERRORS[result] ?? LOST);
  }

  private noteFormulaText(body: Uint8Array, more: readonly Uint8Array[]): void {
    const formula = this.awaiting;
    this.awaiting = undefined;
    if (formula !== undefined) this.putText(formula, this.readText(body, 0, more));
  }

  private readText(body: Uint8Array, at: number, more: readonly Uint8Array[]): XlsText | undefined {
    const { isUnicode, decoder } = this.workbook;
    if (isUnicode) return new StringReader([body, ...more], at).read();
    const text = readByteText(body, at, 2, decoder);
    return text === undefined ? undefined : { text, runs: [] };
  }

  /** 2.4.53, ColInfo: ranges of columns, no column twice; the last may be one too far. */
  private noteColumns(body: Uint8Array): void {
    const [first, last] = [u16(body, 0), u16(body, 2)];
    if (body.length < 10 || first > last || last > LAST_COLUMN) {
      this.broken = true;
      return;
    }
    const hidden = (u16(body, 8) & COLUMN_HIDDEN) !== 0 || u16(body, 4) === 0;
    for (let column = first + 1; column <= last + 1; column++) {
      if (this.columns.has(column)) this.broken = true;
      this.columns.add(column);
      if (hidden) this.hiddenColumns.add(column);
    }
  }

  private styleOf(index: number): XlsStyle | undefined {
    return this.workbook.styles[index];
  }

  private putText(body: Uint8Array, text: XlsText | undefined): void {
    const style = this.styleOf(u16(body, 4));
    if (text === undefined || style === undefined) {
      this.lost++;
      this.put(body, 0, LOST);
      return;
    }
    const { runs } = text;
    const struck = this.workbook.fontAt(style.font)?.struck === true;
    const seen =
      runs.length === 0 ? (struck ? "" : text.text) : seeRuns(text.text, runs, style.font, this.workbook);
    this.put(body, 0, seeText(seen, style.format));
  }

  private putNumber(body: Uint8Array, shift: number, styleIndex: number, value: number): void {
    const style = this.styleOf(styleIndex);
    if (style === undefined || !Number.isFinite(value)) {
      this.lost++;
      this.put(body, shift, LOST);
      return;
    }
    if (this.workbook.fontAt(style.font)?.struck === true) return;
    const { text, rounded } = seeNumber(value, style.format, this.workbook.from1904);
    if (rounded) this.rounded++;
    const key = this.put(body, shift, text);
    if (value === 0 && key !== undefined) this.zeros.add(key);
  }

  private put(body: Uint8Array, shift: number, text: string): number | undefined {
    if (text === "") return undefined;
    const row = u16(body, 0) + 1;
    const column = u16(body, 2) + shift + 1;
    const key = row * 1000 + column;
    const met = this.cells.get(key);
    if (met !== undefined && met.text !== text) {
      // Two texts in one cell: one of them stands in a wrong place.
      this.lost++;
      this.cells.set(key, { row, column, text: LOST });
    } else if (this.budget.cells < 1) this.cut = true;
    else {
      if (met === undefined) this.budget.cells--;
      this.cells.set(key, { row, column, text });
    }
    return key;
  }
}

/**
 * Reads the sheet that begins at `offset`. Where it breaks off before its merges are known, or where they contradict each
 * other, its cells are not read: heads would stand over wrong columns.
 */
export function readSheet(
  stream: Uint8Array,
  name: string,
  offset: number,
  workbook: XlsWorkbook,
  budget: WorkbookBudget,
): SheetReading & { readonly broken: boolean } {
  const reader = new SheetReader(workbook, budget);
  const whole = walkPart(stream, offset, (type, body, more) => reader.note(type, body, more));
  reader.endFormula();
  const { merges, hiddenRows, hiddenColumns, rounded, uncalculated, lost } = reader;
  const overlap = merges.overlap(budget);
  const incomplete = reader.broken || !whole;
  const known = !overlap && (!incomplete || merges.seen || !workbook.isUnicode);
  const cells = known
    ? [...reader.cells].flatMap(([key, cell]) => (!reader.showsZeros && reader.zeros.has(key) ? [] : [cell]))
    : [];
  const isHidden = ({ row, column }: SheetCell): boolean => hiddenRows.has(row) || hiddenColumns.has(column);
  const sheet: Sheet = {
    name,
    cells: cells.sort((one, other) => one.row - other.row || one.column - other.column),
    merges: known ? merges.ranges : [],
    hiddenRows,
    hiddenColumns,
    ...(reader.cut || merges.cut ? { cut: true as const } : {}),
  };
  return {
    sheet,
    broken: incomplete || overlap,
    hidden: cells.filter(isHidden).length,
    rounded,
    uncalculated,
    lost,
  };
}
