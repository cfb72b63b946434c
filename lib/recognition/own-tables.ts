import type { Catalog } from "../catalog/catalog.ts";
import type { Block, Cell, Document, Finding, Table } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { type Look, lookOf } from "../tables/printed.ts";
import { compileCues } from "./compiled-cues.ts";
import { foldText } from "./votes.ts";
import { withoutOtherYears } from "./year-votes.ts";

/**
 * The tables of a document that are of the report's year. Reports show the figures of the year before beside their own:
 * a heading right over the table, a line in it or a column of years says so. Prose speaks of other years all the time
 * and says nothing of a table.
 */

const LONGEST_CAPTION = 50;
/** Headings above a table among which the one that names the year may stand. */
const MOST_CAPTIONS = 3;
const HIGHEST_HEAD = 4;
/** A year that is no part of a date or of a document's number. */
const YEAR = /(?<!\d)(20[0-3]\d)(?!\d)(?!年\d{1,2}月)(?!年[初底末])(?![-/.]\d{1,2}[-/.]\d)(?![\]〕])/g;
const ONLY_YEAR = /^(20\d{2})年?度?$/;
const PROSE = /[。;,]/;

interface Saying {
  readonly words: string;
  readonly isOther: boolean;
}

class CaptionReader {
  private readonly look: Look;
  private readonly rules;
  private readonly lastYear: RegExp;
  private readonly section: RegExp;
  private readonly yearHeads: ReadonlySet<string>;

  constructor(
    { cues, collected, sections, notation }: Catalog,
    private readonly year: number,
  ) {
    this.look = lookOf(notation);
    this.rules = compileCues(cues);
    this.lastYear = new RegExp(cues.lastYear, "u");
    this.section = new RegExp(sections.number, "u");
    this.yearHeads = new Set(collected.roles.year.filter((head) => head.length > 1).map(foldText));
  }

  /** What a short line says of the year of the table under it; `undefined` where it says nothing. */
  saying(text: string): Saying | undefined {
    const words = foldText(text);
    if (words.length > LONGEST_CAPTION || PROSE.test(words) || this.look.isFigure(text)) return undefined;
    if (this.lastYear.test(words)) return { words, isOther: true };
    const years = new Set(
      [...withoutOtherYears(words, this.rules).matchAll(YEAR)].map(([, year]) => Number(year)),
    );
    const [only, ...more] = years;
    if (only === undefined) return undefined;
    return { words, isOther: more.length === 0 && only !== this.year };
  }

  /** The heading over the table that is nearest and names a year. */
  over(blocks: readonly Block[], at: number): Saying | undefined {
    let looked = 0;
    for (let above = at - 1; above >= 0 && looked < MOST_CAPTIONS; above--) {
      const block = blocks[above];
      if (block?.kind !== "paragraph") return undefined;
      const lines = block.text.split("\n").filter((line) => line.trim() !== "");
      for (const line of lines.toReversed()) {
        const saying = this.saying(line);
        if (saying !== undefined) return saying;
        const words = foldText(line);
        // The heading of a section, and prose, end what stands over the table.
        const isSection = words.replace(this.section, "") !== words;
        if (words.length > LONGEST_CAPTION || PROSE.test(words) || isSection) return undefined;
        looked++;
      }
    }
    return undefined;
  }

  /** Lines of a table that stand under a heading `over` it, or a line of its own, that names another year. */
  under(table: Table, over: Saying | undefined): ReadonlyMap<number, string> {
    const other = new Map<number, string>();
    let current = over;
    table.rows.forEach((row, y) => {
      const [only, ...more] = row.filter(({ text }) => text.trim() !== "");
      if (only !== undefined && more.length === 0) current = this.saying(only.text) ?? current;
      if (current?.isOther) other.set(y, current.words);
    });
    return other;
  }

  /** Lines whose cell in a column of years, or beside the word for it, names another year. */
  beside(table: Table): ReadonlyMap<number, string> {
    const other = new Map<number, string>();
    const cells = table.rows.flat();
    const note = (from: number, to: number, words: string): void => {
      for (let y = from; y < to; y++) other.set(y, words);
    };
    const yearOf = (cell: Cell | undefined): number | undefined => {
      const year = ONLY_YEAR.exec(foldText(cell?.text ?? ""))?.[1];
      return year === undefined ? undefined : Number(year);
    };
    for (const head of cells) {
      if (head.row > HIGHEST_HEAD || !this.yearHeads.has(foldText(head.text))) continue;
      const below = cells.filter(
        (cell) => cell.column === head.column && cell.row > head.row && yearOf(cell) !== undefined,
      );
      for (const cell of below)
        if (yearOf(cell) !== this.year)
          note(cell.row - 1, cell.row - 1 + cell.rowSpan, `${foldText(head.text)} ${foldText(cell.text)}`);
      const next = cells.find(
        ({ row, column }) => row === head.row && column === head.column + head.columnSpan,
      );
      const year = below.length === 0 ? yearOf(next) : undefined;
      if (year !== undefined && year !== this.year)
        note(0, table.rows.length, `${foldText(head.text)} ${foldText(next?.text ?? "")}`);
    }
    return other;
  }
}

/** The document without the tables, and the lines of tables, that say they are of another year, and findings on each. */
export function listOwnTables(document: Document, year: number | null, catalog: Catalog): Outcome<Document> {
  if (year === null) return { value: document, findings: [] };
  const captions = new CaptionReader(catalog, year);
  const findings: Finding[] = [];
  const blocks = document.blocks.flatMap((block, at): Block[] => {
    if (block.kind === "paragraph") return [block];
    const under = captions.under(block, captions.over(document.blocks, at));
    const other = new Map([...under, ...captions.beside(block)]);
    const [words] = other.values();
    if (words === undefined) return [block];
    findings.push({
      code: "table-of-other-year",
      parameters: { year, words },
      origin: { document: document.sha256, table: block.index, row: 1, column: 1 },
    });
    if (other.size === block.rows.length) return [];
    const own = <T>(rows: readonly (readonly T[])[]): (readonly T[])[] =>
      rows.map((row, y) => (other.has(y) ? [] : row));
    return [{ ...block, rows: own(block.rows), ...(block.lines && { lines: own(block.lines) }) }];
  });
  return findings.length === 0 ? { value: document, findings } : { value: { ...document, blocks }, findings };
}
