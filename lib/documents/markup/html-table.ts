import type { Cell, Table } from "../../model.ts";
import { MOST_COLUMNS, MOST_SLOTS } from "../limits.ts";
import {
  attribute,
  findElements,
  type HtmlElement,
  isElement,
  isUnshown,
  type PathFinder,
  textOf,
} from "./html-tree.ts";

/** A page's table as cells at their expanded positions (HTML, "forming a table"). */

function spanOf(cell: HtmlElement, name: "rowspan" | "colspan", most: number): number {
  const written = attribute(cell, name);
  if (written === undefined) return 1;
  const span = Number.parseInt(written, 10);
  if (span === 0 && name === "rowspan") return most;
  return span > 0 ? Math.min(span, most) : 1;
}

/** Reads the rows of `table`, not those of tables inside it. */
export function readTable(table: HtmlElement, index: number, paths: PathFinder): Table {
  const isEnd = (element: HtmlElement): boolean =>
    element.tagName === "tr" || element.tagName === "table" || isUnshown(element);
  const rowElements = findElements(table, ["tr"], isEnd).filter((row) => !isUnshown(row));
  const taken: (boolean[] | undefined)[] = [];
  const rows: Cell[][] = [];
  let slots = 0;
  let widest = 0;
  for (const [y, rowElement] of rowElements.entries()) {
    // The expanded table is a rectangle: empty rows count at its width.
    if (slots > MOST_SLOTS || y * widest > MOST_SLOTS) break;
    const cells: Cell[] = [];
    rows.push(cells);
    let x = 0;
    for (const node of rowElement.childNodes) {
      if (!isElement(node) || (node.tagName !== "td" && node.tagName !== "th") || isUnshown(node)) continue;
      while (taken[y]?.[x]) x++;
      if (x >= MOST_COLUMNS) break;
      const columnSpan = spanOf(node, "colspan", MOST_COLUMNS - x);
      const rowSpan = spanOf(node, "rowspan", rowElements.length - y);
      slots += columnSpan * rowSpan;
      if (slots > MOST_SLOTS) break;
      for (let down = y; rowSpan > 1 && down < y + rowSpan; down++) {
        const row = taken[down] ?? [];
        taken[down] = row;
        for (let across = x; across < x + columnSpan; across++) row[across] = true;
      }
      cells.push({
        row: y + 1,
        column: x + 1,
        rowSpan,
        columnSpan,
        text: textOf(node),
        place: { path: paths.pathOf(node) },
      });
      x += columnSpan;
      widest = Math.max(widest, x);
    }
  }
  return {
    kind: "table",
    index,
    method: "markup",
    ragged: false,
    ...(slots > MOST_SLOTS || rows.length < rowElements.length ? { cut: true } : {}),
    rows,
    place: { path: paths.pathOf(table) },
  };
}
