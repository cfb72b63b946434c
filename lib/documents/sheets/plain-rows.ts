import { decodeText } from "../charset.ts";
import { walkXml } from "../xml.ts";
import { walkSeparated } from "./separated-values.ts";
import { Package } from "./xlsx-package.ts";
import { readSharedStrings, readWorkbook } from "./xlsx-parts.ts";
import { localName, TextGatherer, unescapeText } from "./xlsx-text.ts";

/**
 * The rows of a list, one after the other, whatever their number: separated values, or the first shown sheet of a
 * workbook. For files that somebody hands in as a register, where the ceilings of reports do not hold; cells are taken
 * as stored, without their look.
 */

/** Number of the row as a person counts it, and the texts of its cells. */
export type OnRow = (row: number, cells: readonly string[]) => void;

export type RowsProblem = "damaged" | "encrypted" | "too-large" | "no-sheet";

const SEPARATORS = [",", "\t", ";"];
const BYTE_ORDER_MARK = /^\uFEFF/;

/** The separator that the head uses most. */
function separatorOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const counted = SEPARATORS.map((sign) => ({ sign, count: head.split(sign).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).sign;
}

export function readSeparatedRows(bytes: Uint8Array, onRow: OnRow): void {
  const text = decodeText(bytes).text.replace(BYTE_ORDER_MARK, "");
  for (const { line, fields } of walkSeparated(text, separatorOf(text)))
    onRow(
      line,
      fields.map((field) => field.text),
    );
}

const MB = 1024 * 1024;
/** A sheet of a hundred thousand agencies takes some 80 MB. */
const CEILINGS = { entry: 384 * MB, all: 512 * MB };
const WORKBOOK = "xl/workbook.xml";
const LAST_COLUMN = 400;

function columnOf(reference: string): number {
  let column = 0;
  for (const sign of reference) {
    const at = sign.charCodeAt(0) - 64;
    if (at < 1 || at > 26) break;
    column = column * 26 + at;
  }
  return column;
}

class RowWalker {
  private row = 0;
  private column = 0;
  private cells: string[] = [];
  private type = "n";
  private part: "v" | "is" | "" = "";
  private value = "";
  private readonly inline = new TextGatherer();

  constructor(
    private readonly texts: readonly string[],
    private readonly onRow: OnRow,
  ) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const local = localName(name);
    if (this.part === "is") this.inline.open(name, attributes);
    else if (local === "row") {
      this.row = Number(attributes.r ?? this.row + 1);
      this.column = 0;
      this.cells = [];
    } else if (local === "c") {
      this.column = columnOf(attributes.r ?? "") || this.column + 1;
      this.type = attributes.t ?? "n";
      this.value = "";
    } else if (local === "v" || local === "is") this.part = local;
  }

  close(name: string): void {
    const local = localName(name);
    if (this.part === "is" && local !== "is") this.inline.close(name);
    else if (local === "is") this.value = this.inline.take();
    if (local === this.part) this.part = "";
    if (local === "c") this.put();
    if (local === "row")
      this.onRow(
        this.row,
        Array.from(this.cells, (cell) => cell ?? ""),
      );
  }

  text(text: string): void {
    if (this.part === "is") this.inline.text(text);
    else if (this.part === "v") this.value += text;
  }

  private put(): void {
    if (this.column > LAST_COLUMN) return;
    const text = this.type === "s" ? (this.texts[Number(this.value)] ?? "") : unescapeText(this.value);
    this.cells[this.column - 1] = text;
  }
}

/** Answers why rows are missing: `undefined` where all were given. */
export function readWorkbookRows(bytes: Uint8Array, onRow: OnRow): RowsProblem | undefined {
  const files = new Package(bytes, CEILINGS);
  const relations = files.relationsOf(WORKBOOK);
  const { sheets } = readWorkbook(files.read(WORKBOOK)?.xml ?? "");
  const shown = sheets.findIndex(({ hidden }) => !hidden);
  const target = relations.find(({ id }) => id === sheets[shown]?.relation)?.target;
  const path = target ?? `xl/worksheets/sheet${shown + 1}.xml`;
  const strings = relations.find(({ type }) => type === "sharedStrings")?.target ?? "xl/sharedStrings.xml";
  const shared = files.read(strings);
  const texts = shared === undefined ? [] : readSharedStrings(shared.xml).texts;
  const part = files.read(path);
  if (part === undefined) return "no-sheet";
  const problem = part.problem ?? shared?.problem;
  if (problem !== undefined) return problem === "unsupported" ? "damaged" : problem;
  return walkXml(part.xml, new RowWalker(texts, onRow)) === undefined ? undefined : "damaged";
}
