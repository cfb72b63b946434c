import type { Catalog } from "../catalog/catalog.ts";
import type { Grid, Slot } from "../model.ts";
import { transpose } from "../tables/grid.ts";
import { lookOf } from "../tables/printed.ts";
import { type CollectedHead, pathOf } from "./collected-head.ts";
import { type GridRow, readRows } from "./grid-rows.ts";
import { foldText } from "./votes.ts";

/**
 * Tables with a column an agency and a row an indicator, the sum over the agencies last:
 *
 *   项目 | 余姚市财政局 | 余姚市教育局 | 总计
 *
 * Turned on their side they are tables of one row an agency.
 */

const HIGHEST_HEAD = 6;
const FEWEST_AGENCIES = 2;

interface AgencyHeads {
  readonly y: number;
  /** The first column of an agency: those before it name indicators. */
  readonly x: number;
  /** Whether every agency has one column. */
  readonly plain: boolean;
}

function readHeads(line: Grid["slots"][number], y: number, catalog: Catalog): AgencyHeads | undefined {
  const name = new RegExp(catalog.collected.agencyName, "u");
  const cells = new Map<Slot["cell"], { readonly x: number; readonly text: string }>();
  line.forEach((slot, x) => {
    if (slot !== undefined && !cells.has(slot.cell))
      cells.set(slot.cell, { x, text: foldText(slot.cell.text) });
  });
  const named = [...cells].filter(([, { x, text }]) => x > 0 && name.test(text));
  const [first] = named;
  const texts = new Set(named.map(([, { text }]) => text));
  if (first === undefined || texts.size < FEWEST_AGENCIES) return undefined;
  const plain = texts.size === named.length && named.every(([{ columnSpan }]) => columnSpan === 1);
  return { y, x: first[1].x, plain };
}

/** The row that names agencies, each over a column of its own. */
function findAgencyHeads(grid: Grid, catalog: Catalog): AgencyHeads | undefined {
  for (const [y, line] of grid.slots.slice(0, HIGHEST_HEAD).entries()) {
    const heads = readHeads(line, y, catalog);
    if (heads !== undefined) return heads;
  }
  return undefined;
}

/** Whether the columns of a grid are agencies: its totals are sums over them, and none of a form. */
export function namesAgenciesAcross(grid: Grid, catalog: Catalog): boolean {
  return findAgencyHeads(grid, catalog) !== undefined;
}

/** The table turned on its side; `undefined` where its columns are no agencies, or an agency has several. */
export function turn(
  grid: Grid,
  catalog: Catalog,
): { readonly rows: readonly GridRow[]; readonly head: CollectedHead } | undefined {
  const heads = findAgencyHeads(grid, catalog);
  if (heads === undefined || !heads.plain) return undefined;
  const rows = readRows(transpose(grid), lookOf(catalog.notation));
  const { y: agency, x: body } = heads;
  const columns = Array.from({ length: grid.slots.length - agency - 1 }, (_, at) => {
    const x = agency + 1 + at;
    return { x, path: pathOf(rows, 0, body, x, agency), role: undefined };
  });
  return { rows, head: { agency, body, columns, turned: true } };
}
