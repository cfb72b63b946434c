import { href, messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Indicator, Language } from "@/lib/catalog/schema.ts";
import { html, type Markup } from "@/lib/exports/html.ts";

/** Indicators of one group, with the grade of comparability in each edition that has them. */
export function drawIndicators(catalog: Catalog, indicators: readonly Indicator[], lang: Language): Markup {
  const { indicators: words, frame } = messages(lang);
  const units = new Map(catalog.units.map((unit) => [unit.id, unit.name[lang]]));
  const head = [
    words.columns.name,
    words.columns.unit,
    ...catalog.editions.map((edition) => edition.name[lang]),
  ].map((name) => html`<th scope="col">${name}</th>`);
  const rows = indicators.map((indicator) => {
    const grades = catalog.editions.map((edition) => {
      const grade = indicator.series.find((entry) => entry.edition === edition.id)?.grade;
      if (grade === undefined || grade === "none") return html`<td class="off">${words.notOnForm}</td>`;
      return html`<td><span class="grade" data-grade="${grade}">${frame.grade[grade]}</span></td>`;
    });
    const name = html`<a href="${href(lang, `/indicators/${indicator.id}`)}">${indicator.name[lang]}</a>`;
    return html`<tr><th scope="row">${name}</th><td>${units.get(indicator.unit)}</td>${grades}</tr>`;
  });
  return html`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}

/** Rates or compositions: the name and, beside it, what it is made of. */
export function drawDerived(
  entries: readonly { readonly id: string; readonly name: string; readonly text: string }[],
  heads: readonly string[],
  lang: Language,
): Markup {
  const head = heads.map((name) => html`<th scope="col">${name}</th>`);
  const rows = entries.map(({ id, name, text }) => {
    return html`<tr><th scope="row"><a href="${href(lang, `/indicators/${id}`)}">${name}</a></th><td>${text}</td></tr>`;
  });
  return html`<table class="derived"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}
