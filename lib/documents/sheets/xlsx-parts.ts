import { walkXml, type XmlFault } from "../xml.ts";
import { builtInFormat } from "./number-format.ts";
import { localName, TextGatherer } from "./xlsx-text.ts";

/** The parts that all sheets of a workbook share: its list of sheets, its texts, its formats. */

export interface SheetEntry {
  readonly name: string;
  /** Id of the relation to its part; absent in files made carelessly. */
  readonly relation: string | undefined;
  readonly hidden: boolean;
}

export interface Workbook {
  readonly sheets: readonly SheetEntry[];
  /** Days are counted from 1904. */
  readonly from1904: boolean;
  readonly problem: XmlFault | undefined;
}

const MOST_SHEETS = 1000;
const isTrue = (value: string | undefined): boolean => value === "1" || value === "true";

/** `xl/workbook.xml` (ECMA-376 part 1, 18.2). */
export function readWorkbook(xml: string): Workbook {
  const sheets: SheetEntry[] = [];
  let from1904 = false;
  const problem = walkXml(xml, {
    open(name, attributes) {
      const local = localName(name);
      if (local === "workbookPr") from1904 = isTrue(attributes.date1904);
      if (local !== "sheet" || sheets.length >= MOST_SHEETS) return;
      const reference = Object.keys(attributes).find((key) => /:id$/i.test(key));
      sheets.push({
        name: attributes.name ?? `Sheet${sheets.length + 1}`,
        relation: reference === undefined ? undefined : attributes[reference],
        hidden: attributes.state === "hidden" || attributes.state === "veryHidden",
      });
    },
    close() {},
    text() {},
  });
  return { sheets, from1904, problem };
}

/** `xl/sharedStrings.xml` (18.4.9), the texts that cells refer to by number. */
export function readSharedStrings(xml: string): {
  readonly texts: readonly string[];
  readonly problem: XmlFault | undefined;
} {
  const texts: string[] = [];
  const gatherer = new TextGatherer();
  const problem = walkXml(xml, {
    open: (name, attributes) => gatherer.open(name, attributes),
    close(name) {
      gatherer.close(name);
      if (localName(name) === "si") texts.push(gatherer.take());
    },
    text: (text) => gatherer.text(text),
  });
  return { texts, problem };
}

/** How the cells of one style show what they hold. */
export interface CellStyle {
  readonly format: string;
  readonly struck: boolean;
}

/** `xl/styles.xml` (18.8): the styles of `cellXfs`, which cells refer to by number. */
export function readStyles(xml: string): {
  readonly styles: readonly CellStyle[];
  readonly problem: XmlFault | undefined;
} {
  const formats = new Map<string, string>();
  const struckFonts: boolean[] = [];
  const styles: CellStyle[] = [];
  let within = "";
  const problem = walkXml(xml, {
    open(name, attributes) {
      const local = localName(name);
      if (local === "numFmts" || local === "fonts" || local === "cellXfs") within = local;
      else if (within === "numFmts" && local === "numFmt")
        formats.set(attributes.numFmtId ?? "", attributes.formatCode ?? "General");
      else if (within === "fonts" && local === "font") struckFonts.push(false);
      else if (within === "fonts" && local === "strike")
        struckFonts[struckFonts.length - 1] = attributes.val === undefined || isTrue(attributes.val);
      else if (within === "cellXfs" && local === "xf")
        styles.push({
          format: formats.get(attributes.numFmtId ?? "0") ?? builtInFormat(Number(attributes.numFmtId ?? 0)),
          struck: struckFonts[Number(attributes.fontId ?? 0)] ?? false,
        });
    },
    close(name) {
      if (localName(name) === within) within = "";
    },
    text() {},
  });
  return { styles, problem };
}

/** Members of lists, such as the names of all sheets, are no entries of their own. */
const LIST_MEMBER = "vt:";

/** `docProps/core.xml` and `app.xml` (part 2, 8.3): every named entry, in the order of the file. */
export function readProperties(xml: string): { readonly name: string; readonly content: string }[] {
  const entries: { name: string; content: string }[] = [];
  let text = "";
  walkXml(xml, {
    open() {
      text = "";
    },
    close(name) {
      const content = text.trim();
      if (content !== "" && !name.startsWith(LIST_MEMBER)) entries.push({ name: localName(name), content });
      text = "";
    },
    text(more) {
      text += more;
    },
  });
  return entries;
}
