import { MOST_CELLS } from "../limits.ts";
import { decodeBytes, type Encoding, encodingOfFont, encodingOfPage } from "./rtf-charset.ts";
import { type Ceiling, type CellDefinition, type RowDefinition, RtfFlow } from "./rtf-flow.ts";
import type { RtfHandler } from "./rtf-tokens.ts";
import { CONTAINERS, ENDINGS, SIGNS, STARRED_AND_SHOWN, UNSHOWN } from "./rtf-words.ts";
import type { DraftContent } from "./word-draft.ts";
import { type Level, levelOfLift, ParagraphText } from "./word-paragraph.ts";

/** What RTF's control words do: the state of each group, the text, and the flow it goes to. */

type Destination = "text" | "unshown" | "container" | "fonts" | "title" | "creator";

/** Properties that a group inherits and gives back. */
interface State {
  destination: Destination;
  starred: boolean;
  font: number;
  /** Characters that stand for one `\u` in programs that do not know it. */
  replaced: number;
  hidden: boolean;
  struck: boolean;
  deleted: boolean;
  level: Level;
  inTable: boolean;
  tables: number;
  inNestedRow: boolean;
}

/** A text box: a flow of its own, from the group that opened it. */
interface OpenFlow {
  readonly flow: RtfFlow;
  readonly depth: number;
  readonly paragraph: ParagraphText | undefined;
}

const START: State = {
  destination: "text",
  starred: false,
  font: -1,
  replaced: 1,
  hidden: false,
  struck: false,
  deleted: false,
  level: "baseline",
  inTable: false,
  tables: 0,
  inNestedRow: false,
};
const MOST_BOXES = 10_000;
/** Half points of `\up` and `\dn` without a number (RTF 1.9.1, Font Formatting). */
const DEFAULT_LIFT = 6;

const newCell = (): { vertical?: CellDefinition["vertical"]; goesOnLeft: boolean } => ({ goesOnLeft: false });

export class RtfReading implements RtfHandler {
  readonly metadata: { name: string; content: string }[] = [];
  private readonly ceiling: Ceiling = { cells: 0 };
  private readonly outer: OpenFlow[] = [];
  private flow = new RtfFlow("body", this.ceiling);
  private paragraph: ParagraphText | undefined;
  private readonly states: State[] = [];
  private state: State = { ...START };
  private pending: number[] = [];
  private toSkip = 0;
  private boxes = 0;
  private encoding = "gb18030";
  private defaultFont = 0;
  private readonly fonts = new Map<number, number>();
  private property = "";
  /** Definitions of the open row, per level of nesting; the first stands for the outermost table. */
  private readonly definitions = new Map<number, RowDefinition>();
  private nextCell = newCell();

  openGroup(): void {
    this.flush();
    this.toSkip = 0;
    this.states.push(this.state);
    this.state = { ...this.state, starred: false };
  }

  closeGroup(): void {
    this.flush();
    this.toSkip = 0;
    const open = this.outer.at(-1);
    if (open !== undefined && this.states.length === open.depth) this.endBox(open);
    const { destination } = this.state;
    this.state = this.states.pop() ?? { ...START };
    if ((destination === "title" || destination === "creator") && destination !== this.state.destination) {
      if (this.property.trim() !== "")
        this.metadata.push({ name: destination, content: this.property.trim() });
      this.property = "";
    }
  }

  text(bytes: Uint8Array): void {
    const { destination } = this.state;
    if (destination === "unshown" || destination === "container" || destination === "fonts") return;
    for (const byte of bytes) {
      if (this.toSkip > 0) this.toSkip--;
      else this.pending.push(byte);
    }
  }

  private flush(): void {
    if (this.pending.length === 0) return;
    const bytes = Uint8Array.from(this.pending);
    this.pending = [];
    this.add(decodeBytes(bytes, this.encodingNow()));
  }

  private encodingNow(): Encoding {
    const font = this.state.font < 0 ? this.defaultFont : this.state.font;
    return encodingOfFont(this.fonts.get(font), this.encoding);
  }

  private add(text: string): void {
    const { destination, hidden, struck, deleted, level } = this.state;
    if (destination === "title" || destination === "creator") this.property += text;
    if (destination !== "text" || hidden || struck || deleted) return;
    this.paragraph ??= new ParagraphText();
    this.paragraph.add(text, level);
  }

  control(word: string, value: number | undefined): void {
    this.flush();
    this.toSkip = 0;
    if (word === "*") {
      this.state.starred = true;
      return;
    }
    const { starred, destination } = this.state;
    this.state.starred = false;
    if (destination === "unshown") return;
    if (UNSHOWN.has(word) || (starred && !STARRED_AND_SHOWN.has(word))) this.state.destination = "unshown";
    else if (!this.controlDocument(word, value) && !this.controlLook(word, value))
      this.controlFlow(word, value);
  }

  /** Fonts, properties of the document, destinations. */
  private controlDocument(word: string, value: number | undefined): boolean {
    const { state } = this;
    if (word === "fonttbl") state.destination = "fonts";
    else if (word === "info") state.destination = "container";
    else if (word === "title" && state.destination === "container") state.destination = "title";
    else if (word === "author" && state.destination === "container") state.destination = "creator";
    else if (word === "fcharset") this.fonts.set(state.font, value ?? 0);
    else if (word === "ansicpg") this.encoding = encodingOfPage(value ?? 0);
    else if (word === "deff") this.defaultFont = value ?? 0;
    else if (CONTAINERS.has(word)) state.destination = "container";
    else if (word === "ud") state.destination = "text";
    else if (word === "nesttableprops") state.inNestedRow = true;
    else if (word === "shptxt" || word === "dptxbxtext") this.openBox();
    else return false;
    return true;
  }

