import type { Catalog } from "../catalog/catalog.ts";
import type { Document } from "../model.ts";
import { foldText, paragraphsOf } from "./votes.ts";

/** Headings are short. */
const LONGEST_HEADING = 40;

/** Paragraphs, and cells: worksheets and separated values have their headings in cells. */
const textsOf = (document: Document): string[] => [
  ...paragraphsOf(document),
  ...document.blocks.flatMap((block) =>
    block.kind === "table" ? block.rows.flatMap((row) => row.map(({ text }) => text)) : [],
  ),
];

/** Ids of the sections of the form whose headings the document has, in the catalog's order. */
export function listSections(document: Document, { sections }: Pick<Catalog, "sections">): string[] {
  const number = new RegExp(sections.number, "u");
  const headings = textsOf(document)
    .flatMap((paragraph) => paragraph.split("\n"))
    .map(foldText)
    .filter((line) => line.length <= LONGEST_HEADING)
    .map((line) => line.replace(number, ""));
  return sections.list
    .filter(({ pattern }) => {
      const heading = new RegExp(pattern, "u");
      return headings.some((line) => heading.test(line));
    })
    .map(({ id }) => id);
}
