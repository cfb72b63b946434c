import type { Edition } from "../catalog/schema.ts";
import type { ReportFigures, TableFigures } from "./figures.ts";
import { type FormLayout, layTable } from "./forms.ts";
import { groupThousands, toFullWidth } from "./numerals.ts";
import phrases from "./phrases.json" with { type: "json" };
import { splitSheet, unmergeSheet } from "./seams.ts";
import type { Sheet } from "./sheet.ts";

/** How the forms are laid out, whatever file they go into; all of it can be declared in JSON. */
export interface ManuscriptLayout {
  readonly blocks?: FormLayout["blocks"];
  readonly rowOrder?: number;
  readonly columnOrder?: number;
  readonly columnLabels?: FormLayout["columnLabels"];
  readonly labelSpaces?: boolean;
  readonly blank?: string;
  readonly digits?: "ascii" | "full-width";
  readonly thousands?: boolean;
  readonly merges?: "kept" | "lost";
  /** Table id → rows above the page break. */
  readonly splitAfter?: Readonly<Record<string, number>>;
  readonly seam?: "blank" | "repeated";
  /** Paragraphs of text between the sections. */
  readonly prose?: boolean;
}

/** Who reports, and what the file says of itself. */
export interface ReportFace {
  readonly agency: string;
  readonly siteName?: string;
  readonly notices: readonly string[];
  /** Year printed in the period sentence; another than the report's shows a slip of the pen. */
  readonly periodYear?: number;
  /** Paragraphs behind the period sentence. */
  readonly opening?: readonly string[];
  /** Paragraphs of each section that has no table, in the order of the form; elsewhere it is said that they are left out. */
  readonly sections?: readonly (readonly string[])[];
}

export type Piece =
  | { readonly kind: "heading" | "paragraph"; readonly text: string }
  | { readonly kind: "sheet"; readonly sheet: Sheet };

/** A report as a sequence of paragraphs and tables, before it is printed into a file of some format. */
export interface Manuscript {
  readonly title: string;
  readonly agency: string;
  readonly notices: readonly string[];
  /** The line that says when it was published, where that is known. */
  readonly published?: string;
  readonly pieces: readonly Piece[];
}

function formLayout(layout: ManuscriptLayout): FormLayout {
  const { blocks, rowOrder, columnOrder, columnLabels, blank } = layout;
  const numerals = (printed: string) => {
    const grouped = layout.thousands ? groupThousands(printed) : printed;
    return layout.digits === "full-width" ? toFullWidth(grouped) : grouped;
  };
  // A space between all characters, as in headings that are stretched to a column's width.
  const labels = (printed: string) => (layout.labelSpaces ? [...printed].join(" ") : printed);
  return {
    ...(blocks && { blocks }),
    ...(rowOrder && { rowOrder }),
    ...(columnOrder && { columnOrder }),
    ...(columnLabels && { columnLabels }),
    ...(blank && { blank }),
    numerals,
    labels,
  };
}

function layFigures(
  table: TableFigures,
  editions: readonly Edition[],
  layout: ManuscriptLayout,
): readonly Sheet[] {
  const template = editions
    .find((edition) => edition.id === table.edition)
    ?.tables.find((candidate) => candidate.id === table.table);
  if (!template) throw new Error(`the catalog has no table ${table.edition}/${table.table}`);
  const sheets = layTable(template, table, formLayout(layout));
  const after = layout.splitAfter?.[table.table];
  const parts = after
    ? sheets.flatMap((sheet) =>
        sheet.length > after ? splitSheet(sheet, after, layout.seam ?? "blank") : [sheet],
      )
    : sheets;
  return layout.merges === "lost" ? parts.map(unmergeSheet) : parts;
}

interface FormPhrases {
  readonly before: readonly string[];
  readonly headings: Readonly<Record<string, string>>;
  readonly after: readonly string[];
}

const FORMS: Readonly<Record<string, FormPhrases>> = phrases.forms;

function isStandalone(table: TableFigures): boolean {
  return table.table === "statistics" || table.table === "annex";
}

/** The sections of the form in order: heading, and the table under it where it has one. */
function listSections(report: ReportFigures): readonly { heading: string; table?: TableFigures }[] {
  const form = FORMS[report.tables[0]?.edition ?? ""];
  const mixed = report.tables.some((table) => !isStandalone(table));
  const tables = report.tables.map((table) => ({
    heading:
      mixed && isStandalone(table)
        ? phrases.mixedHeading
        : (FORMS[table.edition]?.headings[table.table] ?? ""),
    table,
  }));
  const bare = (heading: string) => ({ heading });
  const sections = [...(form?.before ?? []).map(bare), ...tables, ...(form?.after ?? []).map(bare)];
  if (!mixed) return sections;
  return sections.map(({ heading, ...rest }, index) => ({
    heading: phrases.numbered
      .replace("{numeral}", phrases.numerals[index] ?? "")
      .replace("{heading}", heading),
    ...rest,
  }));
}

/** The paragraphs and tables of a report in the order of its form. */
export function compose(
  report: ReportFigures,
  face: ReportFace,
  editions: readonly Edition[],
  layout: ManuscriptLayout,
): Manuscript {
  const year = String(face.periodYear ?? report.year);
  const paragraph = (text: string): Piece => ({ kind: "paragraph", text });
  const pieces: Piece[] = [paragraph(phrases.period.replace("{from}", year).replace("{to}", year))];
  pieces.push(...(face.opening ?? []).map(paragraph));
  const omitted = layout.prose ? phrases.prose : [phrases.omitted];
  let untabled = 0;
  const sections = listSections(report);
  for (const { heading, table } of sections) {
    pieces.push({ kind: "heading", text: heading });
    if (!table) {
      pieces.push(...(face.sections?.[untabled] ?? omitted).map(paragraph));
      untabled += 1;
    }
    if (table && sections.length === 1) {
      pieces.push(paragraph(phrases.annexYear.replace("{year}", String(report.year))));
      pieces.push(paragraph(phrases.reportingUnit.replace("{agency}", face.agency)));
    }
    if (!table) continue;
    for (const sheet of layFigures(table, editions, layout)) pieces.push({ kind: "sheet", sheet });
  }
  const { published } = report.source;
  return {
    title: report.title,
    agency: face.agency,
    notices: face.notices,
    ...(published && { published: phrases.time.replace("{published}", published) }),
    pieces,
  };
}

/** All that stands before the sections: title, date, notices. */
export function listOpening({ title, published, notices }: Manuscript): readonly string[] {
  return [title, ...(published ? [published] : []), ...notices];
}
