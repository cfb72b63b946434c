import { listOpening, type Manuscript, type Piece } from "./manuscript.ts";
import { type Drawing, drawCells, drawText } from "./pdf-drawing.ts";
import { type PdfPage, point, printPdfFile } from "./pdf-file.ts";
import { type Breaking, breakTable } from "./pdf-parts.ts";
import { layPdfTable, leadingOf, wrap } from "./pdf-table.ts";
import { emsOf, type PdfCodes, Typeface } from "./pdf-typeface.ts";

/** How a report stands on the pages of a PDF. */
export interface PdfLook extends Partial<Breaking>, Partial<Drawing> {
  readonly page?: "portrait" | "landscape" | "turned";
  /** Labels of groups in a column so narrow that each line holds one character. */
  readonly narrowGroups?: boolean;
  readonly codes?: PdfCodes;
  /** Every table begins on a page of its own. */
  readonly tablesApart?: boolean;
  /** Points left empty above the first table, so that the page breaks elsewhere. */
  readonly indent?: number;
  readonly pageNumbers?: boolean;
  readonly runningTitle?: boolean;
  /** Long paragraphs in two columns, or in a frame. */
  readonly prose?: "plain" | "two-columns" | "boxed";
}

const A4 = { portrait: [595, 842], landscape: [842, 595], turned: [842, 595] } as const;
const MARGIN = 56;
const GUTTER = 24;
const TEXT_SIZE = 10.5;
const LONG_PARAGRAPH = 60;

/** Pages being filled from top to bottom; `y` is how far down the current one is full. */
class Pages {
  private readonly done: string[] = [];
  private current = "";
  y = MARGIN;

  constructor(
    readonly face: Typeface,
    readonly width: number,
    readonly height: number,
  ) {}

  get room(): number {
    return this.height - MARGIN - this.y;
  }

  get wholeRoom(): number {
    return this.height - 2 * MARGIN;
  }

  turn(): void {
    this.done.push(this.current);
    this.current = "";
    this.y = MARGIN;
  }

  add(operators: string, height: number): void {
    this.current += operators;
    this.y += height;
  }

  finish(): readonly string[] {
    return [...this.done, this.current];
  }
}

function setParagraph(pages: Pages, text: string, size: number, centered: boolean): void {
  const width = pages.width - 2 * MARGIN;
  for (const line of wrap(text, width / size)) {
    if (pages.room < leadingOf(size)) pages.turn();
    const x = centered ? (pages.width - emsOf(line) * size) / 2 : MARGIN;
    pages.add(drawText(pages.face, line, x, pages.height - pages.y - size, size), leadingOf(size));
  }
  pages.add("", size / 2);
}

function setInColumns(pages: Pages, text: string): void {
  const leading = leadingOf(TEXT_SIZE);
  const width = (pages.width - 2 * MARGIN - GUTTER) / 2;
  const lines = wrap(text, width / TEXT_SIZE);
  const height = Math.ceil(lines.length / 2);
  if (pages.room < height * leading) pages.turn();
  const operators = lines.map((line, index) => {
    const x = MARGIN + (index < height ? 0 : width + GUTTER);
    const down = pages.y + (index % height) * leading + TEXT_SIZE;
    return drawText(pages.face, line, x, pages.height - down, TEXT_SIZE);
  });
  pages.add(operators.join(""), height * leading + TEXT_SIZE);
}

function setInFrame(pages: Pages, text: string): void {
  const leading = leadingOf(TEXT_SIZE);
  const width = pages.width - 2 * MARGIN;
  const lines = wrap(text, (width - 16) / TEXT_SIZE);
  const height = lines.length * leading + 12;
  if (pages.room < height) pages.turn();
  const bottom = pages.height - pages.y - height;
  const frame = `0.5 w ${point(MARGIN)} ${point(bottom)} ${point(width)} ${point(height)} re S\n`;
  const operators = lines.map((line, index) =>
    drawText(
      pages.face,
      line,
      MARGIN + 8,
      pages.height - pages.y - 6 - index * leading - TEXT_SIZE,
      TEXT_SIZE,
    ),
  );
  pages.add(frame + operators.join(""), height + 8);
}

function setTable(pages: Pages, piece: Extract<Piece, { kind: "sheet" }>, look: PdfLook): void {
  const { heads = "once", labels = "cut", rows = "whole" } = look;
  const { lines = "cells", runs = "line", order = "rows" } = look;
  const table = layPdfTable(piece.sheet, pages.width - 2 * MARGIN, look.narrowGroups ?? true);
  const parts = breakTable(table, pages.room, pages.wholeRoom, { heads, labels, rows });
  const x = (pages.width - table.width) / 2;
  parts.forEach((part, index) => {
    if (index > 0) pages.turn();
    pages.add(
      drawCells(pages.face, part.cells, x, pages.height - pages.y, table.size, { lines, runs, order }),
      part.height,
    );
  });
  pages.add("", TEXT_SIZE);
}

/** What stands on every page outside its text. */
function drawMargins(title: string, number: number, pages: Pages, look: PdfLook): string {
  const { width, height } = pages;
  const middle = (text: string) => (width - emsOf(text) * 9) / 2;
  const foot = `- ${number} -`;
  return (
    (look.pageNumbers ? drawText(pages.face, foot, middle(foot), MARGIN / 2, 9) : "") +
    (look.runningTitle ? drawText(pages.face, title, middle(title), height - MARGIN / 2, 9) : "")
  );
}

/** A manuscript as a PDF. */
export function printPdf(manuscript: Manuscript, look: PdfLook): Uint8Array {
  const [width, height] = A4[look.page ?? "portrait"];
  const pages = new Pages(new Typeface(look.codes ?? "numbers"), width, height);
  const setText = (text: string) => {
    if (text.length >= LONG_PARAGRAPH && look.prose === "two-columns") setInColumns(pages, text);
    else if (text.length >= LONG_PARAGRAPH && look.prose === "boxed") setInFrame(pages, text);
    else setParagraph(pages, text, TEXT_SIZE, false);
  };
  listOpening(manuscript).forEach((line, index) => {
    if (index === 0) setParagraph(pages, line, 16, true);
    else setParagraph(pages, line, 9, false);
  });
  pages.add("", look.indent ?? 0);
  for (const piece of manuscript.pieces) {
    if (piece.kind === "heading" && look.tablesApart) pages.turn();
    if (piece.kind === "heading" && pages.room < 60) pages.turn();
    if (piece.kind === "sheet") setTable(pages, piece, look);
    else setText(piece.text);
  }
  const printed = pages.finish().map(
    (operators, index): PdfPage => ({
      ...{ width, height },
      operators: operators + drawMargins(manuscript.title, index + 1, pages, look),
      ...(look.page === "turned" && { turned: true }),
    }),
  );
  return printPdfFile(printed, manuscript.title, pages.face);
}
