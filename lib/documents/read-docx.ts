import type { Block, Document, Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { LARGEST_MARKUP } from "./limits.ts";
import type { Content } from "./reader.ts";
import { readBody } from "./word/docx-body.ts";
import { readChunk } from "./word/docx-chunk.ts";
import { explainProblem, type Part, textOf, WordPackage } from "./word/docx-package.ts";
import { Styles } from "./word/docx-styles.ts";
import { toBlocks } from "./word/word-blocks.ts";
import type { DraftChunk } from "./word/word-draft.ts";
import { walkXml } from "./xml.ts";

/**
 * A Word file since 2007 (ECMA-376, ISO/IEC 29500), also as WPS writes it, as paragraphs and tables: unpack, walk the
 * body, put the tables on their grids.
 *
 * Nothing is read from a part whose checksum is wrong, for a digit may be what changed. Of a file that was cut short
 * the cells that came whole are read.
 */

const PROPERTIES = ["title", "creator"];

/** Core properties (ECMA-376 part 2, 11). */
function readProperties(part: Part | undefined): Document["metadata"] {
  const metadata: { name: string; content: string }[] = [];
  if (part === undefined || part.problem !== undefined) return metadata;
  let open: string | undefined;
  walkXml(textOf(part), {
    open: (name) => {
      const local = name.slice(name.indexOf(":") + 1);
      open = PROPERTIES.includes(local) ? local : undefined;
    },
    close: () => {
      open = undefined;
    },
    text: (text) => {
      if (open !== undefined && text.trim() !== "") metadata.push({ name: open, content: text.trim() });
    },
  });
  return metadata;
}

/** Whether what was unpacked of a part may be believed. */
function isBelieved(part: Part, file: WordPackage): boolean {
  return part.problem === undefined || (file.cut && part.problem === "damaged" && part.bytes.length > 0);
}

function refuse(finding: Finding): Outcome<null> {
  return { value: null, findings: [finding] };
}

class ChunkReader {
  readonly findings: Finding[] = [];
  private readonly file: WordPackage;
  private readonly main: string;

  constructor(file: WordPackage, main: string) {
    this.file = file;
    this.main = main;
  }

  read(chunk: DraftChunk, tables: number): readonly Block[] {
    const target = this.file.relationshipsOf(this.main).find(({ id }) => id === chunk.id)?.target;
    const part = target === undefined ? undefined : this.file.open(target);
    if (part === undefined) return [];
    if (part.problem !== undefined) {
      this.findings.push(explainProblem(part.problem, part.path));
      return [];
    }
    const { blocks, finding } = readChunk(part.bytes, chunk.path, tables);
    if (finding !== undefined) this.findings.push(finding);
    return blocks;
  }
}

export function readDocxBytes(bytes: Uint8Array): Outcome<Content | null> {
  const file = new WordPackage(bytes);
  const main = file.openMain();
  if (main === undefined)
    return refuse({ code: "word-part-missing", parameters: { part: "word/document.xml" } });
  if (!isBelieved(main, file)) return refuse(explainProblem(main.problem ?? "damaged", main.path));
  const stylePart = file.openRelated(main.path, "styles");
  if (stylePart?.problem !== undefined && !file.cut)
    return refuse(explainProblem(stylePart.problem, stylePart.path));

  const xml = textOf(main);
  const hasStyles = stylePart !== undefined && stylePart.problem === undefined;
  const styles = hasStyles ? new Styles(textOf(stylePart)) : undefined;
  const tooLong = xml.length > LARGEST_MARKUP;
  const body = readBody(tooLong ? xml.slice(0, LARGEST_MARKUP) : xml, styles);
  // Whole, and yet not what was packed: something in it changed, and nobody knows what.
  if (main.problem !== undefined && body.fault === undefined)
    return refuse(explainProblem("damaged", main.path));

  const chunks = new ChunkReader(file, main.path);
  const blocks = toBlocks(body.content, (chunk, tables) => chunks.read(chunk, tables));
  const tables = blocks.filter((block) => block.kind === "table");
  const findings: Finding[] = tables
    .filter((table) => table.cut)
    .map((table) => ({ code: "table-too-large", parameters: { table: table.index } }));
  if (tooLong) findings.push({ code: "word-part-too-large", parameters: { part: main.path } });
  else if (body.fault === "damaged") findings.push({ code: "word-cut", parameters: {} });
  else if (body.fault !== undefined) findings.push({ code: `word-${body.fault}`, parameters: {} });
  if (body.cutInTable && tables.length > 0)
    findings.push({ code: "table-truncated", parameters: { table: tables.length } });
  if (body.pictures > 0) findings.push({ code: "table-as-picture", parameters: { count: body.pictures } });

  const properties = file.openRelated("", "core-properties") ?? file.open("docProps/core.xml");
  return {
    value: { charset: null, metadata: readProperties(properties), blocks },
    findings: [...findings, ...chunks.findings],
  };
}
