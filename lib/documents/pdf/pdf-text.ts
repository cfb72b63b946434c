import type { Box } from "../../model.ts";
import { type TextRun, type Turn, UNREADABLE } from "../layout/page.ts";
import type { PdfFont } from "./pdf-fonts.ts";
import { applyToBox, IDENTITY, type Matrix, multiply, turnOf } from "./pdf-matrix.ts";

/** Where the characters of a page come to stand (ISO 32000-1, 9.4). */

export interface TextState {
  font: PdfFont | undefined;
  size: number;
  characterSpacing: number;
  wordSpacing: number;
  stretch: number;
  leading: number;
  rise: number;
  mode: number;
}

export const TEXT_STATE: TextState = {
  font: undefined,
  size: 0,
  characterSpacing: 0,
  wordSpacing: 0,
  stretch: 1,
  leading: 0,
  rise: 0,
  mode: 0,
};

/** What a character is printed onto. */
export interface Surface {
  readonly ctm: Matrix;
  readonly clip: Box;
  readonly opacity: number;
}

/** Share of the em above the baseline. */
const ASCENT = 0.86;
const TRANSPARENT = 0.05;
const TOUCHING = 0.3;
const NUMERIC = /^[\d.,，．]$/;

interface Printed {
  readonly text: string;
  readonly box: Box;
  readonly visible: boolean;
}

const field = (source: unknown, name: string): unknown =>
  typeof source === "object" && source !== null ? Reflect.get(source, name) : undefined;

function touch(a: Box, b: Box): boolean {
  const height = Math.min(a[3] - a[1], b[3] - b[1]);
  const gap = Math.max(a[0], b[0]) - Math.min(a[2], b[2]);
  return Math.min(a[3], b[3]) - Math.max(a[1], b[1]) > height / 2 && gap <= TOUCHING * height;
}

export class TextPrinter {
  readonly runs: TextRun[] = [];
  /** Characters that are there to be searched, not seen. */
  readonly hidden: TextRun[] = [];
  private matrix: Matrix = IDENTITY;
  private position: readonly [number, number] = [0, 0];
  private line: readonly [number, number] = [0, 0];
  private last: Printed | undefined;

  setMatrix(matrix: Matrix): void {
    this.matrix = matrix;
    this.position = [0, 0];
    this.line = [0, 0];
  }

  move(x: number, y: number): void {
    this.line = [this.line[0] + x, this.line[1] + y];
    this.position = this.line;
  }

  /** Prints the glyphs and adjustments of one string (9.4.4: where the next glyph stands). */
  show(glyphs: unknown, state: TextState, surface: Surface): void {
    const { font, size, stretch } = state;
    if (!Array.isArray(glyphs) || font === undefined) return;
    for (const glyph of glyphs) {
      const [x, y] = this.position;
      if (typeof glyph === "number") {
        const shift = (-glyph / 1000) * size;
        this.position = font.vertical ? [x, y + shift] : [x + shift * stretch, y];
        continue;
      }
      const code = Number(field(glyph, "originalCharCode"));
      const guess = String(field(glyph, "unicode") ?? "");
      const spacing = state.characterSpacing + (field(glyph, "isSpace") === true ? state.wordSpacing : 0);
      const metric: unknown = field(glyph, "vmetric");
      const width = Number(field(glyph, "width")) || 0;
      const units = font.vertical && Array.isArray(metric) ? Number(metric[0]) || -1000 : width;
      const advance = units * font.unit * size;
      this.place(font.charactersOf(code, guess), advance, font, state, surface);
      this.position = font.vertical ? [x, y + advance - spacing] : [x + (advance + spacing) * stretch, y];
    }
  }

  private place(text: string, advance: number, font: PdfFont, state: TextState, surface: Surface): void {
    if (text === "") return;
    const { size, stretch, rise, mode } = state;
    const [x, y] = this.position;
    const matrix = multiply(surface.ctm, this.matrix);
    const em = size * font.em;
    const turn = turnOf(size < 0 ? [-matrix[0], -matrix[1], matrix[2], matrix[3], 0, 0] : matrix);
    if (turn === undefined) return;
    const box = font.vertical
      ? applyToBox(matrix, x - (em / 2) * stretch, y + advance, x + (em / 2) * stretch, y)
      : applyToBox(matrix, x, y + rise - (1 - ASCENT) * em, x + advance * stretch, y + rise + ASCENT * em);
    if (!box.every(Number.isFinite)) return;
    const flow = (font.vertical ? (turn + 1) % 4 : turn) as Turn;
    const run: TextRun = flow ? { text, box, turn: flow } : { text, box };
    if (mode === 3 || mode === 7 || surface.opacity < TRANSPARENT) this.hidden.push(run);
    else this.print(run, surface.clip);
  }

  /** Adds what can be seen; a number of which the clipping takes a part is unreadable. */
  private print(run: TextRun, clip: Box): void {
    const { text, box } = run;
    const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
    const visible = x >= clip[0] - 1 && x <= clip[2] + 1 && y >= clip[1] - 1 && y <= clip[3] + 1;
    const { last } = this;
    const cut =
      last !== undefined &&
      last.visible !== visible &&
      NUMERIC.test(text) &&
      NUMERIC.test(last.text) &&
      touch(last.box, box);
    if (cut) this.runs.push({ ...run, text: UNREADABLE, box: visible ? box : last.box });
    if (visible) this.runs.push(run);
    this.last = { text, box, visible };
  }
}
