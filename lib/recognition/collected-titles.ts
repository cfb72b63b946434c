import type { Catalog } from "../catalog/catalog.ts";
import type { Document, Finding, Grid, Identity, Vote } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { compileCues } from "./compiled-cues.ts";
import { foldText, type Named } from "./votes.ts";
import { isConcluded, periodVotes, withoutOtherYears } from "./year-votes.ts";

/** What stands over a table that lists agencies: its title, the year it is of, and who collected it. */

export interface TableTitles {
  readonly title: string | null;
  readonly year: number | null;
  /** What names the year; `undefined` where nothing does. */
  readonly yearVote: Vote | undefined;
  /** What there is to say of a year that is of the document as a whole. */
  readonly yearFindings: readonly Finding[];
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

/** A vote for each line above the table and year that it names. */
function votesAbove(above: readonly string[], { cues }: Catalog): Vote[] {
  const rules = compileCues(cues);
  return above.flatMap((text): Vote[] => {
    const left = withoutOtherYears(text, rules);
    const years = yearsIn(left);
    const named = years.map((year): Vote => {
      return { question: "year", source: "heading", answer: String(year), weight: 3, words: text };
    });
    return named.length > 0 ? named : periodVotes(left, rules).map((vote) => ({ ...vote, words: text }));
  });
}

/** The weightiest words for the year a document is of, those that name it before those it is concluded from. */
function findYearVote({ year, evidence }: Identity): Vote | undefined {
  return evidence
    .filter(({ question, answer }) => question === "year" && answer === String(year))
    .sort((a, b) => Number(isConcluded(a)) - Number(isConcluded(b)) || b.weight - a.weight)[0];
}

/** `undefined` for a table that does not cover a year. The year `ofDocument` counts where nothing near the table tells. */
export function findTableTitles(
  document: Document,
  grid: Grid,
  file: Named,
  catalog: Catalog,
  ofDocument: Outcome<Identity>,
): TableTitles | undefined {
  const { collected, cues } = catalog;
  const above = textsAbove(document, grid);
  const fileName = foldText(file.fileName.replace(/^.*[\\/]/, "").replace(/\.\w{1,5}$/, ""));
  const partYear = new RegExp(collected.partYear, "u");
  const metadata = document.metadata.filter(({ name }) => cues.metadata.title.includes(name));
  const titles = metadata.map(({ content }) => foldText(content));
  if ([...above, ...titles, fileName].some((text) => partYear.test(text))) return undefined;
  const near = votesAbove(above, catalog);
  const answers = new Set(near.map(({ answer }) => answer));
  const fromDocument = answers.size === 0;
  const [only] = answers;
  const year = fromDocument ? ofDocument.value.year : answers.size === 1 ? Number(only) : null;
  const site = document.metadata.find(({ name }) => cues.metadata.site.includes(name))?.content;
  const collector = [...above, ...titles, fileName]
    .map((text) => new RegExp(collected.collector, "u").exec(text)?.groups?.agency)
    .find((agency) => agency !== undefined);
  return {
    title: near[0]?.words ?? above[0] ?? null,
    year,
    yearVote: fromDocument ? findYearVote(ofDocument.value) : near[0],
    yearFindings: fromDocument ? ofDocument.findings.filter(({ code }) => code === "year-from-date") : [],
    collector: collector ?? (site === undefined ? undefined : foldText(site)),
  };
}
