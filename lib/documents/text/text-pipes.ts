import type { Line } from "./text-lines.ts";
import {
  alignRows,
  type Columns,
  isFigure,
  type TextCell,
  type TextRow,
  toTable,
  UNKNOWN_PLACE,
} from "./text-table.ts";
import type { Read } from "./text-tabs.ts";

/**
 * Tables drawn in text: Markdown (GitHub Flavored Markdown, 4.10), pipes alone, and boxes of pandoc, reStructuredText,
 * databases and box-drawing characters, whose cells may have several lines.
 *
 *   | 规章 | 1 |       ┌────┬───┐       +------+---+
 *   |------|---|       │规章│ 1 │       | 规章 | 1 |
 *                      └────┴───┘       +------+---+
 */

const PIPES = "|│┃║｜┆┊╎";
const PIPE = new RegExp(`[${PIPES}]`);
/** Rules between rows: nothing but signs that draw, two of them at least in a row. */
const RULE =
  /^[\s|│┃║+\-=:─━═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛┠┨┯┷┿╂]*[-=─━═]{2,}[\s|│┃║+\-=:─━═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛┠┨┯┷┿╂]*$/;
const JOINT = /[|+┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛┠┨┯┷┿╂:]/;
/** A rule of some columns only, beside the text of a cell merged over rows. */
const PART_RULE = /[+├┼┠╟][-─━]{3,}|[-─━]{3,}[+┤┼┨╢]/;

const isRule = (text: string): boolean =>
  RULE.test(text) && (JOINT.test(text) || /^\s*[-=]{3,}(?:\s+[-=]{2,})+\s*$/.test(text));
const isPiped = (text: string): boolean => PIPE.test(text.replaceAll("\\|", ""));

export const isDrawn = (line: Line | undefined): boolean =>
  line !== undefined && (isPiped(line.text) || (isRule(line.text) && JOINT.test(line.text)));

const BREAK = /<br\s*\/?>/gi;
const ENTITIES: Readonly<Record<string, string>> = { nbsp: " ", amp: "&", lt: "<", gt: ">", "#124": "|" };

/** What Markdown writes around and inside a cell's text. */
function plainText(text: string): string {
  return text
    .trim()
    .replace(/\\([\\|*_`~<>[\](){}#+.!-])/g, "$1")
    .replace(BREAK, "\n")
    .replace(/&(nbsp|amp|lt|gt|#124);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/^(\*\*|__|`)([\s\S]*)\1$/, "$2");
}

interface Frame {
  readonly left: boolean;
  readonly right: boolean;
  /** Markdown: a backslash takes from the sign behind it what it means. */
  readonly escapes: boolean;
}

/** The rule under the head of a Markdown table. */
const MARKDOWN = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** A pipe at the beginning or the end of every line frames the table; of some it stands behind an empty cell. */
function frameOf(lines: readonly Line[]): Frame {
  const content = lines.filter(({ text }) => !isRule(text)).map(({ text }) => text.trim());
  const escapes = lines.some(({ text }) => MARKDOWN.test(text));
  return {
    escapes,
    left: content.every((text) => PIPE.test(text.charAt(0))),
    right: content.every((text) => PIPE.test(text.slice(-1)) && !(escapes && text.endsWith("\\|"))),
  };
}

/** Cells between pipes. */
function splitCells(line: Line, frame: Frame): TextCell[] {
  const { text } = line;
  const cells: TextCell[] = [];
  let start = 0;
  const push = (end: number): void => {
    const raw = text.slice(start, end);
    const indent = raw.length - raw.trimStart().length;
    cells.push({
      text: frame.escapes ? plainText(raw) : raw.trim(),
      offset: line.offset + start + indent,
      x: UNKNOWN_PLACE,
    });
    start = end + 1;
  };
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\" && frame.escapes) at++;
    else if (PIPES.includes(text[at] ?? " ")) push(at);
  }
  push(text.length);
  return cells.slice(frame.left ? 1 : 0, frame.right ? -1 : undefined);
}

/** Lines of one cell each over the other, joined; what a cell says it says from its first line on. */
function joinLines(rows: readonly TextRow[]): TextRow | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const cells = first.cells.map((cell, x) => {
    const texts = rows.map((row) => row.cells[x]).filter((part) => part !== undefined && part.text !== "");
    return { ...(texts[0] ?? cell), text: texts.map((part) => part?.text ?? "").join("\n") };
  });
  return { line: first.line, cells };
}

const hasFigure = ({ cells }: TextRow): boolean => cells.some(({ text }) => isFigure(text));

/**
 * Rows of lines between rules. Where rules stand between rows, the lines between two of them are one row, unless
 * several print figures; where a rule only parts the head from the rest, every line is a row.
 */
function toRows(groups: readonly (readonly TextRow[])[], boxed: boolean): TextRow[] {
  return groups.flatMap((group) => {
    const [first] = group;
    const even = group.every((row) => row.cells.length === first?.cells.length);
    if (!boxed || group.length < 2 || !even || group.filter(hasFigure).length > 1) return group;
    return joinLines(group) ?? [];
  });
}

/** Reads the drawn table that begins at `start`; `undefined` where the lines draw none. */
export function readPipes(
  lines: readonly Line[],
  start: number,
  index: number,
  asLines: boolean,
  above: Columns | undefined,
): Read | undefined {
  let end = start;
  while (isDrawn(lines[end])) end++;
  const drawn = lines.slice(start, end);
  const frame = frameOf(drawn);
  const groups: TextRow[][] = [[]];
  let rules = 0;
  let broken = false;
  for (const line of drawn) {
    if (isRule(line.text)) {
      rules++;
      groups.push([]);
    } else {
      broken ||= PART_RULE.test(line.text);
      groups.at(-1)?.push({ line, cells: splitCells(line, frame) });
    }
  }
  const boxed = rules > 2 || (rules > 1 && !frame.escapes);
  const rows = toRows(groups, boxed);
  const several = rows.filter((row) => row.cells.length > 1).length;
  if (several < 2 && !(rules > 0 && several > 0)) return undefined;
  const aligned = asLines || broken ? undefined : alignRows(rows, above);
  return { table: toTable(aligned?.rows ?? rows, index, aligned !== undefined), next: end, columns: aligned };
}
