import { LOOK, UNSHOWN } from "./doc-look.ts";
import type { ParagraphPlace, ParagraphPlaces } from "./doc-paragraphs.ts";
import type { RowCell } from "./doc-rows.ts";
import type { DocText } from "./doc-text.ts";
import type { DraftCell, DraftContent } from "./word-draft.ts";
import { type Level, ParagraphText } from "./word-paragraph.ts";

/**
 * A story ([MS-DOC] 2.3) as paragraphs and tables. Text runs on through cells and rows; marks end them:
 *
 *   规章 ⌑ 0 ⌑ ⌑        two cells and the mark of their row, whose properties tell the edges of the cells
 *
 * A row whose cells are not as many as its mark says makes the table unreadable: its text is kept as paragraphs.
 */

const FIELD = { begin: 0x13, separator: 0x14, end: 0x15 } as const;
const PICTURE = 0x01;
const PARAGRAPH_ENDS: ReadonlySet<number> = new Set([0x07, 0x0c, 0x0d]);
/** What marks within a paragraph look like: line and column breaks, a hyphen that does not break, one that may. */
const SEEN: Readonly<Record<number, string>> = { 9: "\t", 11: "\n", 14: "\n", 30: "-", 31: "" };
/** Stands for a sign that is none: the figure around it is not to be read. */
const UNKNOWN = "\uFFFD";
/** Stands for a picture in a cell that has nothing else: the cell is not blank. */
const OBJECT = "\uFFFC";
/** Twips: edges this close are one, as no text fits between them. */
const TOLERANCE = 100;

interface FinishedCell {
  readonly content: readonly DraftContent[];
  readonly offset: number;
}

class OpenTable {
  readonly rows: DraftCell[][] = [];
  readonly text: DraftContent[] = [];
  cells: FinishedCell[] = [];
  content: DraftContent[] = [];
  offset: number | undefined;
  /** A cell of the open row prints something and its own mark is shown. */
  private printed = false;
  broken = false;
  inner = 0;
  private row = 1;

  constructor(readonly path: string) {}

  get cellPath(): string {
    return `${this.path}/row[${this.row}]/cell[${this.cells.length + 1}]`;
  }

  add(part: DraftContent, offset: number): void {
    this.content.push(part);
    this.offset ??= offset;
  }

  endCell(offset: number, shown: boolean): void {
    if (shown && this.content.length > 0) this.printed = true;
    this.cells.push({ content: this.content, offset: this.offset ?? offset });
    this.text.push(...this.content);
    this.clearCell();
  }

  /**
   * A row that is deleted or hidden is so with all its cells. Where its mark alone is, a change of the next row's first
   * cell begins before that cell, as LibreOffice writes it.
   */
  endRow(cells: readonly RowCell[] | undefined, marked: boolean): void {
    const shown = marked || this.printed;
    const sound = cells !== undefined && cells.length === this.cells.length && this.content.length === 0;
    if (shown && !sound) this.broken = true;
    if (shown && sound) this.rows.push(this.layRow(cells));
    this.cells = [];
    this.printed = false;
    this.clearCell();
    this.row++;
  }

  private layRow(cells: readonly RowCell[]): DraftCell[] {
    const laid: DraftCell[] = [];
    for (const [at, { left, right, vertical, joined }] of cells.entries()) {
      const last = laid.at(-1);
      const finished = this.cells[at];
      if (joined && last !== undefined) laid[laid.length - 1] = { ...last, right };
      else
        laid.push({
          left,
          right,
          ...(vertical === undefined ? {} : { vertical }),
          content: finished?.content ?? [],
          path: `${this.path}/row[${this.row}]/cell[${at + 1}]`,
          ...(finished === undefined ? {} : { offset: finished.offset }),
        });
    }
    return laid;
  }

  private clearCell(): void {
    this.content = [];
    this.offset = undefined;
    this.inner = 0;
  }
}

function levelOf(look: number): Level {
  if (look & LOOK.unknown) return "uncertain";
  if (look & LOOK.raised) return "superscript";
  if (look & LOOK.lowered) return "subscript";
  if (look & LOOK.liftedHigh) return "lifted-high";
  return look & LOOK.lifted ? "lifted" : "baseline";
}

