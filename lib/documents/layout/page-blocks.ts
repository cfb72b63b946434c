import type { Block, Box, Cell, Paragraph, Table } from "../../model.ts";
import { checkAligned } from "./aligned-seams.ts";
import { alignTables } from "./aligned-tables.ts";
import { centreTables } from "./centred-tables.ts";
import { fillTables } from "./filled-tables.ts";
import type { Laid, LaidCell, LaidLine, LaidTable } from "./laid-table.ts";
import { veilOverhung } from "./overhanging-rows.ts";
import type { Page, TextRun } from "./page.ts";
import { dropFurniture } from "./page-furniture.ts";
import { boxAround, readLines, textOfLine, toLines } from "./page-lines.ts";
import { type Column, findColumn, goesOn, joinLines } from "./page-paragraphs.ts";
import { type PageView, viewPage } from "./page-view.ts";
import { joinTables } from "./table-seams.ts";
import { joinWrapped } from "./wrapped-numbers.ts";

/**
 * Laid-out pages to blocks:
 *
 *   page → view (upright) → ruled tables with their text → what is left as lines → without page numbers and heads
 *   → tables by alignment among the lines → parts of broken tables joined → paragraphs
 */

export interface PageReading {
  /** `second`: by alignment of the text alone, without the ruling lines. */
  readonly geometry: "first" | "second";
  readonly method: "layout" | "ocr";
  /** Whether the program that made the pages breaks numbers that do not fit their cell; browsers do not. */
  readonly breaksNumbers?: boolean;
}

interface LaidPage {
  readonly view: PageView;
  readonly tables: readonly LaidTable[];
  readonly lines: readonly LaidLine[];
}

/** Turned text beside upright prose is kept as one line of it. */
function layLines(runs: readonly TextRun[], page: number): LaidLine[] {
  const upright = toLines(runs.filter((run) => !run.turn)).map((line): LaidLine => {
    const { box, size } = line;
    return { kind: "line", page, text: textOfLine(line).replace(/\n/g, " "), box, size, runs: line.runs };
  });
  const turned = runs.filter((run) => run.turn);
  if (turned.length === 0) return upright;
  const text = readLines(turned).join("");
  const box = boxAround(turned.map((run) => run.box));
  return text === "" ? upright : [...upright, { kind: "line", page, text, box, size: 0, runs: turned }];
}

function layPage(page: Page, { geometry, method }: PageReading): LaidPage {
  const view = viewPage(page);
  const upright = geometry === "first" ? view.page : { ...view.page, segments: [] };
  const { tables, rest } = fillTables(upright, page.method ?? method);
  return { view, tables, lines: layLines(rest, page.number) };
}

/** From the top; what stands side by side from the left. */
function inOrder(items: readonly Laid[]): Laid[] {
  const top = (item: Laid) => Math.round(item.box[1] / 6);
  return [...items].sort((a, b) => top(a) - top(b) || a.box[0] - b.box[0]);
}

