import type { Block } from "../model.ts";
import type { Page } from "./page.ts";

export interface PageReading {
  /** `second`: by alignment of the text alone, without the ruling lines. */
  readonly geometry: "first" | "second";
  readonly method: "layout" | "ocr";
}

/** Paragraphs and tables of laid-out pages, in reading order. */
export function toBlocks(_pages: readonly Page[], _options: PageReading): Block[] {
  return [];
}