export class StoryReader {
  readonly content: DraftContent[] = [];
  /** Tables whose rows contradict themselves. */
  damaged = 0;
  /** A table does not end in a row's end. */
  truncated = false;
  private readonly open: OpenTable[] = [];
  private tables = 0;
  private paragraphs = 0;
  private words = new ParagraphText();
  private picture = false;
  private start: number | undefined;
  /** One entry a field that is open: whether its instruction is being read, which is not shown. */
  private fields: boolean[] = [];

  constructor(
    private readonly text: DocText,
    private readonly places: ParagraphPlaces,
  ) {}

  /** Reads character positions; those beyond what the file holds are not there. */
  read(from: number, to: number): void {
    const { text, looks } = this.text;
    const end = Math.min(to, text.length);
    for (let at = from; at < end; at++) {
      const look = looks[at] ?? 0;
      const code = text.charCodeAt(at);
      this.start ??= at;
      if (code < 0x20) this.mark(at, code, look);
      else {
        let next = at + 1;
        while (next < end && looks[next] === look && text.charCodeAt(next) >= 0x20) next++;
        this.say(text.slice(at, next), look);
        at = next - 1;
      }
    }
    for (const table of this.open)
      if (table.cells.length > 0 || table.content.length > 0) this.truncated = true;
    this.closeTables(0);
    this.clearParagraph();
    this.fields = [];
  }

  private say(text: string, look: number): void {
    if (!(look & UNSHOWN) && !this.fields.includes(true)) this.words.add(text, levelOf(look));
  }

  private mark(at: number, code: number, look: number): void {
    if (PARAGRAPH_ENDS.has(code)) this.endParagraph(at, look);
    else if (code === FIELD.begin) this.fields.push(true);
    else if (code === FIELD.separator) {
      if (this.fields.length > 0) this.fields[this.fields.length - 1] = false;
    } else if (code === FIELD.end) this.fields.pop();
    else if (look & LOOK.special) this.picture ||= code === PICTURE && !(look & UNSHOWN);
    else this.say(SEEN[code] ?? UNKNOWN, look);
  }

  private endParagraph(at: number, look: number): void {
    const mark = this.text.text[at] ?? "";
    const place = this.places.placeOf(at, mark);
    // A deleted mark joins its paragraph with the next.
    if (place.ends === "paragraph" && look & LOOK.deleted) return;
    // An instruction does not run on over paragraphs: its end is lost.
    if (this.fields.includes(true)) this.fields = this.fields.map(() => false);
    this.closeTables(place.depth);
    while (this.open.length < place.depth) this.openTable();
    const offset = this.start ?? at;
    this.addParagraph(place, offset);
    const table = this.open.at(-1);
    if (place.ends === "cell") table?.endCell(offset, !(look & UNSHOWN));
    else if (place.ends === "row") table?.endRow(place.cells, !(look & UNSHOWN));
    this.clearParagraph();
  }

  private addParagraph(place: ParagraphPlace, offset: number): void {
    const words = this.words.toString();
    const table = this.open.at(-1);
    const alone = table !== undefined && place.ends === "cell" && table.content.length === 0;
    const text = words.trim() === "" && this.picture && alone ? OBJECT : words;
    if (text === "") return;
    if (table === undefined) {
      const path = `paragraph[${++this.paragraphs}]`;
      this.content.push({ kind: "paragraph", text, path, offset });
    } else table.add({ kind: "paragraph", text, path: table.cellPath, offset }, offset);
  }

  private clearParagraph(): void {
    this.words = new ParagraphText();
    this.picture = false;
    this.start = undefined;
  }

  private openTable(): void {
    const outer = this.open.at(-1);
    const path =
      outer === undefined ? `table[${++this.tables}]` : `${outer.cellPath}/table[${++outer.inner}]`;
    this.open.push(new OpenTable(path));
  }

  private closeTables(depth: number): void {
    while (this.open.length > depth) {
      const table = this.open.pop();
      if (table === undefined) return;
      const outer = this.open.at(-1);
      const add = (part: DraftContent): void => {
        if (outer === undefined) this.content.push(part);
        else outer.add(part, this.start ?? 0);
      };
      const { rows, path } = table;
      if (table.cells.length > 0 || table.content.length > 0) this.truncated = true;
      if (!table.broken) add({ kind: "table", rows, tolerance: TOLERANCE, path });
      else {
        this.damaged++;
        for (const part of table.text) add(part);
      }
    }
  }
}
