import type { Messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Grade, Language } from "@/lib/catalog/schema.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import { formatAmount } from "@/lib/format.ts";
import type { Value } from "@/lib/model.ts";
import type { Figure, FigureFailure } from "@/lib/views.ts";
import { checkAddress } from "./check-cells.ts";
import { sourceAddress } from "./source-address.ts";

export interface CellWords {
  readonly lang: Language;
  readonly frame: Messages["frame"];
  readonly table: Messages["compare"]["table"];
  readonly catalog: Catalog;
  /** Unit of the table; figures in another are said so. */
  readonly unit: string;
  /** The state of the data that is shown, as an address names it. */
  readonly state?: string;
}

const GRADE_MARKS: Readonly<Record<Grade, string>> = { exact: "", approximate: "≈", partial: "◑", none: "≠" };

export function notHeld({ table }: CellWords): Markup {
  return html`<td class="none"><span class="aside-voice">${table.notHeld}</span></td>`;
}

export function statusWord(status: Exclude<Value["status"], "reported">, { frame }: CellWords): Markup {
  return html`<span class="status" title="${frame.statusNote[status]}">${frame.status[status]}</span>`;
}

/** Signs after a number: how well it compares, and whether a finding touches it. */
export function marks(
  grade: Grade | null,
  findings: boolean,
  { frame, lang }: CellWords,
  failure?: FigureFailure,
): Markup {
  const sign = grade === null ? "" : GRADE_MARKS[grade];
  return html`${sign !== "" && html`<span class="mark" title="${frame.grade[grade ?? "exact"]}">${sign}</span>`}${failure ? html`<a class="mark" href="${checkAddress(failure, failure, lang)}" aria-label="${frame.findings}">!</a>` : findings && html`<span class="mark" title="${frame.findings}">!</span>`}`;
}

/** A figure as a table cell: its number leading to its source, or the word for why there is none. */
export function figureCell(figure: Figure, words: CellWords): Markup {
  if (figure.scope === null) return notHeld(words);
  const { value, unit } = figure;
  const body =
    value.status === "reported"
      ? html`${formatAmount(value.amount, scaleOf(unit, words), words.lang)}${unit !== words.unit && html` <span class="status">${words.table.otherUnit}</span>`}`
      : statusWord(value.status, words);
  const signs =
    value.status === "reported"
      ? marks(figure.grade, figure.findings.length > 0, words, figure.failures[0])
      : html``;
  if (figure.cells.length === 0) return html`<td>${body}${signs}</td>`;
  const address = sourceAddress(figure.agency, figure.year, figure.cells, words);
  return html`<td><a href="${address}">${body}</a>${signs}</td>`;
}

export function scaleOf(unit: string, { catalog }: CellWords): { readonly scale: number } {
  return catalog.units.find(({ id }) => id === unit) ?? { scale: 1 };
}
