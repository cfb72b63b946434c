import type { GridRow, RowCell } from "./grid-rows.ts";
import { findApproximate, isOpposed, type LabelKey } from "./label.ts";
import { settleRecognizedHeads } from "./recognized-heads.ts";
import type { Template, TemplateColumn } from "./template.ts";

/**
 * Column heads. The labels stacked over a column are its header path; a column of the form is bound where the last
 * label agrees and no other label contradicts it:
 *
 *   行政诉讼 / 复议后起诉 / 结果维持   → the eleventh column of table four, wherever it stands
 *
 * What the path leaves open (group heads lost, labels half lost) is settled by elimination and by the order of the form.
 */

/** One column of the grid: the head cell over it and what lies above. */
export interface HeadGroup {
  readonly leaf: RowCell;
  readonly from: number;
  readonly to: number;
  readonly path: readonly LabelKey[];
  /** Leaf keys the path may stand for, likeliest first. */
  readonly leaves: readonly string[];
  readonly text: string;
  /** The head and all that stands under it is printed once more for every column it was merged over. */
  readonly repeated?: true;
}

export interface BoundColumn {
  readonly from: number;
  readonly to: number;
  readonly column: TemplateColumn;
  /** 1 printed as on the form or an alias, less where the label had to be guessed. */
  readonly certainty: number;
  readonly printed: string;
  readonly repeated?: true;
}

export interface Head {
  readonly columns: readonly BoundColumn[];
  /** Head cells of value columns that no form knows. */
  readonly unknown: readonly string[];
  /** How many columns most rows below it have. */
  readonly width?: number;
}

const GUESSED = 0.6;
const ALIAS = 0.9;

/**
 * The label of a head row over a column. Where merges were lost the group's label stands over its first column only,
 * with empty cells behind it: an empty cell over a label belongs to the label on its left.
 */
function labelOver(rows: readonly GridRow[], y: number, x: number): RowCell | undefined {
  const row = rows[y];
  const cell = row?.at[x];
  if (row === undefined || cell?.kind === "label") return cell;
  if (cell?.kind !== "blank" || !rows.slice(y + 1).some((below) => below.at[x]?.kind === "label"))
    return undefined;
  return row.at.slice(0, x).findLast((left) => left?.kind === "label");
}

/** The columns under a run of head rows, each with the labels stacked over it. */
export function listHeadGroups(rows: readonly GridRow[], width: number): HeadGroup[] {
  const groups: HeadGroup[] = [];
  for (let x = 0; x < width; x++) {
    const stack: RowCell[] = [];
    rows.forEach((_, y) => {
      const cell = labelOver(rows, y, x);
      if (cell !== undefined && cell.slot.cell !== stack.at(-1)?.slot.cell) stack.push(cell);
    });
    const leaf = stack.at(-1);
    if (leaf === undefined) continue;
    const last = groups.at(-1);
    if (last !== undefined && last.leaf.slot.cell === leaf.slot.cell && last.to === x - 1) {
      groups[groups.length - 1] = { ...last, to: x };
    } else {
      const path = stack.map((cell) => cell.key);
      groups.push({
        leaf,
        from: x,
        to: x,
        path,
        leaves: leavesOf(path),
        text: stack.map((cell) => cell.slot.cell.text).join("/"),
      });
    }
  }
  return groups;
}

/** Leaf keys a path may stand for: its labels from the innermost, then the innermost two or three read together. */
function leavesOf(path: readonly LabelKey[]): string[] {
  const single = path.toReversed().flatMap((key) => [key.full, key.bare]);
  const joined = [2, 3]
    .filter((count) => path.length >= count)
    .map((count) =>
      path
        .slice(-count)
        .map((key) => key.full)
        .join(""),
    );
  return [...single, ...joined];
}

function contradicts(
  column: TemplateColumn,
  path: readonly LabelKey[],
  headKeys: ReadonlySet<string>,
): boolean {
  const { pathKeys } = column;
  return path.some((key) =>
    headKeys.has(key.bare)
      ? !pathKeys.has(key.bare) && !pathKeys.has(key.full)
      : [...pathKeys].some((other) => isOpposed(key.full, other)),
  );
}

function findCandidates(
  group: HeadGroup,
  columns: readonly TemplateColumn[],
  template: Template,
): TemplateColumn[] {
  for (const leaf of group.leaves) {
    const matching = columns.filter((column) => column.leafKeys.includes(leaf));
    if (matching.length > 0)
      return matching.filter((column) => !contradicts(column, group.path, template.headKeys));
  }
  return [];
}

function isInOrder(settled: readonly (TemplateColumn | undefined)[]): boolean {
  const orders = settled.flatMap((column) => (column === undefined ? [] : [column.order]));
  return orders.every((order, at) => at === 0 || order > (orders[at - 1] ?? order));
}

/** A column that two heads name and neither can be anything else: which of them it is cannot be told. */
function dropContested(
  candidates: readonly (readonly TemplateColumn[])[],
): readonly (readonly TemplateColumn[])[] {
  const sole = candidates.flatMap((options) => (options.length === 1 ? options : []));
  const contested = new Set(sole.filter((column, at) => sole.indexOf(column) !== at));
  if (contested.size === 0) return candidates;
  return candidates.map((options) => options.filter((column) => !contested.has(column)));
}

