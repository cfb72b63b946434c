import { MOST_CELLS } from "../limits.ts";
import { walkXml, type XmlFault } from "../xml.ts";
import { PROPERTIES, SIGNS, symbolOf, UNSHOWN } from "./docx-elements.ts";
import { attributeOf, isOn, StandardNames } from "./docx-names.ts";
import { isTableSized, sizeOfExtent, sizeOfStyle } from "./docx-pictures.ts";
import { Story } from "./docx-story.ts";
import { joinLooks, lookOfProperty, type Styles } from "./docx-styles.ts";
import { TableDraft } from "./docx-table.ts";
import type { DraftContent } from "./word-draft.ts";
import type { Level } from "./word-paragraph.ts";

/**
 * The body of a Word file as a reader sees it when all changes are accepted and hidden text stays hidden: what is
 * deleted, struck out, an instruction of a field or an alternative drawing of the same thing is not there. Unknown
 * elements are transparent, so that text within them is kept.
 */
export interface Body {
  readonly content: readonly DraftContent[];
  readonly fault: XmlFault | undefined;
  /** The file breaks off inside a table. */
  readonly cutInTable: boolean;
  /** Pictures of the size of a table. */
  readonly pictures: number;
}

type Attributes = Readonly<Record<string, string>>;
/** What is to be done when the element closes; `cut` where it never does. */
type Close = (cut: boolean) => void;

/** What an element says of all text within it. */
interface Surroundings {
  /** A prompt to fill something in. */
  readonly placeholder: boolean;
  readonly floating: boolean;
  readonly level?: Level;
}

class BodyWalk {
  content: readonly DraftContent[] = [];
  pictures = 0;
  readonly tables: TableDraft[] = [];
  private readonly styles: Styles | undefined;
  private readonly names = new StandardNames();
  private readonly closes: (Close | undefined)[] = [];
  private readonly stories: Story[] = [];
  /** Per `mc:AlternateContent`: whether an alternative was taken. */
  private readonly alternatives: boolean[] = [];
  private skipped = 0;
  private cells = 0;
  private properties: string | undefined;
  private characters: "kept" | "trimmed" | undefined;
  private surroundings: Surroundings = { placeholder: false, floating: false };
  private size: readonly [number, number] = [0, 0];

  constructor(styles: Styles | undefined) {
    this.styles = styles;
  }

  open(written: string, attributes: Attributes): void {
    const name = this.names.enter(written, attributes);
    if (this.skipped > 0) this.skipped++;
    else {
      if (this.properties !== undefined) this.setProperty(this.properties, name, attributes);
      if (this.isSkipped(name)) this.skipped = 1;
      else this.closes.push(this.enter(name, attributes));
    }
  }

  close(): void {
    this.names.leave();
    if (this.skipped > 0) this.skipped--;
    else this.closes.pop()?.(false);
  }

  /** Closes what a broken file left open. */
  closeCut(): void {
    while (this.closes.length > 0) this.closes.pop()?.(true);
  }

  addText(text: string): void {
    if (this.skipped > 0 || this.characters === undefined) return;
    const line = text.replace(/[\r\n\t]/g, " ");
    this.add(this.characters === "kept" ? line : line.replace(/^ +| +$/g, ""));
  }

  private add(text: string): void {
    const { placeholder, level } = this.surroundings;
    if (!placeholder && text !== "") this.stories.at(-1)?.add(text, level);
  }

  private isSkipped(name: string): boolean {
    if (UNSHOWN.has(name) || name.endsWith("Change")) return true;
    if (name === "mc:Choice" || name === "mc:Fallback") {
      // The first alternative is shown; the others repeat it for programs that do not know it.
      const taken = this.alternatives.at(-1);
      if (taken === false) this.alternatives[this.alternatives.length - 1] = true;
      return taken === true;
    }
    if (name !== "w:tc" || ++this.cells <= MOST_CELLS) return false;
    this.tables.at(-1)?.leaveOutRest();
    return true;
  }

  private enter(name: string, attributes: Attributes): Close | undefined {
    if (this.properties === undefined && PROPERTIES.has(name)) {
      this.properties = name;
      return () => {
        this.properties = undefined;
      };
    }
    const sign = SIGNS[name];
    if (sign !== undefined) this.add(sign);
    switch (name) {
      case "w:t":
      case "m:t":
        this.characters = name === "m:t" || attributes["xml:space"] === "preserve" ? "kept" : "trimmed";
        return () => {
          this.characters = undefined;
        };
      case "w:r":
      case "m:r":
        this.stories.at(-1)?.openRun();
        return undefined;
      case "w:p":
        return this.enterParagraph();
      case "w:body":
        return this.enterStory("body", (content) => {
          this.content = content;
        });
      case "w:tbl":
        return this.enterTable();
      case "w:tr":
        return this.enterRow();
      case "w:tc":
        return this.enterCell();
      case "w:gridCol":
        this.tables.at(-1)?.addGridColumn(attributes);
        return undefined;
      case "w:sdt":
        return this.keeping({});
      case "m:sup":
      case "m:deg":
        // An exponent rather than a note.
        return this.keeping({ level: "uncertain" });
      case "m:sub":
        return this.keeping({ level: "subscript" });
      case "mc:AlternateContent":
        this.alternatives.push(false);
        return () => this.alternatives.pop();
      default:
        return this.enterInline(name, attributes);
    }
  }

