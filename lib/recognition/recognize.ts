import type { Catalog } from "../catalog/catalog.ts";
import type { Finding, Grid, Match, Origin } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { transpose } from "../tables/grid.ts";
import { type Look, lookOf } from "../tables/printed.ts";
import type { BoundCell, GridMatch, GridNote } from "./grid-match.ts";
import { type GridRow, readRows } from "./grid-rows.ts";
import { squeezeLabel } from "./label.ts";
import { matchGrid } from "./match-grid.ts";
import { matchLines } from "./match-lines.ts";
import { idOf, isConvincing, noteHeaded, type Recognizer } from "./recognizer.ts";
import { listTemplates, type Template } from "./template.ts";

/** Which official tables a document holds. The edition is found per table, never from the year of the report. */

export interface RecognizedMatch extends Match {
  readonly bindings: readonly BoundCell[];
}

const FEWEST_COLUMNS = 4;
const THIS_YEAR = "本年";
/** Statistical tables turned on their side have no more rows than the form has columns and heads. */
const MOST_TURNED_ROWS = 60;

/**
 * The templates whose labels the grid prints: most grids concern one or two, and those far behind the best are left out
 * unless the grid prints most of their own labels (several forms on one sheet).
 */
function listLikely(rows: readonly GridRow[], templates: readonly Template[]): readonly Likely[] {
  const keys = new Set<string>();
  for (const row of rows)
    for (const cell of row.cells) if (cell.kind === "label") keys.add(cell.key.full).add(cell.key.bare);
  const likely = templates.map((template) => {
    let hits = 0;
    let printed = 0;
    for (const key of keys) {
      const isHead = template.headKeys.has(key);
      if (isHead || template.rowsByLeaf.has(key)) hits++;
      if (isHead || template.rowKeys.has(key)) printed++;
    }
    return { template, hits, printed };
  });
  const most = Math.max(...likely.map(({ hits }) => hits));
  return likely
    .filter(({ hits, template }) => hits > 0 && (hits >= most / 3 || hits > template.labels / 2))
    .sort((one, other) => other.hits - one.hits);
}

interface Likely {
  readonly template: Template;
  /** Labels of rows and columns of the template that the grid prints. */
  readonly hits: number;
  /** The same with the labels of groups of rows. */
  readonly printed: number;
}

/** Whether the match leaves nothing over, of the form or of the grid. */
function isWhole(match: GridMatch, rows: readonly GridRow[]): boolean {
  if (match.bound.length < match.template.cells.length) return false;
  const bound = new Set(match.bound.map(({ slot }) => slot.cell));
  return rows.every((row) => row.cells.every((cell) => !cell.figure || bound.has(cell.slot.cell)));
}

/** Share of the figures that an edition must bind to be the one that prints more of the grid's labels. */
const NEARLY_ALL = 0.9;

/** Whether another edition of the same table prints more labels of the grid, and binds hardly less of it. */
function isNearer(other: Likely & { match: GridMatch }, one: Likely & { match: GridMatch }): boolean {
  const isSame = other.template.table.id === one.template.table.id;
  return isSame && other.printed > one.printed && other.match.score >= one.match.score * NEARLY_ALL;
}

function matchLikely(grid: Grid, recognizer: Recognizer): GridMatch[] {
  const { templates, units, look, headed } = recognizer;
  const rows = readRows(grid, look);
  const found: (Likely & { readonly match: GridMatch })[] = [];
  let whole: number | undefined;
  for (const likely of listLikely(rows, templates)) {
    const { template, hits } = likely;
    // Once a form fits without remainder only one that prints as many of its labels can fit as well.
    if (whole !== undefined && hits < whole) break;
    const match = matchGrid(grid, template, rows, { units, headless: !headed.has(idOf(template)) });
    if (!isConvincing(match)) continue;
    found.push({ ...likely, match });
    if (isWhole(match, rows)) whole ??= hits;
  }
  const matches = found
    .filter((one) => !found.some((other) => isNearer(other, one)))
    .map(({ match }) => match);
  noteHeaded(matches, recognizer);
  return matches;
}

