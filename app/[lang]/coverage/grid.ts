import { agencyName } from "@/app/_components/agency-name.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import type { AgencyFilings, Filing, FilingTally } from "@/lib/filing-views.ts";
import { formatCount, formatDate, formatRate } from "@/lib/format.ts";
import { FILING_STATES } from "@/lib/model.ts";
import type { CoverageGrid } from "./coverage.ts";

function cell({ agency }: AgencyFilings, filing: Filing, lang: Language): Markup {
  const { states, short, cell: sentence, dates } = messages(lang).coverage;
  const { year, state, published, deadline, deadlineBasis, isLegalDeadline, daysLate, scope } = filing;
  const due = isLegalDeadline ? dates.deadline : dates.setDeadline;
  const days = formatCount(daysLate ?? 0, lang);
  const word = fill(short[state], { days });
  const said = fill(sentence, {
    agency: agencyName(agency, lang),
    year,
    state: states[state],
    dates: [
      published === null ? "" : fill(dates.published, { date: formatDate(published, lang) }),
      deadline === null
        ? ""
        : fill(due, { date: formatDate(deadline, lang), basis: deadlineBasis?.[lang] ?? "" }),
    ]
      .filter((part) => part !== "")
      .join(dates.separator),
  });
  const text = html`<span title="${said}">${word}</span>`;
  if (scope === null) return html`<td class="${state}">${text}</td>`;
  const report = `${href(lang, `/agencies/${agency.id}/${year}`)}?scope=${scope}`;
  return html`<td class="${state}"><a href="${report}" title="${said}">${word}</a></td>`;
}

/** Agencies down, years across: what there is of each report. */
export function drawGrid({ rows, years }: CoverageGrid, lang: Language): Markup {
  const { frame } = messages(lang);
  const head = years.map((year) => html`<th scope="col">${year}</th>`);
  const body = rows.map((row) => {
    const name = agencyName(row.agency, lang);
    const heading =
      row.filings.some(({ scope }) => scope !== null) || row.agency.provisional
        ? html`<a href="${href(lang, `/agencies/${row.agency.id}`)}">${name}</a>`
        : html`${name}`;
    return html`<tr><th scope="row">${heading}</th>${row.filings.map((filing) => cell(row, filing, lang))}</tr>`;
  });
  return html`<table class="sticky grid"><thead><tr><th scope="col">${frame.navigation.agencies}</th>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** States down, years across: how many of the agencies expected. */
export function drawTallies(tallies: readonly FilingTally[], lang: Language): Markup {
  const { states, tally } = messages(lang).coverage;
  const head = tallies.map(({ year }) => html`<th scope="col">${year}</th>`);
  const held = tallies.map(({ counts, expected }) => {
    const n = counts.published + counts.late + counts.undated;
    const share = expected > 0 && html`<small>${formatRate(n / expected, lang)}</small>`;
    return html`<td>${fill(tally.of, { n: formatCount(n, lang), total: formatCount(expected, lang) })}${share}</td>`;
  });
  const rows = FILING_STATES.map((state) => {
    const cells = tallies.map(({ counts }) => html`<td>${formatCount(counts[state], lang)}</td>`);
    return html`<tr><th scope="row"><span class="key ${state}"></span>${states[state]}</th>${cells}</tr>`;
  });
  return html`<table class="sticky numbers tallies"><thead><tr><th scope="col">${tally.state}</th>${head}</tr></thead><tbody><tr class="whole"><th scope="row">${tally.held}</th>${held}</tr>${rows}</tbody></table>`;
}
