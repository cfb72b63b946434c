import { fill, messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import { findingText } from "@/lib/catalog/finding-text.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { cellAnchor } from "@/lib/exports/form-markup.ts";
import type { Origin } from "@/lib/model.ts";
import type { Explanation, StoredFinding } from "@/lib/views.ts";

/** A finding with its number on the page and its sentence in the reader's language. */
export interface NumberedFinding {
  readonly number: number;
  readonly finding: StoredFinding;
  readonly message: string;
  readonly remedy: string;
  /** Of a failed check that somebody has explained. */
  readonly explanation?: Explanation | undefined;
}

const ORDER = ["error", "warning", "info"];

/** The gravest first; within a severity in the order of the reading. */
export function numberFindings(
  findings: readonly StoredFinding[],
  catalog: Catalog,
  lang: Language,
  explanations: ReadonlyMap<string, Explanation> = new Map(),
): readonly NumberedFinding[] {
  return findings
    .toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
    .map((finding, index) => ({
      number: index + 1,
      finding,
      ...findingText(catalog, finding, lang),
      explanation: explanations.get(`${finding.check} ${finding.instance}`),
    }));
}

/** Numbers of the findings by the anchor of the cells they touch: of a failed check, every term in this document. */
export function findingsByCell(findings: readonly NumberedFinding[]): ReadonlyMap<string, readonly number[]> {
  const byCell = new Map<string, number[]>();
  for (const { number, finding } of findings) {
    const { origin, detail } = finding;
    if (!origin) continue;
    const own = (detail?.operands ?? []).filter(({ document }) => document === origin.document);
    for (const anchor of new Set([origin, ...own].map(cellAnchor)))
      byCell.set(anchor, [...(byCell.get(anchor) ?? []), number]);
  }
  return byCell;
}

/** Where the original of a cell is shown; `undefined` where it is not held. */
export type OriginalOf = (
  origin: Pick<Origin, "document" | "table" | "row" | "column">,
) => string | undefined;

/** The place of a cell in the view of its original, which is the same in both languages. */
export const originalAt: OriginalOf = (origin) => `/documents/${origin.document}/view#${cellAnchor(origin)}`;

/** The place of a cell in words: page, table, row and column. */
export function placeWords({ table, row, column, page }: Origin, lang: Language): string {
  const { notice } = messages(lang).quality;
  return `${page === undefined ? "" : fill(notice.page, { page })}${fill(notice.place, { table, row, column })}`;
}
