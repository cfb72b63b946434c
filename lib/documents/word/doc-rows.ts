import { i16, u16 } from "../little-endian.ts";
import { SPRM, walkSprms } from "./doc-sprm.ts";

/** What the mark at the end of a row says of its cells ([MS-DOC] 2.4.3, 2.9.315 to 2.9.327). */

export interface RowCell {
  /** Twips from the margin. */
  readonly left: number;
  readonly right: number;
  readonly vertical?: "starts" | "goes-on";
  /** Joined with the cell to its left, whose text alone is shown. */
  readonly joined: boolean;
}

const CELL_SIZE = 20;
const MOST_CELLS = 64;
const FIRST_MERGED = 0x01;
const MERGED = 0x02;
const VERTICALLY_MERGED = 0x20;
const VERTICALLY_FIRST = 0x40;

interface Draft {
  edges: number[];
  flags: number[];
}

/** 2.9.315, TDefTableOperand: the number of cells, their edges, and what there is of their flags. */
function define(operand: Uint8Array): Draft | undefined {
  const count = operand[0] ?? 0;
  const cells = 1 + (count + 1) * 2;
  if (count < 1 || count > MOST_CELLS || cells > operand.length) return undefined;
  return {
    edges: Array.from({ length: count + 1 }, (_, n) => i16(operand, 1 + n * 2)),
    flags: Array.from({ length: count }, (_, n) => u16(operand, cells + n * CELL_SIZE)),
  };
}

const shift = (edges: readonly number[], from: number, by: number): number[] =>
  edges.map((edge, n) => (n >= from ? edge + by : edge));

function insert({ edges, flags }: Draft, first: number, count: number, width: number): Draft {
  const left = edges[first] ?? edges.at(-1) ?? 0;
  const added = Array.from({ length: count }, (_, n) => left + (n + 1) * width);
  return {
    edges: [...edges.slice(0, first + 1), ...added, ...shift(edges.slice(first + 1), 0, count * width)],
    flags: [...flags.slice(0, first), ...added.map(() => 0), ...flags.slice(first)],
  };
}

function remove({ edges, flags }: Draft, first: number, limit: number): Draft {
  const gone = (edges[limit] ?? 0) - (edges[first] ?? 0);
  return {
    edges: [...edges.slice(0, first + 1), ...shift(edges.slice(limit + 1), 0, -gone)],
    flags: [...flags.slice(0, first), ...flags.slice(limit)],
  };
}

function resize({ edges, flags }: Draft, first: number, limit: number, width: number): Draft {
  let widened = edges;
  for (let n = first; n < limit; n++)
    widened = shift(widened, n + 1, width - ((widened[n + 1] ?? 0) - (widened[n] ?? 0)));
  return { edges: widened, flags };
}

function flagged({ edges, flags }: Draft, change: (flag: number, at: number) => number): Draft {
  return { edges, flags: flags.map(change) };
}

function mergeDown(draft: Draft, operand: Uint8Array): Draft {
  const kind = operand[1] ?? 0;
  const set = (kind & 1 ? VERTICALLY_MERGED : 0) | (kind & 2 ? VERTICALLY_FIRST : 0);
  return flagged(draft, (flag, at) =>
    at === operand[0] ? (flag & ~(VERTICALLY_MERGED | VERTICALLY_FIRST)) | set : flag,
  );
}

function apply(draft: Draft, sprm: number, operand: Uint8Array): Draft {
  const [first = 0, second = 0] = operand;
  const limit = Math.min(second, draft.flags.length);
  switch (sprm) {
    case SPRM.tableMerge:
      return flagged(draft, (flag, at) =>
        at < first || at >= limit ? flag : flag | (at === first ? FIRST_MERGED : MERGED),
      );
    case SPRM.tableSplit:
      return flagged(draft, (flag, at) =>
        at < first || at >= limit ? flag : flag & ~(FIRST_MERGED | MERGED),
      );
    case SPRM.tableVerticalMerge:
      return mergeDown(draft, operand);
    case SPRM.tableInsert: {
      const fits = first <= draft.flags.length && draft.flags.length + second <= MOST_CELLS;
      return fits ? insert(draft, first, second, u16(operand, 2)) : draft;
    }
    case SPRM.tableDelete:
      return first < limit ? remove(draft, first, limit) : draft;
    case SPRM.tableColumnWidth:
      return resize(draft, first, limit, u16(operand, 2));
    default:
      return draft;
  }
}

function verticalOf(flag: number): Pick<RowCell, "vertical"> {
  if (!(flag & VERTICALLY_MERGED)) return {};
  return { vertical: flag & VERTICALLY_FIRST ? "starts" : "goes-on" };
}

/** Cells of a row by its modifiers; `undefined` where they define none or contradict themselves. */
export function readRow(lists: readonly Uint8Array[]): readonly RowCell[] | undefined {
  let draft: Draft | undefined;
  for (const list of lists) {
    walkSprms(list, (sprm, operand) => {
      if (sprm === SPRM.tableDefinition) draft = define(operand);
      else if (draft !== undefined) draft = apply(draft, sprm, operand);
    });
  }
  if (draft === undefined) return undefined;
  const { edges, flags } = draft;
  if (flags.length < 1 || edges.some((edge, n) => edge < (edges[n - 1] ?? edge))) return undefined;
  return flags.map((flag, n) => ({
    left: edges[n] ?? 0,
    right: edges[n + 1] ?? 0,
    ...verticalOf(flag),
    joined: (flag & MERGED) !== 0 && ((flags[n - 1] ?? 0) & (FIRST_MERGED | MERGED)) !== 0,
  }));
}
