import type { Catalog } from "../catalog/catalog.ts";
import type { Document, Grid, Vote } from "../model.ts";
import { foldText, type Named } from "./votes.ts";

/** What stands over a table that lists agencies: its title, the year it is of, and who collected it. */

export interface TableTitles {
  readonly title: string | null;
  readonly year: number | null;
  readonly yearSource: Vote["source"];
  readonly yearWords: string;
  /** The region or government whose agencies the table lists. */
  readonly collector: string | undefined;
}

/** Paragraphs right above a table in which its title may stand. */
const MOST_TITLES = 6;
const LONGEST_TITLE = 120;
/** A year that is no part of a date or of a document's number. */
const YEAR = /(?<!\d)(20[0-3]\d)(?!\d)(?!年\d{1,2}月)(?![-/.]\d{1,2}[-/.]\d)(?![\]〕])/g;

const yearsIn = (text: string): number[] => [...text.matchAll(YEAR)].map(([, year]) => Number(year));

function sheetNameOf(path: string | undefined): string | undefined {
  const name = path?.slice(0, Math.max(0, path.lastIndexOf("!"))).replace(/^'|'$/g, "");
  return name === "" ? undefined : name;
}

function textsAbove(document: Document, grid: Grid): string[] {
  const at = document.blocks.findIndex((block) => block.kind === "table" && block.index === grid.table);
  const texts: string[] = [];
  for (let above = at - 1; above >= 0 && texts.length < MOST_TITLES; above--) {
    const block = document.blocks[above];
    if (block?.kind !== "paragraph") break;
    if (block.text.length <= LONGEST_TITLE) texts.unshift(foldText(block.text));
  }
  const table = document.blocks[at];
  const sheet = sheetNameOf(table?.place.path);
  return sheet === undefined || texts.includes(foldText(sheet)) ? texts : [foldText(sheet), ...texts];
}

/** `undefined` for a table that does not cover a year. `yearOfDocument` counts where nothing near the table tells. */
export function findTableTitles(
  document: Document,
  grid: Grid,
  file: Named,
  catalog: Catalog,
  yearOfDocument: number | null,
): TableTitles | undefined {
  const { collected, cues } = catalog;
  const above = textsAbove(document, grid);
  const fileName = foldText(file.fileName.replace(/^.*[\\/]/, "").replace(/\.\w{1,5}$/, ""));
  const partYear = new RegExp(collected.partYear, "u");
  const metadata = document.metadata.filter(({ name }) => cues.metadata.title.includes(name));
  const titles = metadata.map(({ content }) => foldText(content));
  if ([...above, ...titles, fileName].some((text) => partYear.test(text))) return undefined;
  const near = new Set(above.flatMap(yearsIn));
  const [only] = near;
  const year = near.size === 1 && only !== undefined ? only : near.size > 1 ? null : yearOfDocument;
  const site = document.metadata.find(({ name }) => cues.metadata.site.includes(name))?.content;
  const collector = [...above, ...titles, fileName]
    .map((text) => new RegExp(collected.collector, "u").exec(text)?.groups?.agency)
    .find((agency) => agency !== undefined);
  return {
    title: above.find((text) => yearsIn(text).length > 0) ?? above[0] ?? null,
    year,
    yearSource: near.size === 1 ? "heading" : "title",
    yearWords: above.find((text) => yearsIn(text).length > 0) ?? fileName,
    collector: collector ?? (site === undefined ? undefined : foldText(site)),
  };
}
