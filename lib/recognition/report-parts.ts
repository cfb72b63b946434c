import type { Catalog } from "../catalog/catalog.ts";
import type { Block, Document, Identity } from "../model.ts";
import { listGrids } from "../tables/grid.ts";
import { lookOf } from "../tables/printed.ts";
import { compileCues } from "./compiled-cues.ts";
import { findByName, identify } from "./identify.ts";
import { recognize } from "./recognize.ts";
import { foldText, type Named, readTitle } from "./votes.ts";

/**
 * The reports that stand one behind the other in one document. The title of another agency's report, or of another year's,
 * ends a report if tables of the forms stand before it and behind it; titles in lists of links have none between them.
 */

export interface ReportPart {
  /** The blocks of the report; what the head of the page says is the first report's alone. */
  readonly document: Document;
  readonly named: Named;
  /** The title it begins with; `null` of the first. */
  readonly title: string | null;
}

interface Title {
  readonly at: number;
  readonly agency: string | undefined;
  readonly year: string | undefined;
  readonly words: string;
}

const MOST_TITLE_LINES = 3;
const LONGEST_TITLE = 80;
/** A title with the spaces it is set with. */
const LONGEST_LINE = 400;

/** Titles that say their year, among the blocks `from` one `to` another. */
function listTitles({ blocks }: Document, from: number, to: number, catalog: Catalog): Title[] {
  const rules = compileCues(catalog.cues);
  const read = (at: number, text: string): Title | undefined => {
    if (text.length > LONGEST_TITLE) return undefined;
    const title = readTitle(text, rules);
    return title !== undefined && text.endsWith(title.words) && title.year !== undefined
      ? { at, agency: title.agency, year: title.year, words: title.words }
      : undefined;
  };
  const titles: Title[] = [];
  for (let at = from; at < to; at++) {
    let joined = "";
    let best: Title | undefined;
    for (const block of blocks.slice(at, at + MOST_TITLE_LINES)) {
      if (block.kind === "table" || block.text.length > LONGEST_LINE) break;
      joined += foldText(block.text);
      best ??= read(at, joined);
    }
    if (best === undefined) continue;
    const { words } = best;
    // The end of a title that is broken over lines is none by itself.
    const isTail = titles
      .slice(-MOST_TITLE_LINES)
      .some((title) => title.at > at - MOST_TITLE_LINES && title.words.endsWith(words));
    if (!isTail) titles.push(best);
  }
  return titles;
}

/** Whether two names may be of one agency: 财政局 and 余姚市财政局, 余姚市 and 余姚市人民政府. */
function isSame(one: string, other: string, catalog: Catalog): boolean {
  const ending = new RegExp(catalog.cues.governmentEnding, "u");
  const [a, b] = [one, other].map((name) => foldText(name).replace(ending, "").replaceAll("·", ""));
  if (a === undefined || b === undefined) return false;
  const known = findByName(one, catalog);
  return a.endsWith(b) || b.endsWith(a) || (known !== undefined && known === findByName(other, catalog));
}

function isOther(title: Title, { agency, year, evidence }: Identity, catalog: Catalog): boolean {
  if (year !== null && title.year !== undefined && Number(title.year) !== year) return true;
  if (title.agency === undefined) return false;
  const own = evidence.filter(
    ({ question, source }) => question === "agency" && (source === "title" || source === "heading"),
  );
  const names = [...(agency === null ? [] : [agency.name]), ...own.map(({ answer }) => answer)];
  return names.length > 0 && !names.some((name) => isSame(name, title.agency ?? "", catalog));
}

function holdsForm(document: Document, blocks: readonly Block[], catalog: Catalog): boolean {
  if (!blocks.some(({ kind }) => kind === "table")) return false;
  const grids = listGrids({ ...document, blocks }, lookOf(catalog.notation));
  return recognize(grids, catalog, document.sha256, null).value.some(({ bindings }) => bindings.length > 0);
}

/** The document itself where it holds one report. */
export function listReportParts(document: Document, named: Named, catalog: Catalog): readonly ReportPart[] {
  const { blocks } = document;
  const whole: ReportPart = { document, named, title: null };
  const firstTable = blocks.findIndex(({ kind }) => kind === "table");
  const lastTable = blocks.findLastIndex(({ kind }) => kind === "table");
  const titles = firstTable < 0 ? [] : listTitles(document, firstTable + 1, lastTable, catalog);
  if (titles.length === 0) return [whole];
  const site = document.metadata.filter(({ name }) => catalog.cues.metadata.site.includes(name));
  const partOf = (from: number, to: number, title: string | null): ReportPart => {
    const own = blocks.slice(from, to);
    return title === null
      ? { ...whole, document: { ...document, blocks: own } }
      : { document: { ...document, metadata: site, blocks: own }, named: { fileName: "" }, title };
  };
  const holds = [0, ...titles.map(({ at }) => at)].map((from, i) =>
    holdsForm(document, blocks.slice(from, titles[i]?.at), catalog),
  );
  const parts: ReportPart[] = [];
  let from = 0;
  let segment = 0;
  let title: string | null = null;
  titles.forEach((next, i) => {
    if (!holds.slice(segment, i + 1).includes(true) || !holds.slice(i + 1).includes(true)) return;
    const part = partOf(from, next.at, title);
    if (!isOther(next, identify(part.document, part.named, catalog).value, catalog)) return;
    parts.push(part);
    [from, segment, title] = [next.at, i + 1, next.words];
  });
  return parts.length === 0 ? [whole] : [...parts, partOf(from, blocks.length, title)];
}