  private controlLook(word: string, value: number | undefined): boolean {
    const { state } = this;
    const on = value !== 0;
    if (word === "f") state.font = value ?? 0;
    else if (word === "uc") state.replaced = Math.max(0, value ?? 1);
    else if (word === "u") this.addUnicode(value ?? 0);
    else if (word === "v") state.hidden = on;
    else if (word === "strike" || word === "striked") state.struck = on;
    else if (word === "deleted") state.deleted = on;
    else if (word === "super") state.level = on ? "superscript" : "baseline";
    else if (word === "sub") state.level = on ? "subscript" : "baseline";
    else if (word === "nosupersub") state.level = "baseline";
    else if (word === "up") state.level = levelOfLift(value ?? DEFAULT_LIFT);
    else if (word === "dn") state.level = levelOfLift(-(value ?? DEFAULT_LIFT));
    else if (word === "plain") {
      const { hidden, struck, deleted, level, font } = START;
      Object.assign(state, { hidden, struck, deleted, level, font });
    } else if (SIGNS[word] !== undefined) this.add(SIGNS[word]);
    else return false;
    return true;
  }

  private addUnicode(code: number): void {
    this.add(String.fromCharCode(code & 0xffff));
    this.toSkip = this.state.replaced;
  }

  private controlFlow(word: string, value: number | undefined): void {
    const { state } = this;
    if (state.destination !== "text") return;
    if (ENDINGS.has(word)) this.endParagraph(this.levelNow());
    else if (word === "pard") Object.assign(state, { inTable: false, tables: 0 });
    else if (word === "intbl") state.inTable = true;
    else if (word === "itap") state.tables = Math.max(0, value ?? 0);
    else if (word === "cell" || word === "nestcell") {
      const level = word === "cell" ? 1 : Math.max(2, state.tables);
      this.endParagraph(level);
      this.flow.endCell(level);
    } else if (word === "row" || word === "nestrow") {
      const level = word === "row" ? 1 : Math.max(2, state.tables);
      this.paragraph = undefined;
      this.flow.endRow(level, this.definitionNow(level));
    } else this.controlRow(word, value);
  }

  private controlRow(word: string, value: number | undefined): void {
    const level = this.state.inNestedRow ? Math.max(2, this.state.tables) : 1;
    if (word === "trowd") {
      this.definitions.set(level, { left: 0, cells: [] });
      this.nextCell = newCell();
    } else if (word === "trleft") this.definitionNow(level).left = value ?? 0;
    else if (word === "clvmgf") this.nextCell.vertical = "starts";
    else if (word === "clvmrg") this.nextCell.vertical = "goes-on";
    else if (word === "clmrg") this.nextCell.goesOnLeft = true;
    else if (word === "cellx") {
      const { cells } = this.definitionNow(level);
      if (cells.length < 1000) cells.push({ ...this.nextCell, right: value ?? 0 });
      this.nextCell = newCell();
    }
  }

  private definitionNow(level: number): RowDefinition {
    const known = this.definitions.get(level) ?? { left: 0, cells: [] };
    this.definitions.set(level, known);
    return known;
  }

  private levelNow(): number {
    const { inTable, tables } = this.state;
    if (tables > 0) return tables;
    return inTable || this.flow.isInRow ? 1 : 0;
  }

  private endParagraph(level: number): void {
    const text = this.paragraph?.toString() ?? "";
    this.paragraph = undefined;
    this.flow.addParagraph(text, level);
  }

  private openBox(): void {
    this.outer.push({ flow: this.flow, depth: this.states.length, paragraph: this.paragraph });
    this.flow = new RtfFlow(`body/shptxt[${++this.boxes}]`, this.ceiling);
    this.paragraph = undefined;
    Object.assign(this.state, { destination: "text", inTable: false, tables: 0, inNestedRow: false });
  }

  private endBox(open: OpenFlow): void {
    const content = this.endFlow(false);
    this.outer.pop();
    this.flow = open.flow;
    this.paragraph = open.paragraph;
    const { inTable, tables } = this.states.at(-1) ?? START;
    const level = tables > 0 ? tables : Number(inTable || this.flow.isInRow);
    if (this.boxes <= MOST_BOXES) this.flow.add({ kind: "box", floating: true, content }, level);
  }

  private endFlow(broken: boolean): readonly DraftContent[] {
    if (!broken && this.paragraph !== undefined) this.endParagraph(this.levelNow());
    this.paragraph = undefined;
    return this.flow.end(broken);
  }

  get isFull(): boolean {
    return this.ceiling.cells > MOST_CELLS;
  }

  get isInTable(): boolean {
    return this.flow.isInTable;
  }

  /** The document's content; `broken` where the file ends before its end. */
  end(broken: boolean): readonly DraftContent[] {
    for (let open = this.outer.at(-1); open !== undefined; open = this.outer.at(-1)) {
      const content = this.endFlow(broken);
      this.outer.pop();
      this.flow = open.flow;
      this.flow.add({ kind: "box", floating: true, content }, 0);
    }
    return this.endFlow(broken);
  }
}