/** Matches of a grid as it stands, else with rows and columns exchanged. */
function matchBest(grid: Grid, recognizer: Recognizer): GridMatch[] {
  if (grid.lines !== undefined) return matchLines(grid, recognizer);
  const matches = matchLikely(grid, recognizer);
  const turnable = grid.width > 1 && grid.slots.length > 1 && grid.slots.length <= MOST_TURNED_ROWS;
  if (matches.length > 0 || !turnable) return matches;
  return matchLikely(transpose(grid), recognizer).filter((match) => match.bound.length >= FEWEST_COLUMNS);
}

/** Best first; what a better match has bound is no longer to be had. */
function claim(matches: readonly GridMatch[], weight: (match: GridMatch) => number): GridMatch[] {
  const claimed = new Set<BoundCell["slot"]["cell"]>();
  const accepted: GridMatch[] = [];
  if (matches.length < 2) return [...matches];
  for (const match of matches.toSorted((a, b) => weight(b) - weight(a))) {
    const free = match.bound.filter((cell) => !claimed.has(cell.slot.cell));
    if (free.length < match.bound.length / 2) continue;
    accepted.push({ ...match, bound: free });
    for (const cell of free) claimed.add(cell.slot.cell);
  }
  return accepted;
}

/**
 * Tables that two editions print alike (table four of 2019 and 2021, a table cut short) go with the edition that is
 * both found elsewhere in the document and in force in the report's year, then with the one found elsewhere.
 */
function weighEditions(all: readonly GridMatch[][], year: number | null): (match: GridMatch) => number {
  const found = new Map<string, number>();
  for (const matches of all) {
    const best = Math.max(0, ...matches.map((match) => match.score));
    const [only, ...more] = matches.filter((match) => match.score === best);
    if (only !== undefined && more.length === 0) {
      const { id } = only.template.edition;
      found.set(id, (found.get(id) ?? 0) + best);
    }
  }
  const most = Math.max(1, ...found.values());
  return ({ template: { edition }, score }) => {
    const cells = found.get(edition.id) ?? 0;
    const inForce = year !== null && edition.firstYear <= year && (edition.lastYear ?? year) >= year;
    return score + (Number(cells > 0) + Number(inForce) + cells / most / 2) / 1000;
  };
}

function originOf(document: string, note: GridNote): Origin {
  const { cell, table } = note.slot;
  return {
    document,
    table,
    row: cell.row,
    column: cell.column,
    ...(cell.place.offset === undefined ? {} : { offset: cell.place.offset }),
    ...(cell.place.path === undefined ? {} : { path: cell.place.path }),
    ...(cell.place.page === undefined ? {} : { page: cell.place.page }),
  };
}

function explain(document: string, note: GridNote): Finding {
  const origin = originOf(document, note);
  switch (note.kind) {
    case "row-unknown":
    case "row-realigned":
    case "row-slipped":
    case "column-unknown":
      return { code: note.kind, parameters: { label: squeezeLabel(note.text) }, origin };
    case "label-approximate":
      return { code: note.kind, parameters: { printed: squeezeLabel(note.text), label: note.label }, origin };
    case "columns-by-position":
      return { code: note.kind, parameters: { table: "" }, origin };
    case "cell-merged":
    case "cell-ambiguous":
      return {
        code: note.kind,
        parameters: {
          printed: squeezeLabel(note.slot.cell.text),
          label: note.cell.label,
          member: note.cell.memberLabel,
          count: note.count,
        },
        origin,
      };
  }
}

