import { type CellWords, figureCell, marks, notHeld, statusWord } from "@/app/_components/figure-cells.ts";
import { sourceAddress } from "@/app/_components/source-address.ts";
import { lengthClass } from "@/app/_components/table-length.ts";
import { rateCell } from "@/app/_components/trend-table.ts";
import { fill, href } from "@/app/_messages/messages.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import { pathOf } from "./address.ts";
import type { Comparison } from "./comparison.ts";
import { type Grid, type GridCell, isRate, type Member, partsOf, unitOf } from "./grid.ts";
import { type ColumnSubtotal, subtotalsOf } from "./subtotals.ts";
import type { Words } from "./words.ts";

/** Every number that is shown and every reason for a missing one. One string: hundreds of elements cost too much. */
export function gridTable(caption: string, comparison: Comparison, grid: Grid, words: Words): Markup {
  const { compare } = words;
  const byAgency = comparison.selection.view !== "indicator-year";
  const rows = grid.rows.map(({ key, name, cells }) => {
    const address = byAgency ? `/agencies/${key}` : indicatorPath(key);
    const link = address === null ? html`${name}` : html`<a href="${href(words.lang, address)}">${name}</a>`;
    const drawn = cells.map((cell) => cellMarkup(cell, comparison, words));
    return html`<tr><th scope="row">${link}</th>${drawn}</tr>`;
  });
  const head = { key: "name", name: byAgency ? compare.table.agency : compare.table.subject };
  const heads = [head, ...grid.columns].map((column) => columnHead(column, comparison, words));
  const empty = html`<tr><td colspan="${grid.columns.length + 1}">${compare.table.noRows}</td></tr>`;
  const foot = byAgency && grid.rows.length > 1 ? subtotalRows(comparison, grid, words) : html``;
  return html`<table id="values" class="numbers sticky${lengthClass(grid.rows.length)}"><caption><span>${caption}</span></caption><thead><tr>${heads}</tr></thead><tbody>${rows.length === 0 ? empty : rows}</tbody>${foot}</table>`;
}

function indicatorPath(key: string): string | null {
  const [kind, id = ""] = key.split(".");
  return kind === "indicator" ? `/indicators/${id}` : null;
}

/** A heading that sorts: once from the highest, then from the lowest, then as asked. */
function columnHead(column: Member, { selection }: Comparison, { lang, compare }: Words): Markup {
  const { sort } = selection;
  const [down, up] = [`-${column.key}`, column.key];
  const first = column.key === "name" ? up : down;
  const second = first === up ? down : up;
  const next = sort === first ? second : sort === second ? null : first;
  const state = sort === up ? "ascending" : sort === down ? "descending" : undefined;
  const sign = state === undefined ? "" : state === "ascending" ? "▲" : "▼";
  const address = href(lang, `${pathOf({ ...selection, sort: next })}#table`);
  const aria = state !== undefined && html` aria-sort="${state}"`;
  const title = fill(compare.table.sort, { name: column.name });
  return html`<th scope="col"${aria}><a class="sort" href="${address}" title="${title}">${column.name}${sign !== "" && html` <span aria-hidden="true">${sign}</span>`}</a></th>`;
}

function cellMarkup(cell: GridCell | null, { catalog, mode, selection }: Comparison, words: Words): Markup {
  if (cell === null) return html`<td></td>`;
  const { lang, frame, compare } = words;
  const unit = unitOf(catalog, cell.subject);
  const cellWords: CellWords = {
    lang,
    frame,
    table: compare.table,
    catalog,
    unit: unit?.id ?? "",
    state: selection.state,
  };
  const { figure } = cell;
  if (mode === "index") return indexCell(cell, cellWords);
  return isRate(figure) ? rateCell(figure, cellWords) : figureCell(figure, cellWords);
}

/** The index, and under it the figure it compares, leading to its source. */
function indexCell({ figure, point, text }: GridCell, words: CellWords): Markup {
  const parts = partsOf(figure);
  if (parts.every(({ scope }) => scope === null)) return notHeld(words);
  if (!isRate(figure) && figure.value.status !== "reported")
    return html`<td>${statusWord(figure.value.status, words)}</td>`;
  const findings = parts.some((part) => part.findings.length > 0);
  const failure = parts.flatMap(({ failures }) => failures)[0];
  const signs = point === null ? html`` : marks(figure.grade, findings, words, failure);
  const shown = point === null ? html`<span class="status">${text}</span>` : html`${text}${signs}`;
  const address = sourceAddress(figure.agency, figure.year, parts[0]?.cells ?? [], words);
  return html`<td>${shown}${point?.hint !== undefined && html`<a class="fraction" href="${address}">${point.hint}</a>`}</td>`;
}

/** How many of the rows have a number, and their sum or pooled rate where there may be one. */
function subtotalRows(comparison: Comparison, grid: Grid, words: Words): Markup {
  const { compare } = words;
  const subtotals = subtotalsOf(comparison, grid, words);
  const counts = subtotals.map(
    ({ count, all }) => html`<td>${fill(compare.table.nOfN, { n: count, all })}</td>`,
  );
  const sums = subtotals.map(sumCell);
  const row = (name: string, cells: readonly Markup[]) =>
    html`<tr class="subtotal"><th scope="row">${name}</th>${cells}</tr>`;
  const rated = grid.rows.some(({ cells }) => cells.some((cell) => cell !== null && isRate(cell.figure)));
  const counted = grid.rows.some(({ cells }) => cells.some((cell) => cell !== null && !isRate(cell.figure)));
  const sum = [counted ? compare.table.sum : "", rated ? compare.table.pooled : ""]
    .filter(Boolean)
    .join(" / ");
  return html`<tfoot>${row(compare.table.reported, counts)}${comparison.mode !== "index" && row(sum, sums)}</tfoot>`;
}

function sumCell({ text, fraction, why }: ColumnSubtotal): Markup {
  if (text === null) return html`<td><span class="status">${why}</span></td>`;
  return html`<td>${text}${fraction !== null && html`<span class="fraction">${fraction}</span>`}</td>`;
}
