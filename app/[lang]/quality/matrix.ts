import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Check } from "@/lib/catalog/check-schema.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { CheckTally } from "@/lib/check-views.ts";
import { assessedOf, failureRate } from "@/lib/exports/check-rows.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import { formatCount, formatRate } from "@/lib/format.ts";
import type { Quality } from "./quality.ts";

/** Rates from this on are shown on a wash, so that the eye finds them. */
const MANY = 0.05;

function cell(check: Check, tally: CheckTally | undefined, lang: Language): Markup {
  const { matrix } = messages(lang).quality;
  if (tally === undefined) return html`<td class="none"><span class="aside-voice">${matrix.none}</span></td>`;
  const { year, failed, explained, notAssessable } = tally;
  const n = assessedOf(tally);
  const rate = failureRate(tally);
  const fails = failed + explained;
  const link = (query: string, text: string | Markup, name: string) =>
    html`<a href="${href(lang, `/quality${query}`)}#list" aria-label="${name}">${text}</a>`;
  const values = { year, fails: formatCount(fails, lang), n: formatCount(n, lang) };
  const main = rate === null ? fill(matrix.few, values) : formatRate(rate, lang);
  const shown =
    n === 0
      ? html`<span class="status">${matrix.unknown}</span>`
      : fails === 0
        ? html`<span class="soft">${main}</span>`
        : link(queryOf({ check: check.id, year }), main, `${fill(matrix.cell, values)} ${main}`);
  const of = rate !== null && html`<small>n = ${formatCount(n, lang)}</small>`;
  const missing =
    notAssessable > 0 &&
    link(
      queryOf({ check: check.id, year, verdict: "not-assessable" }),
      html`<small>${fill(matrix.missing, { n: formatCount(notAssessable, lang) })}</small>`,
      fill(matrix.missingCell, { ...values, n: formatCount(notAssessable, lang) }),
    );
  const wash = rate !== null && rate >= MANY && html` class="many"`;
  return html`<td${wash}>${shown}${of}${missing}</td>`;
}

/** Checks down, years across: how often each fails, in how many reports, and in how many it cannot be told. */
export function drawMatrix({ catalog, tallies }: Quality, lang: Language): Markup {
  const words = messages(lang).quality;
  const years = [...new Set(tallies.map(({ year }) => year))].toSorted((a, b) => b - a);
  const byCell = new Map(tallies.map((tally) => [`${tally.check} ${tally.year}`, tally]));
  const held = new Set(tallies.map(({ check }) => check));
  const rows = catalog.checks
    .filter(({ id }) => held.has(id))
    .map((check) => {
      const cells = years.map((year) => cell(check, byCell.get(`${check.id} ${year}`), lang));
      const address = `${href(lang, `/quality${queryOf({ check: check.id })}`)}#list`;
      return html`<tr><th scope="row"><a href="${address}">${check.statement[lang]}</a></th>${cells}</tr>`;
    });
  const head = years.map((year) => html`<th scope="col">${year}</th>`);
  return html`<table class="numbers sticky matrix"><caption><span>${words.matrix.caption}</span></caption><thead><tr><th scope="col">${words.check}</th>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}

/** Every check in words, with what it rests on and since when it holds. */
export function drawChecks({ catalog }: Quality, lang: Language): Markup {
  const { frame, quality: words } = messages(lang);
  const rows = catalog.checks.map((check) => {
    const { id, statement, note, severity, basis, since, until } = check;
    const years = until === undefined ? fill(words.basis.from, { since }) : `${since}–${until}`;
    return html`<tr id="check-${id}"><th scope="row">${statement[lang]}${note && html`<br><small class="soft">${note[lang]}</small>`}</th><td><span class="chip ${severity}">${frame.severity[severity]}</span></td><td>${basis[lang]}</td><td>${years}</td></tr>`;
  });
  const heads = [words.check, words.severity, words.basis.basis, words.basis.since];
  const head = heads.map((name) => html`<th scope="col">${name}</th>`);
  return html`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}
