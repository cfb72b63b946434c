import { href } from "@/app/_messages/messages.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import { formatAmount, formatRate, formatRateValue } from "@/lib/format.ts";
import type { AgencySummary, Figure, RateFigure } from "@/lib/views.ts";
import { agencyName } from "./agency-name.ts";
import { type CellWords, figureCell, marks, notHeld, scaleOf, statusWord } from "./figure-cells.ts";
import { sourceAddress } from "./source-address.ts";

/** Agencies down, years across; `rows` holds the cells of one agency in the order of the years. */
export function trendTable(
  caption: string,
  agencies: readonly AgencySummary[],
  years: readonly number[],
  cellsOf: (agency: string) => readonly Markup[],
  { lang, table }: CellWords,
): Markup {
  const head = years.map((year) => html`<th scope="col">${year}</th>`);
  const rows = agencies.map((agency) => {
    const name = html`<a href="${href(lang, `/agencies/${agency.id}`)}">${agencyName(agency, lang)}</a>`;
    return html`<tr><th scope="row">${name}</th>${cellsOf(agency.id)}</tr>`;
  });
  return html`<table class="numbers sticky"><caption><span>${caption}</span></caption><thead><tr><th scope="col">${table.agency}</th>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}

export function figureCells(figures: readonly Figure[], agency: string, words: CellWords): Markup[] {
  return figures.filter((figure) => figure.agency === agency).map((figure) => figureCell(figure, words));
}

export function rateCells(rates: readonly RateFigure[], agency: string, words: CellWords): Markup[] {
  return rates.filter((rate) => rate.agency === agency).map((rate) => rateCell(rate, words));
}

/** Why there is no rate. */
export function noRate(reason: RateFigure["reason"], words: CellWords): Markup {
  const { noCases, tooFew, otherScope } = words.frame;
  switch (reason) {
    case "too-few":
      return html`<span class="status">${tooFew}</span>`;
    case "other-scope":
      return html`<span class="status">${otherScope}</span>`;
    case "no-cases":
    case "reported":
    case null:
      return html`<span class="status">${noCases}</span>`;
    default:
      return statusWord(reason, words);
  }
}

/** The rate, and under it the numbers it divides, leading to their source. */
export function rateCell(rate: RateFigure, words: CellWords): Markup {
  if (rate.parts.every(({ scope }) => scope === null)) return notHeld(words);
  const { value, reason, parts, numerator, denominator } = rate;
  const findings = parts.some((part) => part.findings.length > 0);
  const declared = words.catalog.rates.find(({ id }) => id === rate.rate) ?? { kind: "proportion", per: 100 };
  const body =
    value !== null
      ? html`${formatRateValue(value, declared, words.lang)}${marks(rate.grade, findings, words, parts.flatMap(({ failures }) => failures)[0])}`
      : noRate(reason, words);
  if (numerator.status !== "reported" || denominator.status !== "reported") return html`<td>${body}</td>`;
  const unit = scaleOf(parts[0]?.unit ?? "", words);
  const [over, under] = [numerator.amount, denominator.amount].map((amount) =>
    formatAmount(amount, unit, words.lang),
  );
  const address = sourceAddress(rate.agency, rate.year, parts[0]?.cells ?? [], words);
  const { interval } = rate;
  const few = interval !== null && denominator.amount < words.catalog.thresholds.interval;
  const between =
    few &&
    html`<span class="fraction" title="${words.frame.interval}">${formatRate(interval.low, words.lang)}–${formatRate(interval.high, words.lang)}</span>`;
  return html`<td>${body}<a class="fraction" href="${address}">${over} / ${under}</a>${between}</td>`;
}
