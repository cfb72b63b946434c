import type { Look } from "./docx-styles.ts";
import type { DraftContent } from "./word-draft.ts";
import { type Level, ParagraphText } from "./word-paragraph.ts";

function levelOf(look: Look): Level {
  if (look.level !== undefined && look.level !== "baseline") return look.level;
  return look.lift ?? "baseline";
}

/** Text that flows by itself: the body, a cell, a text box. */
export class Story {
  readonly path: string;
  readonly content: DraftContent[] = [];
  private readonly counts = new Map<string, number>();
  /** Fields that are open: of a field only its result is shown (ECMA-376 17.16.18). */
  private fields: ("instruction" | "result")[] = [];
  private paragraph: ParagraphText | undefined;
  private paragraphPath = "";
  private joinsNext = false;
  /** How the open paragraph's and run's text looks: by style, then by itself. */
  paragraphLook: Look = {};
  styleLook: Look = {};
  ownLook: Look = {};

  constructor(path: string) {
    this.path = path;
  }

  /** Path of the next part of that name. */
  next(name: string, within = this.path): string {
    const key = `${within}/${name}`;
    const position = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, position);
    return `${key}[${position}]`;
  }

  openParagraph(): void {
    const path = this.next("p");
    if (this.paragraph === undefined) this.paragraphPath = path;
    this.paragraph ??= new ParagraphText();
    this.paragraphLook = {};
    this.joinsNext = false;
  }

  /** The mark at the paragraph's end is deleted: the next paragraph goes on in its line. */
  joinNext(): void {
    this.joinsNext = true;
  }

  closeParagraph(): void {
    this.fields = this.fields.map(() => "result");
    if (!this.joinsNext) this.endParagraph();
  }

  /** Ends the line that is open. */
  endParagraph(): void {
    const text = this.paragraph?.toString() ?? "";
    if (text !== "") this.content.push({ kind: "paragraph", text, path: this.paragraphPath });
    this.paragraph = undefined;
  }

  dropParagraph(): void {
    this.paragraph = undefined;
  }

  openRun(): void {
    this.styleLook = {};
    this.ownLook = {};
  }

  add(text: string, level?: Level): void {
    if (this.fields.includes("instruction")) return;
    const look: Look = { ...this.paragraphLook, ...this.styleLook, ...this.ownLook };
    if (look.hidden === true || look.struck === true) return;
    this.paragraph ??= new ParagraphText();
    this.paragraph.add(text, level ?? levelOf(look));
  }

  /** A field begins, comes to its result or ends (17.16.18, fldChar). */
  turnField(type: string | undefined): void {
    if (type === "begin") this.fields.push("instruction");
    else if (type === "separate") this.fields[this.fields.length - 1] = "result";
    else if (type === "end") this.fields.pop();
  }

  get boxPath(): string {
    return this.next("txbxContent", this.paragraphPath || this.path);
  }
}
