import { type LaidCell, type LaidTable, leadingOf, PADDING } from "./pdf-table.ts";

/** The piece of a cell that one page shows: points from the upper left corner of the part, y downward. */
export interface ShownCell {
  readonly kind: LaidCell["item"]["kind"];
  readonly lines: readonly string[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The part of a table that one page shows. */
export interface TablePart {
  readonly cells: readonly ShownCell[];
  readonly height: number;
}

export interface Breaking {
  /** Rows of the head on every page, or on the first alone. */
  readonly heads: "once" | "repeated";
  /** Labels over a page break: their lines go on where they were cut, or stand on both pages. */
  readonly labels: "cut" | "repeated";
  /** Pages break between rows, or wherever the page ends. */
  readonly rows: "whole" | "cut";
}

/** Where the table is cut: y of the table at the beginning of each part, and its lower end. */
function listCuts(table: LaidTable, first: number, others: number, breaking: Breaking): readonly number[] {
  const leading = leadingOf(table.size);
  const end = table.edges.at(-1) ?? 0;
  const cuts = [0];
  for (let room = first; ; room = others) {
    const from = cuts.at(-1) ?? 0;
    if (end - from <= room + 0.01) break;
    const whole = table.edges.filter((edge) => edge > from && edge <= from + room + 0.01).at(-1);
    const row = table.edges.find((edge) => edge >= (whole ?? from) + 0.01) ?? end;
    const lines = Math.floor((from + room - (whole ?? from) - 2 * PADDING) / leading);
    const cut = (whole ?? from) + lines * leading + 2 * PADDING;
    const within = lines >= 1 && row - cut > leading * 0.9;
    if (whole === undefined && !within) {
      if (room === others) break;
      cuts.push(from);
    } else cuts.push(breaking.rows === "cut" && within ? cut : (whole ?? cut));
  }
  return [...cuts, end];
}

const capacity = (height: number, leading: number): number =>
  Math.max(0, Math.floor((height - 2 * PADDING + 0.01) / leading));

/** Lines of a cell on each of the parts it touches. */
function shareLines(cell: LaidCell, heights: readonly number[], leading: number, labels: Breaking["labels"]) {
  let rest = [...cell.lines];
  return heights.map((height, index) => {
    const last = index === heights.length - 1;
    const fits = capacity(height, leading);
    if (labels === "repeated" && cell.item.kind !== "figure") return cell.lines.slice(0, Math.max(fits, 0));
    const shown = last ? rest : rest.slice(0, fits);
    rest = rest.slice(shown.length);
    return shown;
  });
}

/**
 * Cuts a table into the parts that fit on pages: `first` points are left on the page it begins on, `others` on the
 * further ones.
 */
export function breakTable(
  table: LaidTable,
  first: number,
  others: number,
  breaking: Breaking,
): readonly TablePart[] {
  const leading = leadingOf(table.size);
  const headHeight = table.edges[table.headRows] ?? 0;
  const repeats = breaking.heads === "repeated" && headHeight > 0 && headHeight < others / 3;
  const lift = repeats ? headHeight : 0;
  const cuts = listCuts(table, first, others - lift, breaking);
  const parts = cuts.slice(1).map((bottom, index) => ({ top: cuts[index] ?? 0, bottom }));
  const shown: ShownCell[][] = parts.map(() => []);
  const heads = table.cells.filter((cell) => cell.bottom <= headHeight + 0.01);
  for (const cell of table.cells) {
    const touched = parts.flatMap(({ top, bottom }, index) => {
      const clipped = { top: Math.max(top, cell.top), bottom: Math.min(bottom, cell.bottom) };
      return clipped.bottom - clipped.top > 0.01 ? [{ index, ...clipped, offset: top }] : [];
    });
    const heights = touched.map((piece) => piece.bottom - piece.top);
    const lines = shareLines(cell, heights, leading, breaking.labels);
    touched.forEach(({ index, top, bottom, offset }, turn) => {
      const down = index > 0 ? lift - offset : 0;
      shown[index]?.push({
        kind: cell.item.kind,
        lines: lines[turn] ?? [],
        left: cell.left,
        right: cell.right,
        top: top + down,
        bottom: bottom + down,
      });
    });
  }
  return parts.map(({ top, bottom }, index) => {
    const again = index > 0 && repeats && bottom > top;
    const repeated = again ? heads.map(({ item, ...head }) => ({ ...head, kind: item.kind })) : [];
    return { cells: [...repeated, ...(shown[index] ?? [])], height: bottom - top + (again ? lift : 0) };
  });
}
