import type { Bilingual, Language } from "../catalog/schema.ts";
import type { Fact, Origin } from "../model.ts";
import type { FormCell, FormLabel, FormTable, FormValue } from "./form-table.ts";
import { html, type Markup } from "./html.ts";

/** What a form needs to be drawn for one reader. */
export interface FormReader {
  readonly lang: Language;
  /** Accessible name of the table. */
  readonly name: string;
  /** The place of a fact in its original, as shown beside the form; `undefined` where the original is not held. */
  readonly linkTo: (origin: Origin) => string | undefined;
  /** The place in words, told where nothing leads there. */
  readonly placeText: (origin: Origin) => string;
  /** Window or frame that shows the original. */
  readonly target: string;
  /** Words for a value that is no number; `absent` also stands for a cell that the report lacks. */
  readonly statusText: (status: Fact["value"]["status"]) => string;
  /** A reported amount in its unit, e.g. 91,163,600 for fen of yuan. */
  readonly amountText: (amount: number, unit: string) => string;
  /** Name of a unit of money, empty for counts: few forms say in which unit an amount is. */
  readonly moneyText: (unit: string) => string;
  /** Numbers of the findings that touch a cell. */
  readonly findingsOf: (fact: Fact) => readonly number[];
  readonly findingText: (number: number) => string;
  /** Names the cells for who goes from one to the next: as each is found, and which one is looked at. */
  readonly looking?: { readonly slotOf: (cell: FormValue) => string; readonly at: string | undefined };
  /** Readers may question the numbers; not of a report that is shown to one person alone. */
  readonly asking?: AskingReader | undefined;
}

/** How readers question numbers. */
export interface AskingReader {
  /** The form about a cell. */
  readonly addressOf: (cell: Pick<FormValue, "indicator" | "member">) => string;
  readonly name: string;
  /** The numbers themselves lead to the form, not to the original. */
  readonly isChoosing: boolean;
  /** What was asked of a cell before: how many questions, in words, and where they stand. */
  readonly askedOf: (
    cell: Pick<FormValue, "indicator" | "member">,
  ) => { readonly count: number; readonly words: string; readonly address: string } | undefined;
}

/** Anchor of a cell on the page of its report and in the view of its original. */
export function cellAnchor(place: { table: number; row: number; column: number }): string {
  return `cell-${place.table}-${place.row}-${place.column}`;
}

/** True when the text as printed reads otherwise than the figure: converted money, words, signs. */
export function readsOtherwise(fact: Fact, figure: string): boolean {
  return fact.value.status === "reported" && bare(fact.printed) !== bare(figure);
}

function bare(text: string): string {
  return text.normalize("NFKC").replace(/[\s,]/g, "");
}

function labelText(text: Bilingual, lang: Language): Markup {
  if (lang === "zh" || text.en === text.zh) return html`<span lang="zh">${text.zh}</span>`;
  return html`<span lang="zh">${text.zh}</span> <span lang="en">${text.en}</span>`;
}

function spans(rowSpan: number, columnSpan: number): Markup {
  return html`${rowSpan > 1 && html` rowspan="${rowSpan}"`}${columnSpan > 1 && html` colspan="${columnSpan}"`}`;
}

function drawLabel(cell: FormLabel, reader: FormReader): Markup {
  const span = spans(cell.rowSpan, cell.columnSpan);
  const text = labelText(cell.text, reader.lang);
  switch (cell.role) {
    case "corner":
      return html`<td class="form-corner"${span}>${text}</td>`;
    case "unit":
      return html`<td class="form-unit"${span}>${text}</td>`;
    case "heading":
      return html`<th class="form-heading" scope="colgroup"${span}>${text}</th>`;
    case "column":
      return html`<th class="form-column" scope="${cell.columnSpan > 1 ? "colgroup" : "col"}"${span}>${text}</th>`;
    case "group":
      return html`<th class="form-group" scope="rowgroup"${span}>${text}</th>`;
    case "row":
      return html`<th class="form-row" data-depth="${cell.depth}" scope="row"${span}>${text}</th>`;
  }
}

