import type { Box } from "../../model.ts";
import type { Segment, TextRun } from "../layout/page.ts";
import type { PdfFont } from "./pdf-fonts.ts";
import { applyToBox, IDENTITY, intersect, type Matrix, multiply, toMatrix } from "./pdf-matrix.ts";
import { linesOf, pathBox, toSegments } from "./pdf-paths.ts";
import { TEXT_STATE, TextPrinter, type TextState } from "./pdf-text.ts";

/**
 * Follows the operators of a page (ISO 32000-1, 8 and 9) as a viewer would, and keeps where lines and characters
 * come to stand. One run per character: numbers split over several strings and strings over several cells need no
 * special care later.
 */

/** What the tracer needs of the parser's list: names of the operators and their operands. */
export interface Operation {
  readonly name: string;
  readonly operands: readonly unknown[];
}

export interface Traced {
  readonly segments: readonly Segment[];
  readonly runs: readonly TextRun[];
  /** Characters that are there to be searched, not seen. */
  readonly hidden: readonly TextRun[];
  /** Something as large as a picture was drawn. */
  readonly pictured: boolean;
}

interface State extends TextState {
  ctm: Matrix;
  clip: Box;
  lineWidth: number;
  opacity: number;
}

/** Sides of a picture worth mentioning, in points. */
const PICTURE = 100;
const DEEPEST_STATE = 256;
const MOST_RUNS = 200_000;
const MOST_SEGMENTS = 200_000;

const STROKES = new Set([
  "stroke",
  "closeStroke",
  "fillStroke",
  "eoFillStroke",
  "closeFillStroke",
  "closeEOFillStroke",
]);
const FILLS = new Set([
  "fill",
  "eoFill",
  "fillStroke",
  "eoFillStroke",
  "closeFillStroke",
  "closeEOFillStroke",
]);

const numberAt = (operands: readonly unknown[], index: number): number => {
  const value = operands[index];
  return typeof value === "number" && Number.isFinite(value) ? value : 0;
};

export class PdfTracer {
  private readonly segments: Segment[] = [];
  private readonly text = new TextPrinter();
  private pictured = false;
  private state: State;
  private readonly saved: State[] = [];
  private clipsNext = false;
  /** Depth of marked content, and at which depths it belongs to a layer that is switched off. */
  private readonly layers: boolean[] = [];

  constructor(
    private readonly base: Matrix,
    private readonly page: Box,
    private readonly fontOf: (name: string) => PdfFont | undefined,
    private readonly operatorNames: readonly string[],
    private readonly isLayerShown: (layer: unknown) => boolean,
  ) {
    this.state = this.freshState();
  }

  trace(operations: Iterable<Operation>): Traced {
    for (const { name, operands } of operations) {
      if (this.text.runs.length + this.text.hidden.length > MOST_RUNS || this.segments.length > MOST_SEGMENTS)
        break;
      this.follow(name, operands);
    }
    const { segments, pictured } = this;
    const { runs, hidden } = this.text;
    return { segments, runs, hidden, pictured };
  }

  private freshState(): State {
    return { ...TEXT_STATE, ctm: this.base, clip: this.page, lineWidth: 1, opacity: 1 };
  }

