import type { Collected } from "../catalog/schema.ts";
import type { Cell, Grid } from "../model.ts";
import type { GridRow, RowCell } from "./grid-rows.ts";
import { keyOf } from "./label.ts";

/** The head of a table that lists agencies: which rows it takes, and what each column says of itself. */

export type Role = keyof Collected["roles"];

export interface HeadColumn {
  readonly x: number;
  /** Texts over the column from the outermost to the innermost. */
  readonly path: readonly string[];
  readonly role: Role | undefined;
}

export interface CollectedHead {
  readonly agency: number;
  /** Position of the first row below the head. */
  readonly body: number;
  readonly columns: readonly HeadColumn[];
  /** The rows are columns of the table as printed: not every one of them is an agency's. */
  readonly turned?: true;
}

const HIGHEST_HEAD = 20;
const LONGEST_HEAD = 40;
const MOST_HEAD_ROWS = 6;
/** Cells that may head a column of agencies, beyond which a table has no head. */
const MOST_HEADS = 6;

const plain = (text: string): string => keyOf(text).full.toLowerCase();

interface Cues {
  readonly roles: ReadonlyMap<string, Role>;
  /** Order in which agency heads are preferred. */
  readonly rank: ReadonlyMap<string, number>;
  readonly units: ReadonlySet<string>;
}

const compiled = new WeakMap<Collected, Cues>();

function compile(collected: Collected): Cues {
  const known = compiled.get(collected);
  if (known !== undefined) return known;
  const roles = new Map<string, Role>();
  for (const [role, words] of Object.entries(collected.roles) as [Role, readonly string[]][])
    for (const word of words) if (!roles.has(plain(word))) roles.set(plain(word), role);
  const cues = {
    roles,
    rank: new Map(collected.roles.agency.map((word, at) => [plain(word), at])),
    units: new Set(collected.roles.unit.map(plain)),
  };
  compiled.set(collected, cues);
  return cues;
}

/** A role by the head's own words; a note in brackets does not change it: 单位名称（盖章）. */
function roleOf(text: string, { roles }: Cues): Role | undefined {
  const { full, bare } = keyOf(text);
  return roles.get(full.toLowerCase()) ?? roles.get(bare.toLowerCase());
}

const isEmpty = (cell: RowCell | undefined): boolean => cell === undefined || cell.kind === "blank";

/** Whether a row above or below the agency's head belongs to the head. */
function isHeadRow(row: GridRow, x: number, head: RowCell): boolean {
  const at = row.at[x];
  return row.figures === 0 && row.labels > 0 && (isEmpty(at) || at?.slot.cell === head.slot.cell);
}

function findExtent(
  rows: readonly GridRow[],
  y: number,
  x: number,
  head: RowCell,
): readonly [number, number] {
  const isHead = (at: number): boolean => {
    const row = rows[at];
    return row !== undefined && isHeadRow(row, x, head);
  };
  let top = y;
  while (top > 0 && y - top < MOST_HEAD_ROWS && isHead(top - 1)) top--;
  let body = y + 1;
  while (body - y < MOST_HEAD_ROWS && isHead(body)) body++;
  return [top, body];
}

/** Where the file lost its merges, a group's head stands over its first column only and goes on to the right. */
function groupAt(
  rows: readonly GridRow[],
  y: number,
  x: number,
  agency: number,
  body: number,
): RowCell | undefined {
  const row = rows[y];
  if (row === undefined || row.cells.some(({ from, to, kind }) => kind === "label" && to > from))
    return undefined;
  const below = rows.slice(y + 1, body);
  if (!below.some((other) => !isEmpty(other.at[x]))) return undefined;
  for (let at = x; at > agency; at--) {
    const cell = row.at[at];
    if (isEmpty(cell)) continue;
    return below.some((other) => !isEmpty(other.at[at])) ? cell : undefined;
  }
  return undefined;
}

export function pathOf(
  rows: readonly GridRow[],
  top: number,
  body: number,
  x: number,
  agency: number,
): string[] {
  const path: RowCell[] = [];
  for (let y = top; y < body; y++) {
    const printed = rows[y]?.at[x];
    const cell = isEmpty(printed) && x > agency ? groupAt(rows, y, x, agency, body) : printed;
    if (cell !== undefined && cell.kind !== "blank" && cell.slot.cell !== path.at(-1)?.slot.cell)
      path.push(cell);
  }
  return path.map(({ slot }) => slot.cell.text);
}

/** Roles of an inner head hold wherever it stands; 数量 and 指标 are roles only of a head that stands alone. */
const INNER: readonly Role[] = ["agency", "year", "scope", "region", "ignored"];

function readColumn(path: readonly string[], x: number, agency: number, cues: Cues): HeadColumn {
  const role = roleOf(path.at(-1) ?? "", cues);
  const holds = role !== undefined && (path.length === 1 || INNER.includes(role));
  if (x === agency) return { x, path, role: "agency" };
  // 单位 beside the agencies' own column is the unit of the figures.
  if (holds && cues.units.has(plain(path.at(-1) ?? ""))) return { x, path, role: "unit" };
  return { x, path, role: holds ? role : undefined };
}

/** Whether anything at the top of the grid could head a column of agencies. */
export function hasAgencyHead(grid: Grid, collected: Collected): boolean {
  const { rank } = compile(collected);
  return grid.slots
    .slice(0, HIGHEST_HEAD)
    .some((row) => row.some((slot) => slot !== undefined && isAgencyHead(slot.cell.text, rank)));
}

function isAgencyHead(text: string, rank: Cues["rank"]): boolean {
  if (text.length > LONGEST_HEAD) return false;
  const { full, bare } = keyOf(text);
  return rank.has(full.toLowerCase()) || rank.has(bare.toLowerCase());
}

/** Heads that the grid may have, the likeliest first. */
export function listHeads(rows: readonly GridRow[], width: number, collected: Collected): CollectedHead[] {
  const cues = compile(collected);
  const found: { y: number; cell: RowCell; rank: number }[] = [];
  const met = new Set<Cell>();
  for (const [y, row] of rows.slice(0, HIGHEST_HEAD).entries())
    for (const cell of row.cells) {
      if (cell.kind !== "label" || cell.from !== cell.to) continue;
      const rank = cues.rank.get(cell.key.full.toLowerCase()) ?? cues.rank.get(cell.key.bare.toLowerCase());
      if (rank === undefined || met.has(cell.slot.cell)) continue;
      met.add(cell.slot.cell);
      found.push({ y, cell, rank });
    }
  return found
    .sort((a, b) => a.rank - b.rank || a.y - b.y)
    .slice(0, MOST_HEADS)
    .map(({ y, cell }) => {
      const [top, body] = findExtent(rows, y, cell.from, cell);
      const columns = Array.from({ length: width }, (_, x) =>
        readColumn(pathOf(rows, top, body, x, cell.from), x, cell.from, cues),
      );
      return { agency: cell.from, body, columns };
    });
}