  private enterInline(name: string, attributes: Attributes): Close | undefined {
    const story = this.stories.at(-1);
    switch (name) {
      case "w:sym":
        this.add(symbolOf(attributeOf(attributes, "font"), attributeOf(attributes, "char")));
        return undefined;
      case "w:fldChar":
        story?.turnField(attributeOf(attributes, "fldCharType"));
        return undefined;
      case "w:footnoteReference":
      case "w:endnoteReference":
        // The author's own mark follows as text (17.11.14).
        if (story !== undefined && attributeOf(attributes, "customMarkFollows") !== undefined)
          story.ownLook = { ...story.ownLook, level: "superscript" };
        return undefined;
      case "w:altChunk":
        story?.endParagraph();
        story?.content.push({
          kind: "chunk",
          id: attributeOf(attributes, "id") ?? "",
          path: story.next("altChunk"),
        });
        return undefined;
      case "w:txbxContent":
        return this.enterBox();
      case "wp:anchor":
      case "wp:inline":
        return this.keeping({ floating: name === "wp:anchor" });
      case "wp:extent":
        this.size = sizeOfExtent(attributes);
        return undefined;
      case "a:blip":
      case "v:imagedata":
        if (isTableSized(this.size)) this.pictures++;
        return undefined;
      default:
        return name.startsWith("v:") ? this.enterShape(attributeOf(attributes, "style")) : undefined;
    }
  }

  private enterShape(style: string | undefined): Close | undefined {
    if (style === undefined) return undefined;
    this.size = sizeOfStyle(style);
    return this.keeping({ floating: /position:\s*absolute/.test(style) });
  }

  /** A state until the element closes. */
  private keeping(state: Partial<Surroundings>): Close {
    const before = this.surroundings;
    this.surroundings = { ...before, ...state };
    return () => {
      this.surroundings = before;
    };
  }

  private enterStory(path: string, end: (content: readonly DraftContent[], cut: boolean) => void): Close {
    const story = new Story(path);
    const restore = this.keeping({ floating: false });
    this.stories.push(story);
    return (cut) => {
      story.endParagraph();
      this.stories.pop();
      restore(cut);
      end(story.content, cut);
    };
  }

  private enterParagraph(): Close | undefined {
    const story = this.stories.at(-1);
    story?.openParagraph();
    return (cut) => (cut ? story?.dropParagraph() : story?.closeParagraph());
  }

  private enterBox(): Close | undefined {
    const outer = this.stories.at(-1);
    if (outer === undefined) return undefined;
    const { floating } = this.surroundings;
    return this.enterStory(outer.boxPath, (content) =>
      outer.content.push({ kind: "box", floating, content }),
    );
  }

  private enterTable(): Close | undefined {
    const story = this.stories.at(-1);
    if (story === undefined) return undefined;
    story.endParagraph();
    const table = new TableDraft(story.next("tbl"));
    this.tables.push(table);
    return () => {
      this.tables.pop();
      story.content.push(table.toDraft());
    };
  }

  private enterRow(): Close | undefined {
    const table = this.tables.at(-1);
    table?.openRow();
    return (cut) => table?.closeRow(!cut);
  }

  private enterCell(): Close | undefined {
    const table = this.tables.at(-1);
    const path = table?.openCell();
    if (path === undefined) return undefined;
    return this.enterStory(path, (content, cut) => table?.closeCell(content, cut));
  }

  private setProperty(of: string, name: string, attributes: Attributes): void {
    const story = this.stories.at(-1);
    if (of === "w:trPr") this.tables.at(-1)?.setRow(name, attributes);
    else if (of === "w:tcPr") this.tables.at(-1)?.setCell(name, attributes);
    else if (of === "w:sdtPr") {
      if (name === "w:showingPlcHdr" && isOn(attributes))
        this.surroundings = { ...this.surroundings, placeholder: true };
    } else if (story !== undefined && of === "w:pPr") {
      if (name === "w:pStyle")
        story.paragraphLook = this.styles?.lookOf(attributeOf(attributes, "val") ?? "") ?? {};
      else if (name === "w:del" || name === "w:moveFrom") story.joinNext();
    } else if (story !== undefined && of === "w:rPr") {
      if (name === "w:rStyle")
        // Without the styles nobody knows whether the text is a raised note.
        story.styleLook = this.styles?.lookOf(attributeOf(attributes, "val") ?? "") ?? {
          level: "uncertain",
        };
      const look = lookOfProperty(name, attributes);
      if (look !== undefined) story.ownLook = joinLooks(story.ownLook, look);
    }
  }
}

/** Reads `word/document.xml`. `styles` are `undefined` where their part is lost. */
export function readBody(xml: string, styles: Styles | undefined): Body {
  const walk = new BodyWalk(styles);
  const fault = walkXml(xml, {
    open: (name, attributes) => walk.open(name, attributes),
    close: () => walk.close(),
    text: (text) => walk.addText(text),
  });
  const cutInTable = fault !== undefined && walk.tables.length > 0;
  walk.closeCut();
  return { content: walk.content, fault, cutInTable, pictures: walk.pictures };
}