function drawNumber(cell: FormValue, fact: Fact, reader: FormReader): Markup {
  if (fact.value.status !== "reported") {
    return html`<span class="form-none" title="${fact.printed}">${reader.statusText(fact.value.status)}</span>`;
  }
  const figure = reader.amountText(fact.value.amount, fact.unit);
  const unit = reader.moneyText(fact.unit);
  const otherwise = readsOtherwise(fact, figure);
  if (cell.printedUnit && otherwise) {
    const printed = fact.printed.normalize("NFKC").trim();
    return html`<span title="${fact.printed}">${printed}</span><small>= ${figure} ${unit}</small>`;
  }
  const named = html`${figure}${unit !== "" && !cell.printedUnit && html`<small>${unit}</small>`}`;
  return otherwise ? html`<span title="${fact.printed}">${named}</span>` : named;
}

/** What was asked of a cell, and the way to ask; while one chooses, the number itself is the way. */
function drawAsked(cell: FormValue, { asking }: FormReader): Markup {
  if (asking === undefined) return html``;
  const asked = asking.askedOf(cell);
  const mark =
    asked &&
    html`<a class="form-asked" href="${asked.address}" title="${asked.words}" aria-label="${asked.words}">?${asked.count}</a>`;
  const way =
    !asking.isChoosing &&
    html`<a class="form-ask" href="${asking.addressOf(cell)}" rel="nofollow" title="${asking.name}"></a>`;
  return html`${mark || false}${way}`;
}

function choosing(cell: FormValue, { asking }: FormReader, shown: Markup): Markup {
  if (!asking?.isChoosing) return shown;
  return html`<a class="form-choose" href="${asking.addressOf(cell)}" rel="nofollow" title="${asking.name}">${shown}</a>`;
}

function drawSlot(cell: FormValue, { looking }: FormReader): Markup {
  if (looking === undefined) return html``;
  const slot = looking.slotOf(cell);
  return html` data-slot="${slot}"${slot === looking.at && html` data-current`}`;
}

function drawValue(cell: FormValue, reader: FormReader): Markup {
  const span = html`${spans(1, cell.columnSpan)}${drawSlot(cell, reader)}`;
  const { fact } = cell;
  const asked = drawAsked(cell, reader);
  if (!fact) {
    const none = html`<span class="form-none">${reader.statusText("absent")}</span>`;
    return html`<td${span}>${asked}${choosing(cell, reader, none)}</td>`;
  }
  if (fact.value.status === "absent" || fact.origin.table === 0) {
    return html`<td${span}>${asked}${choosing(cell, reader, drawNumber(cell, fact, reader))}</td>`;
  }
  const marks = reader.findingsOf(fact).map((number) => {
    return html`<a class="form-finding" href="#finding-${number}" title="${reader.findingText(number)}">${number}</a>`;
  });
  const address = reader.linkTo(fact.origin);
  const number = drawNumber(cell, fact, reader);
  const link = reader.asking?.isChoosing
    ? choosing(cell, reader, number)
    : address === undefined
      ? html`<span title="${reader.placeText(fact.origin)}">${number}</span>`
      : html`<a href="${address}" target="${reader.target}">${number}</a>`;
  return html`<td${span} id="${cellAnchor(fact.origin)}">${asked}${marks}${link}</td>`;
}

function drawCell(cell: FormCell, reader: FormReader): Markup {
  if (cell.kind === "label") return drawLabel(cell, reader);
  if (cell.kind === "gap") return html`<td class="form-gap"${spans(1, cell.columnSpan)}></td>`;
  return drawValue(cell, reader);
}

/** The form as one `<table>`, every number a link to its place in the original. */
export function drawForm(form: FormTable, reader: FormReader): Markup {
  const rows = form.rows.map((row) => {
    return html`<tr${row.header && html` class="form-head"`}>${row.cells.map((cell) => drawCell(cell, reader))}</tr>`;
  });
  const columns = html`${form.labelColumns > 0 && html`<col span="${form.labelColumns}">`}<col class="form-values" span="${form.valueColumns}">`;
  return html`<table class="form" data-form="${form.table}" aria-label="${reader.name}"><colgroup>${columns}</colgroup><tbody>${rows}</tbody></table>`;
}
