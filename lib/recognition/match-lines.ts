import type { Grid } from "../model.ts";
import { arrangeLines } from "./arrange-lines.ts";
import { hasEmptyCells } from "./empty-lines.ts";
import type { GridMatch } from "./grid-match.ts";
import { readRows } from "./grid-rows.ts";
import { type LineRows, listLineRows } from "./line-rows.ts";
import { matchGrid } from "./match-grid.ts";
import { idOf, isConvincing, noteHeaded, type Recognizer } from "./recognizer.ts";
import { goesRowByRow } from "./row-by-row.ts";
import type { Template } from "./template.ts";
import { matchUnmerged } from "./unmerged-lines.ts";

/**
 * Matches of lines that tell no columns, arranged anew for every form. Editions print most rows of a table alike: what
 * the one leaves out whose labels are there is no other's.
 */
export function matchLines(lines: Grid, recognizer: Recognizer): GridMatch[] {
  const { templates, units, look, headed, verified, rowByRow, suppose, emptyCells } = recognizer;
  const unmerged = matchUnmerged(lines, recognizer);
  const list = (template: Template): LineRows =>
    lines.lines === undefined
      ? { rows: [], spaced: false }
      : listLineRows(lines.lines, template, { look, units, emptyCells: emptyCells.size > 0 });
  const first = templates.map((template) => {
    const { rows, spaced } = list(template);
    if (goesRowByRow(rows, template)) rowByRow.add(idOf(template));
    if (spaced && hasEmptyCells(rows)) emptyCells.add(idOf(template));
    return { template, rows, spaced };
  });
  const listed = first.map((one) =>
    one.spaced || emptyCells.size === 0 ? one : { ...one, ...list(one.template) },
  );
  const arranged = listed.map(({ template, rows }) => {
    const headless = !headed.has(idOf(template));
    const context = { headless, verified, rowByRow: rowByRow.size > 0, suppose };
    return { template, headless, ...arrangeLines(lines, rows, template, context) };
  });
  const matches = arranged.flatMap(({ template, headless, grid, labelled }) => {
    if (unmerged.some((whole) => whole.template.table.id === template.table.id)) return [];
    const isOther = arranged.some(
      (other) => other.template.table.id === template.table.id && other.labelled > labelled,
    );
    if (grid === undefined || isOther) return [];
    const match = matchGrid(grid, template, readRows(grid, look), { units, headless });
    return isConvincing(match) ? [match] : [];
  });
  noteHeaded([...unmerged, ...matches], recognizer);
  // Of editions with as many labels none is better for what it could prove: their years decide.
  const scoreOf = ({ template }: GridMatch): number =>
    Math.max(
      ...matches.filter((one) => one.template.table.id === template.table.id).map(({ score }) => score),
    );
  return [...unmerged, ...matches.map((match) => ({ ...match, score: scoreOf(match) }))];
}
