import { keyOf } from "./label.ts";
import type { LineRow } from "./line-rows.ts";
import type { Template } from "./template.ts";

/** Whether lines go through a table cell by cell, so that a merged cell stands where it begins. */

const FEWEST_ROWS = 3;
const FEWEST_GROUPS = 2;
/** Of labels, which hold no end of a line. */
const SEPARATOR = "\n";

/** Labels over several rows that are no row's own, by the path to them. */
function listGroups({ rows }: Template): ReadonlyMap<string, number> {
  const own = new Set(rows.map(({ row }) => row.path.map(({ zh }) => zh).join(SEPARATOR)));
  const sizes = new Map<string, number>();
  for (const { row } of rows) {
    for (let depth = 1; depth < row.path.length; depth++) {
      const path = row.path
        .slice(0, depth)
        .map(({ zh }) => zh)
        .join(SEPARATOR);
      if (!own.has(path)) sizes.set(path, (sizes.get(path) ?? 0) + 1);
    }
  }
  return new Map([...sizes].filter(([, size]) => size >= FEWEST_ROWS));
}

/**
 * Every group of the form that the lines name stands above the first of its rows: a label centred beside its rows would
 * stand among them.
 */
export function goesRowByRow(rows: readonly LineRow[], template: Template): boolean {
  let named = 0;
  for (const path of listGroups(template).keys()) {
    const key = keyOf(path.split(SEPARATOR).at(-1) ?? "").full;
    const within = rows.filter(({ met }) =>
      met?.row.path
        .map(({ zh }) => zh)
        .join(SEPARATOR)
        .startsWith(`${path}${SEPARATOR}`),
    );
    const places = within.flatMap((row, at) =>
      row.heads.some((words) => keyOf(words.map(({ text }) => text).join("")).full === key) ? [at] : [],
    );
    if (places.length === 0) continue;
    if (places.length > 1 || places[0] !== 0 || within.length < FEWEST_ROWS) return false;
    named++;
  }
  return named >= FEWEST_GROUPS;
}
