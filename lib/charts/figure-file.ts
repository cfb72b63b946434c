import { escapeHtml } from "../exports/html.ts";
import { textWidth } from "./legend.ts";
import palette from "./palette.json" with { type: "json" };

/** What stands around a drawing that leaves its page: over it the title, under it notes and source. */
export interface FigureText {
  readonly title: string;
  /** What the drawing says, for those who hear it. */
  readonly summary: string;
  readonly notes: readonly string[];
  readonly source: string;
}

const FONT =
  "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC','Liberation Sans',Arial,sans-serif";
const EDGE = 24;
const TITLE = { size: 18, line: 26 };
const NOTE = { size: 12, line: 18 };
/** Signs of `NOTE.size` that a drawing's width estimate is made for. */
const ESTIMATED = 12;

const COLORS: Readonly<Record<string, string>> = palette;

/** Custom properties as the colors of the light theme: outside of its page a drawing finds none. */
export function resolveColors(svg: string): string {
  return svg.replace(/var\(--([\w-]+)\)/g, (whole, name: string) =>
    name === "font" ? FONT : (COLORS[name] ?? whole),
  );
}

/** Lines no wider than `width` at a size in pixels; broken between words, and anywhere in Chinese. */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of text.match(/[\u2e80-\uffef]|[^\s\u2e80-\uffef]+\s*|\s+/g) ?? []) {
    if (line !== "" && (textWidth(line + piece.trimEnd()) * size) / ESTIMATED > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += piece;
  }
  return line === "" ? lines : [...lines, line.trimEnd()];
}

/** The drawing of `renderChart` as a file of its own, with everything it must not travel without. */
export function figureFile(drawing: string, text: FigureText): string {
  const [, wide = "0", high = "0"] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(drawing) ?? [];
  const [width, height] = [Number(wide), Number(high)];
  const title = wrapText(text.title, width, TITLE.size);
  const notes = [...text.notes, text.source].flatMap((note) => wrapText(note, width, NOTE.size));
  const top = EDGE + title.length * TITLE.line;
  const under = top + height + NOTE.line;
  const total = under + notes.length * NOTE.line + EDGE / 2;
  const lines = (texts: readonly string[], first: number, { size, line }: typeof NOTE, more: string) =>
    texts
      .map(
        (one, at) =>
          `<text x="${EDGE}" y="${first + at * line}" font-size="${size}"${more}>${escapeHtml(one)}</text>`,
      )
      .join("");
  const head = lines(title, EDGE + TITLE.size / 2, TITLE, ` font-weight="bold" fill="var(--ink)"`);
  const foot = lines(notes, under, NOTE, ` fill="var(--ink-soft)"`);
  const inner = drawing
    .replace(/<title>[\s\S]*?<\/title>/, "")
    .replace(
      /^<svg[^>]*>/,
      `<svg x="${EDGE}" y="${top}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    );
  return resolveColors(
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${width + 2 * EDGE}" height="${total}" viewBox="0 0 ${width + 2 * EDGE} ${total}" font-family="var(--font)"><title>${escapeHtml(text.title)}</title><desc>${escapeHtml(text.summary)}</desc><rect width="100%" height="100%" fill="var(--paper)"/>${head}${inner}${foot}</svg>`,
  );
}