  private readonly handlers: Readonly<Record<string, (operands: readonly unknown[]) => void>> = {
    save: () => this.save(),
    beginGroup: () => this.save(),
    restore: () => this.restore(),
    endGroup: () => this.restore(),
    paintFormXObjectBegin: ([matrix, box]) => {
      this.save();
      this.transform(matrix);
      this.clipTo(box);
    },
    paintFormXObjectEnd: () => this.restore(),
    beginAnnotation: ([, box, transform, matrix]) => {
      this.state = this.freshState();
      this.save();
      this.clipTo(box);
      this.transform(transform);
      this.transform(matrix);
    },
    endAnnotation: () => {
      this.state = this.freshState();
    },
    transform: (operands) => this.transform(operands),
    setLineWidth: (operands) => {
      this.state.lineWidth = numberAt(operands, 0);
    },
    setGState: ([entries]) => this.setGraphics(entries),
    clip: () => {
      this.clipsNext = true;
    },
    eoClip: () => {
      this.clipsNext = true;
    },
    constructPath: (operands) => this.drawPath(operands),
    beginMarkedContentProps: ([tag, layer]) => {
      this.layers.push(tag !== "OC" || this.isLayerShown(layer));
    },
    beginMarkedContent: () => {
      this.layers.push(true);
    },
    endMarkedContent: () => {
      this.layers.pop();
    },
    beginText: () => this.text.setMatrix(IDENTITY),
    setTextMatrix: (operands) => this.text.setMatrix(toMatrix(operands[0]) ?? toMatrix(operands) ?? IDENTITY),
    setFont: (operands) => this.setFont(operands[0], numberAt(operands, 1)),
    setCharSpacing: (operands) => {
      this.state.characterSpacing = numberAt(operands, 0);
    },
    setWordSpacing: (operands) => {
      this.state.wordSpacing = numberAt(operands, 0);
    },
    setHScale: (operands) => {
      this.state.stretch = numberAt(operands, 0) / 100;
    },
    setLeading: (operands) => {
      this.state.leading = -numberAt(operands, 0);
    },
    setTextRise: (operands) => {
      this.state.rise = numberAt(operands, 0);
    },
    setTextRenderingMode: (operands) => {
      this.state.mode = numberAt(operands, 0);
    },
    moveText: (operands) => this.text.move(numberAt(operands, 0), numberAt(operands, 1)),
    setLeadingMoveText: (operands) => {
      this.state.leading = numberAt(operands, 1);
      this.text.move(numberAt(operands, 0), numberAt(operands, 1));
    },
    nextLine: () => this.text.move(0, this.state.leading),
    showText: ([glyphs]) => {
      if (this.isShown()) this.text.show(glyphs, this.state, this.state);
    },
  };

  private follow(name: string, operands: readonly unknown[]): void {
    const handler = this.handlers[name];
    if (handler !== undefined) handler(operands);
    else if (name.startsWith("paint")) this.drawPicture();
  }

  private save(): void {
    if (this.saved.length < DEEPEST_STATE) this.saved.push({ ...this.state });
  }

  private restore(): void {
    this.state = this.saved.pop() ?? this.state;
  }

  private transform(source: unknown): void {
    const matrix = toMatrix(source);
    if (matrix === undefined) return;
    this.state.ctm = multiply(this.state.ctm, matrix);
    const [a, b, c, d] = this.state.ctm;
    if (Math.abs(a) + Math.abs(b) >= PICTURE && Math.abs(c) + Math.abs(d) >= PICTURE) this.pictured = true;
  }

  private clipTo(source: unknown): void {
    if (!Array.isArray(source) && !(source instanceof Float32Array)) return;
    const [left, bottom, right, top] = Array.from(source, Number);
    if (left === undefined || bottom === undefined || right === undefined || top === undefined) return;
    this.state.clip = intersect(this.state.clip, applyToBox(this.state.ctm, left, bottom, right, top));
  }

  private setGraphics(entries: unknown): void {
    if (!Array.isArray(entries)) return;
    for (const entry of entries) {
      if (!Array.isArray(entry)) continue;
      const [key, value] = entry;
      if (key === "LW" && typeof value === "number") this.state.lineWidth = value;
      if (key === "ca" && typeof value === "number") this.state.opacity = value;
      if (key === "Font" && Array.isArray(value)) this.setFont(value[0], numberAt(value, 1));
    }
  }

  private drawPath(operands: readonly unknown[]): void {
    const [painted, packed] = operands;
    const data: unknown = Array.isArray(packed) ? packed[0] : undefined;
    const name = typeof painted === "number" ? (this.operatorNames[painted] ?? "") : "";
    const { ctm, clip, lineWidth } = this.state;
    if (this.isShown()) {
      const scale = Math.sqrt(Math.abs(ctm[0] * ctm[3] - ctm[1] * ctm[2]));
      const painting = {
        stroked: STROKES.has(name),
        filled: FILLS.has(name),
        lineWidth: lineWidth * scale,
        clip,
      };
      if (painting.stroked || painting.filled) this.segments.push(...linesOf(data, ctm, painting));
    }
    if (this.clipsNext) this.state.clip = intersect(clip, pathBox(data, ctm) ?? clip);
    this.clipsNext = false;
  }

  /** A picture fills the unit square; a thin one is a line. */
  private drawPicture(): void {
    const box = applyToBox(this.state.ctm, 0, 0, 1, 1);
    if (this.isShown()) this.segments.push(...toSegments(intersect(box, this.state.clip)));
  }

  private isShown(): boolean {
    return this.layers.every(Boolean);
  }

  private setFont(name: unknown, size: number): void {
    this.state.font = typeof name === "string" ? this.fontOf(name) : undefined;
    this.state.size = size;
  }
}