/** 续表: what may stand over the lower part of a broken table. */
const CONTINUED = /^[（(]?续\S{0,12}$/;

/** Lines of notes at the foot of a page. */
const MOST_NOTES = 400;

/** The table that the one at the top of a page may go on with: on the page before, with at most notes below it. */
function findUpper(items: readonly Laid[], page: number): number {
  const last = items.findLastIndex((item) => item.kind === "table");
  const upper = items[last];
  const between = items.slice(last + 1);
  const onlyNotes = between.length <= MOST_NOTES && between.every((item) => item.page < page);
  return upper?.page === page - 1 && onlyNotes ? last : -1;
}

function joinParts(items: readonly Laid[]): Laid[] {
  const joined: Laid[] = [];
  for (const item of items) {
    const before = joined.at(-1);
    const isCaption = before?.kind === "line" && CONTINUED.test(before.text.replace(/\s+/g, ""));
    const above = isCaption ? joined.slice(0, -1) : joined;
    const at = item.kind === "table" && !item.aligned ? findUpper(above, item.page) : -1;
    const upper = above[at];
    const whole =
      item.kind === "table" && upper?.kind === "table"
        ? joinTables(upper, item, at < above.length - 1)
        : undefined;
    if (whole === undefined) joined.push(item);
    else joined.splice(at, joined.length - at, whole, ...above.slice(at + 1));
  }
  return joined;
}

/** The lines below the ruled tables of a page; none where the next one opens with such a table. */
function footOf(pages: readonly LaidPage[], lines: readonly (readonly LaidLine[])[], at: number): LaidLine[] {
  const [upper, lower] = [pages[at - 1], pages[at]];
  const first = Math.min(...(lines[at] ?? []).map((line) => line.box[1]));
  if (upper === undefined || lower?.tables.some((table) => table.box[1] < first)) return [];
  const bottom = Math.max(0, ...upper.tables.map((table) => table.box[3]));
  return (lines[at - 1] ?? []).filter((line) => line.box[1] >= bottom);
}

type ToPage = (page: number, box: Box) => Box;

const roundBox = (box: Box): Box => [
  Math.round(box[0] * 10) / 10,
  Math.round(box[1] * 10) / 10,
  Math.round(box[2] * 10) / 10,
  Math.round(box[3] * 10) / 10,
];

function toTable({ cells, rows, method, page, box }: LaidTable, index: number, toPage: ToPage): Table {
  const byRow: LaidCell[][] = Array.from({ length: rows }, () => []);
  for (const cell of cells) byRow[cell.row - 1]?.push(cell);
  const first = cells[0];
  return {
    kind: "table",
    index,
    method,
    ragged: false,
    rows: byRow.map((row) =>
      row
        .sort((a, b) => a.column - b.column)
        .map(
          ({ page: on, box: at, ...cell }): Cell => ({
            row: cell.row,
            column: cell.column,
            rowSpan: cell.rowSpan,
            columnSpan: cell.columnSpan,
            text: cell.text,
            place: { page: on, box: roundBox(toPage(on, at)) },
            ...(cell.confidence === undefined ? {} : { confidence: cell.confidence }),
          }),
        ),
    ),
    place: { page: first?.page ?? page, box: roundBox(toPage(first?.page ?? page, first?.box ?? box)) },
  };
}

function toParagraph(lines: readonly LaidLine[], toPage: ToPage): Paragraph {
  const page = lines[0]?.page ?? 0;
  const box = boxAround(lines.filter((line) => line.page === page).map((line) => line.box));
  return { kind: "paragraph", text: joinLines(lines), place: { page, box: roundBox(toPage(page, box)) } };
}

function toBlockList(items: readonly Laid[], columns: ReadonlyMap<number, Column>, toPage: ToPage): Block[] {
  const blocks: Block[] = [];
  let open: LaidLine[] = [];
  const close = () => {
    if (open.length > 0) blocks.push(toParagraph(open, toPage));
    open = [];
  };
  const columnOf = (line: LaidLine): Column => columns.get(line.page) ?? { left: 0, right: 0 };
  for (const item of items) {
    if (item.kind === "table") {
      close();
      blocks.push(toTable(item, blocks.filter((block) => block.kind === "table").length + 1, toPage));
      continue;
    }
    const last = open.at(-1);
    if (last !== undefined && !goesOn(last, item, columnOf(last), columnOf(item))) close();
    open.push(item);
  }
  close();
  return blocks;
}

/** Paragraphs and tables of laid-out pages, in reading order. */
export function toBlocks(pages: readonly Page[], reading: PageReading): Block[] {
  const laid = pages.map((page) => layPage(page, reading));
  const mend = joinWrapped(
    laid.flatMap(({ tables }) => tables),
    reading.breaksNumbers ?? false,
  );
  const lines = dropFurniture(laid.map((one) => ({ page: one.view.page, lines: one.lines })));
  const columns = new Map<number, Column>();
  const methods = new Map(laid.map(({ view }) => [view.page.number, view.page.method ?? reading.method]));
  const centred = centreTables(
    lines,
    laid.map(({ view }) => view.page.height),
    (page) => methods.get(page) ?? reading.method,
  );
  const left = lines.map((own) => own.filter((line) => !centred.used.has(line)));
  const items = laid.flatMap(({ view, tables }, index) => {
    const own = lines[index] ?? [];
    columns.set(
      view.page.number,
      findColumn(
        own,
        tables.map((table) => table.box),
      ),
    );
    return inOrder([
      ...tables.map((table) => veilOverhung(mend(table), own)),
      ...centred.tables.filter(({ page }) => page === view.page.number),
      ...alignTables(left[index] ?? [], view.page.method ?? reading.method, footOf(laid, left, index)),
    ]);
  });
  const views = new Map(laid.map(({ view }) => [view.page.number, view]));
  const toPage: ToPage = (page, box) => views.get(page)?.toPage(box) ?? box;
  return toBlockList(joinParts(checkAligned(items)), columns, toPage);
}
