import { escapeXml } from "./package-file.ts";
import type { SheetCell } from "./sheet.ts";

/** What an editor leaves around the text of cells. */
export type DocxHand =
  | "plain"
  | "split-runs"
  | "tracked"
  | "moved"
  | "fields"
  | "bookmarks"
  | "content-controls"
  | "hidden"
  | "noted"
  | "raised-notes"
  | "hyphens"
  | "commented";

const FONT = `<w:rPr><w:rFonts w:hint="eastAsia" w:ascii="SimSun" w:eastAsia="SimSun"/><w:sz w:val="21"/></w:rPr>`;

/** A run of text (ECMA-376-1 17.3.2.25). */
export function run(text: string, properties = FONT): string {
  return text === "" ? "" : `<w:r>${properties}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

const BY = `w:author="A" w:date="2026-01-01T00:00:00Z"`;
const deleted = (text: string) =>
  `<w:del w:id="90" ${BY}><w:r>${FONT}<w:delText xml:space="preserve">${escapeXml(text)}</w:delText></w:r></w:del>`;
const inserted = (inner: string) => `<w:ins w:id="91" ${BY}>${inner}</w:ins>`;

/** Digits that a figure had before it was corrected: never the figure itself. */
const before = (text: string) => `${text.replace(/\D/g, "")}7`;

function halves(text: string): readonly [string, string] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}

/** A number kept as the result of a field (17.16.18): instruction, then result. */
function field(text: string): string {
  const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  return `${mark("begin")}<w:r><w:instrText xml:space="preserve"> =SUM(ABOVE) \\# "0" </w:instrText></w:r>${mark("separate")}${run(text)}${mark("end")}`;
}

function printFigure(text: string, hand: DocxHand): string {
  const [upper, lower] = halves(text);
  switch (hand) {
    case "split-runs":
      return `${run(upper)}<w:proofErr w:type="gramStart"/>${run(lower)}<w:proofErr w:type="gramEnd"/>`;
    case "tracked":
      return `${deleted(before(text))}${run(upper)}${inserted(run(lower))}`;
    case "moved":
      return `<w:moveFrom w:id="92" ${BY}>${run(before(text))}</w:moveFrom><w:moveTo w:id="93" ${BY}>${run(text)}</w:moveTo>`;
    case "fields":
      return field(text);
    case "bookmarks":
      return `<w:bookmarkStart w:id="5" w:name="_GoBack"/>${run(upper)}<w:bookmarkEnd w:id="5"/><w:r><w:lastRenderedPageBreak/></w:r>${run(lower)}`;
    case "content-controls":
      return `<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent>${run(text)}</w:sdtContent></w:sdt>`;
    case "hidden":
      return `${run(before(text), "<w:rPr><w:vanish/></w:rPr>")}${run(text)}`;
    case "noted":
      return `${run(text)}<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>`;
    case "raised-notes":
      return `${run(text)}${run("1", `<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>`)}`;
    case "commented":
      return `<w:commentRangeStart w:id="0"/>${run(text)}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`;
    default:
      return run(text);
  }
}

/** A minus written as the element for a hyphen that does not break (17.3.3.18). */
function printHyphens(text: string): string {
  return text
    .split(/(-)/)
    .map((part) => (part === "-" ? `<w:r>${FONT}<w:noBreakHyphen/></w:r>` : run(part)))
    .join("");
}

/** The runs of one line of a cell. `turn` counts the figures, so that only some of them are touched. */
export function printRuns(item: SheetCell, line: string, hand: DocxHand, turn: number): string {
  if (hand === "hyphens") return printHyphens(line);
  if (hand === "split-runs" && item.kind === "label")
    return halves(line)
      .map((half) => run(half))
      .join("");
  const touched = item.kind === "figure" && /\d/.test(line) && (hand === "split-runs" || turn % 3 === 0);
  return touched ? printFigure(line, hand) : run(line);
}