/** Settles what several candidates leave open; mutates nothing, returns one column per group or none. */
function settle(
  named: readonly (readonly TemplateColumn[])[],
  columns: readonly TemplateColumn[],
): (TemplateColumn | undefined)[] {
  const candidates = dropContested(named);
  const settled: (TemplateColumn | undefined)[] = candidates.map(() => undefined);
  const taken = new Set<TemplateColumn>();
  const take = (at: number, column: TemplateColumn): void => {
    settled[at] = column;
    taken.add(column);
  };
  const left = (at: number): TemplateColumn[] =>
    (candidates[at] ?? []).filter((column) => !taken.has(column));
  for (let changed = true; changed; ) {
    changed = false;
    candidates.forEach((_, at) => {
      const [only, ...more] = left(at);
      if (settled[at] === undefined && only !== undefined && more.length === 0) {
        take(at, only);
        changed = true;
      }
    });
    if (changed) continue;
    // As many groups as candidates, all of them the same: they stand in the order of the form, if the others do.
    if (!isInOrder(settled)) break;
    for (let at = 0; at < candidates.length && !changed; at++) {
      const open = left(at);
      if (settled[at] !== undefined || open.length < 2) continue;
      const alike = candidates.flatMap((_, other) =>
        settled[other] === undefined &&
        left(other).length === open.length &&
        left(other).every((column, n) => column === open[n])
          ? [other]
          : [],
      );
      if (alike.length === open.length) {
        alike.forEach((other, n) => {
          const column = open[n];
          if (column !== undefined) take(other, column);
        });
        changed = true;
      }
    }
  }
  return settleBySequence(settled, candidates, columns);
}

/** The leaves read as on the form from end to end: each column is where the form has it. */
function settleBySequence(
  settled: (TemplateColumn | undefined)[],
  candidates: readonly (readonly TemplateColumn[])[],
  columns: readonly TemplateColumn[],
): (TemplateColumn | undefined)[] {
  const named = candidates.flatMap((options, at) => (options.length > 0 ? [at] : []));
  if (named.length !== columns.length || settled.filter(Boolean).length === columns.length) return settled;
  const inOrder =
    isInOrder(settled) && named.every((at, n) => candidates[at]?.some((column) => column === columns[n]));
  if (!inOrder) return settled;
  const result = [...settled];
  named.forEach((at, n) => {
    result[at] = columns[n];
  });
  return result;
}

function certaintyOf(group: HeadGroup, column: TemplateColumn): number {
  const [first, second] = column.leafKeys;
  const leaf = group.path.at(-1);
  return leaf !== undefined && (leaf.full === first || leaf.bare === second || leaf.full === second)
    ? 1
    : ALIAS;
}

/** Binds the columns of one block of the template under the given heads. */
export function bindHead(groups: readonly HeadGroup[], template: Template, block: number): Head {
  const columns = template.columnsOf[block] ?? [];
  const exact = groups.map((group) => findCandidates(group, columns, template));
  const settled = settle(exact, columns);
  const free = columns.filter((column) => !settled.includes(column));
  const guesses = groups.map((group, at) => {
    const leaf = group.path.at(-1);
    if (settled[at] !== undefined || leaf === undefined || template.rowKeys.has(leaf.bare)) return [];
    if (exact[at]?.length === 0 && template.headKeys.has(leaf.bare)) return [];
    return findApproximate(leaf, free, (column) => column.leafKeys).filter(
      (column) => !contradicts(column, group.path, template.headKeys),
    );
  });
  const isRecognized = groups.some(({ leaf }) => leaf.slot.method === "ocr");
  const guessed = settled.some(Boolean) || isRecognized ? settle(guesses, free) : [];
  const known = groups.map((_, at) => settled[at] ?? guessed[at]);
  const placed = settleRecognizedHeads(groups, known, columns);
  const bound: BoundColumn[] = [];
  const unknown: string[] = [];
  groups.forEach((group, at) => {
    const column = placed[at];
    if (column === undefined) unknown.push(group.leaf.slot.cell.text);
    else {
      const certainty = settled[at] === undefined ? GUESSED : certaintyOf(group, column);
      const { from, to, repeated, text: printed } = group;
      bound.push({ from, to, column, certainty, printed, ...(repeated && { repeated }) });
    }
  });
  return { columns: bound, unknown };
}

/** Columns by position alone: for a table without a head whose rows print as many values as the form has columns. */
export function bindByPosition(row: GridRow, template: Template, block: number): Head | undefined {
  const columns = template.columnsOf[block] ?? [];
  const labels = row.cells.findLastIndex((cell) => cell.kind === "label");
  const values = row.cells.slice(labels + 1);
  if (values.length !== columns.length) return undefined;
  return {
    unknown: [],
    columns: values.flatMap((cell, at) => {
      const column = columns[at];
      return column === undefined
        ? []
        : [{ from: cell.from, to: cell.to, column, certainty: GUESSED, printed: "" }];
    }),
  };
}
