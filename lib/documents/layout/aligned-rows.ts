import type { Box } from "../../model.ts";
import {
  type Column,
  columnsUnder,
  type Entry,
  endsBefore,
  overlaps,
  splitAt,
  splitAtGaps,
  type Word,
} from "./aligned-columns.ts";
import { labelRows } from "./aligned-labels.ts";
import { beginsNew, type LaidLine } from "./laid-table.ts";
import { UNREADABLE } from "./page.ts";
import { boxAround } from "./page-lines.ts";

/** Rows of aligned figures: their labels and values. */

export interface Labels {
  /** Text of each row's label. */
  readonly texts: readonly string[];
  /** Lines that were taken for labels. */
  readonly used: ReadonlySet<LaidLine>;
  /** Points from one line of a label to the next, and a little more. */
  readonly pitch: number;
}

/** Shares of the words: that may cross the edge between groups and labels, and that must begin behind it. */
const CROSSING = 0.2;
const BEHIND = 0.4;
const FEW_GROUPS = 3;
/** 条, 万元 */
const LONGEST_UNIT = 2;
/** From line to line in parts of the text size, where no label has two. */
const USUAL_PITCH = 2;

/** The edge at which the labels of rows begin: what ends before it names groups. The rightmost that few words cross. */
function findLeafLeft(lines: readonly (readonly Word[])[]): number {
  const words = lines.flat();
  const edges = [...new Set(words.map((word) => word.box[0]))].sort((a, b) => b - a);
  const found = edges.find((edge) => {
    const before = words.filter((word) => word.box[2] <= edge + 1).length;
    const behind = words.filter((word) => word.box[0] >= edge - 1).length;
    const crossing = words.length - before - behind;
    return before >= FEW_GROUPS && crossing <= words.length * CROSSING && behind >= words.length * BEHIND;
  });
  return found ?? 0;
}

/** The last word of a line's labels; a unit behind it is none. */
function leafOf(words: readonly Word[]): Word[] {
  const leaf = words.findLast((word) => word.text.length > LONGEST_UNIT) ?? words.at(-1);
  return leaf === undefined ? [] : [leaf];
}

export function readLabels(entries: readonly Entry[], rows: readonly Entry[], left: number): Labels {
  // A line with something among the columns that is no row of this table has a label of its own.
  const isOwn = (entry: Entry) => rows.includes(entry) || entry.words.every((word) => endsBefore(word, left));
  const whole = entries.map((entry) =>
    isOwn(entry) ? entry.words.filter((word) => endsBefore(word, left)) : [],
  );
  const leafLeft = findLeafLeft(whole);
  const beside = whole.map((words) => words.flatMap((word) => splitAt(word, leafLeft)));
  const lines = beside.flatMap((words) => leafOf(words).filter((word) => word.box[2] > leafLeft));
  const middles = rows.map(({ figures, line }) => {
    const [, top, , bottom] = figures.length === 0 ? line.box : boxAround(figures.map((word) => word.box));
    return (top + bottom) / 2;
  });
  const labels = labelRows(lines, middles, rows[0]?.line.size ?? 0);
  const used = new Set<LaidLine>();
  const texts = labels.map((label, row) => {
    const words = lines.filter((word) => label.includes(word));
    // A short label over the group column too stands left of the other labels.
    const alone = rows[row]?.words.filter((word) => endsBefore(word, left)) ?? [];
    const chosen = label.length === 0 && alone.length === 1 ? alone : words;
    return chosen.map((word) => word.text).join("\n");
  });
  entries.forEach((entry, at) => {
    const words = beside[at] ?? [];
    if (words.length > 0 && labels.some((label) => words.some((word) => label.includes(word))))
      used.add(entry.line);
  });
  const pitches = labels.flatMap((label) =>
    label.slice(1).map((line, at) => line.box[1] - (label[at]?.box[1] ?? line.box[1])),
  );
  const pitch = pitches.length > 0 ? Math.max(...pitches) : USUAL_PITCH * (rows[0]?.line.size ?? 0);
  return { texts, used, pitch: pitch * 1.1 };
}

/**
 * What stands in each column; a word between columns makes the nearest one unreadable. */
export function readValues(whole: readonly Word[], columns: readonly Column[]): string[] {
  const words = whole.flatMap(splitAtGaps);
  const texts = columns.map((column) => {
    const under = words.filter((word) => overlaps(word.box, column));
    const shared = under.some((word) => columnsUnder(word, columns).length > 1);
    return `${under.map((word) => word.text).join("\n")}${shared ? UNREADABLE : ""}`;
  });
  for (const word of words) {
    if (columnsUnder(word, columns).length > 0) continue;
    const distances = columns.map((column) =>
      Math.abs(column.left + column.right - word.box[0] - word.box[2]),
    );
    const nearest = distances.indexOf(Math.min(...distances));
    texts[nearest] = `${texts[nearest] ?? ""}${UNREADABLE}`;
  }
  return texts;
}

export interface ReadRow {
  readonly label: string;
  readonly texts: readonly string[];
  readonly values: readonly Word[];
  readonly box: Box;
}

/** Share of the labels that must be numbered for one without a number to go on with the label above. */
const NUMBERED = 0.4;

/** Whether a row may hold the rest of what stands in the row above: it has no label, or one that begins nothing. */
function mayContinue(row: ReadRow, above: ReadRow, rows: readonly ReadRow[], pitch: number): boolean {
  const labels = rows.filter(({ label }) => label !== "");
  if (labels.length === 0) return true;
  if (row.label === "") return row.box[1] - above.box[1] <= pitch;
  const numbered = labels.filter(({ label }) => beginsNew(label)).length;
  return !beginsNew(row.label) && numbered >= labels.length * NUMBERED;
}

/**
 * Figures right below others, without a label of their own, may be the rest of numbers that did not fit their columns:
 * neither they nor those above can be read.
 */
export function foldWrapped(rows: readonly ReadRow[], pitch: number): ReadRow[] {
  const folded: ReadRow[] = [];
  for (const row of rows) {
    const above = folded.at(-1);
    if (above === undefined || !mayContinue(row, above, rows, pitch)) folded.push(row);
    else
      folded[folded.length - 1] = {
        label: [above.label, row.label].filter((label) => label !== "").join("\n"),
        texts: above.texts.map((text, at) => {
          const rest = row.texts[at] ?? "";
          return rest === "" ? text : `${text}\n${rest}${UNREADABLE}`;
        }),
        values: [...above.values, ...row.values],
        box: boxAround([above.box, row.box]),
      };
  }
  return folded;
}