/** Parts of one table, found in several grids, as one match; of two different figures for one cell neither is known to be the report's. */
function merge(parts: readonly GridMatch[]): Outcome<RecognizedMatch | undefined> {
  const [first] = parts;
  if (first === undefined) return { value: undefined, findings: [] };
  const { template } = first;
  const bindings = new Map<BoundCell["key"], BoundCell>();
  const repeated = new Set<BoundCell["key"]>();
  for (const cell of parts.flatMap((part) => part.bound)) {
    const earlier = bindings.get(cell.key);
    if (earlier === undefined) bindings.set(cell.key, cell);
    else if (squeezeLabel(earlier.slot.cell.text) !== squeezeLabel(cell.slot.cell.text))
      repeated.add(cell.key);
  }
  for (const key of repeated) bindings.delete(key);
  // Where no national form stood behind the table, the rows it has are what it should have.
  const found = new Set([...bindings.keys(), ...repeated].map((cell) => cell.indicator));
  const due = template.cells.filter(
    (cell) => template.edition.labels === "fixed" || found.has(cell.indicator),
  );
  const value: RecognizedMatch = {
    edition: template.edition.id,
    table: template.table.id,
    grids: parts.map((part) => part.grid),
    bindings: [...bindings.values()],
    missing: due.filter((cell) => !bindings.has(cell)),
    expected: due.length,
  };
  const findings: Finding[] = [];
  const names = { edition: template.edition.id, table: template.table.id };
  if (repeated.size > 0)
    findings.push({ code: "table-repeated", parameters: { ...names, count: repeated.size } });
  return { value, findings };
}

/** Labels that name the year of the report for 本年, which forms leave to be filled in. */
function inYear(look: Look, year: number | null): Look {
  if (year === null) return look;
  const named = new RegExp(`${year}\\s*年度?(?=\\p{Script=Han}{2})`, "u");
  return { ...look, simplify: (text) => look.simplify(text).replace(named, THIS_YEAR) };
}

/** Where a table begins in its document: by table, then by row. */
function firstPlace({ bindings }: RecognizedMatch): number {
  const places = bindings.map(({ slot }) => slot.table * 1_000_000 + slot.cell.row);
  return Math.min(...places);
}

/**
 * Finds the official tables among the grids. Findings list what the forms do not know; what was not found is for
 * completeness.ts to say.
 * `document` is the hash findings point to; `year` decides only between editions that print a table alike. `suppose`: heads
 * whose order lines do not tell for certain are taken in it, for the sums of their table to decide.
 */
export function recognize(
  grids: readonly Grid[],
  catalog: Catalog,
  document: string,
  year: number | null,
  suppose = false,
): Outcome<readonly RecognizedMatch[]> {
  const recognizer: Recognizer = {
    headed: new Set(),
    verified: new Map(),
    rowByRow: new Set(),
    suppose,
    emptyCells: new Set(),
    templates: listTemplates(catalog),
    units: new Set(catalog.units.flatMap((unit) => unit.printed)),
    look: inYear(lookOf(catalog.notation), year),
  };
  const all = grids.map((grid) => matchBest(grid, recognizer));
  const weigh = weighEditions(all, year);
  const accepted = all.flatMap((matches) => claim(matches, weigh));
  const parts = new Map<string, GridMatch[]>();
  for (const match of accepted) {
    const id = idOf(match.template);
    parts.set(id, [...(parts.get(id) ?? []), match]);
  }
  const merged = [...parts.values()].map(merge);
  const findings = accepted.flatMap((match) => match.notes.map((note) => explain(document, note)));
  return {
    value: merged
      .flatMap((outcome) => (outcome.value === undefined ? [] : [outcome.value]))
      .sort((a, b) => firstPlace(a) - firstPlace(b)),
    findings: [
      ...findings.map((finding) => withTable(finding, accepted)),
      ...merged.flatMap((outcome) => outcome.findings),
    ],
  };
}

/** Findings on a whole table name it. */
function withTable(finding: Finding, accepted: readonly GridMatch[]): Finding {
  if (finding.code !== "columns-by-position") return finding;
  const match = accepted.find((candidate) => candidate.grid.table === finding.origin?.table);
  return {
    ...finding,
    parameters: { edition: match?.template.edition.id ?? "", table: match?.template.table.id ?? "" },
  };
}
