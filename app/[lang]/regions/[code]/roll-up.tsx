import { agencyName } from "@/app/_components/agency-name.ts";
import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import { formatAmount, formatCount } from "@/lib/format.ts";
import type { RegionPart, RollUp } from "@/lib/registry-views.ts";
import css from "./region.module.css";
import type { RegionView } from "./region.ts";

interface Props {
  readonly view: RegionView;
  readonly lang: Language;
}

/** The report of the whole region beside those of its parts: what is missing is said, and never a zero. */
export function RollUpTable({ view, lang }: Props) {
  const { rollUp: words } = messages(lang).regions;
  const { rollUp } = view;
  if (view.below.length === 0) return null;
  if (rollUp === undefined)
    return (
      <section aria-labelledby="roll-up">
        <h2 id="roll-up">{fill(words.heading, { year: view.latestYear ?? "" })}</h2>
        <p>{words.none}</p>
      </section>
    );
  const { verdict, year, years } = rollUp;
  return (
    <section aria-labelledby="roll-up">
      <h2 id="roll-up">{fill(words.heading, { year })}</h2>
      {years.length > 1 ? (
        <nav className={`actions small no-print ${css.years}`} aria-label={words.years}>
          <span className="soft">{words.years}</span>
          {years.map((one) => (
            <a
              key={one}
              href={`${href(lang, `/regions/${view.node.code}?year=${one}`)}#roll-up`}
              aria-current={one === year ? "true" : undefined}
            >
              {one}
            </a>
          ))}
        </nav>
      ) : null}
      <p className={verdict === "failed" ? "note error" : "note"}>
        {words.verdicts[verdict]}{" "}
        {verdict === "failed" ? (
          <a href={href(lang, `/quality?check=roll-up&region=${view.node.code}&year=${year}`)}>
            {words.quality}
          </a>
        ) : null}
      </p>
      <DrawnRegion name={fill(words.heading, { year })} lang={lang} markup={drawParts(rollUp, view, lang)} />
    </section>
  );
}

function drawParts(rollUp: RollUp, { catalog }: RegionView, lang: Language): Markup {
  const { frame, regions } = messages(lang);
  const words = regions.rollUp;
  const { indicators, parts, whole, year, agency } = rollUp;
  const declared = indicators.map((id) => catalog.indicators.find((one) => one.id === id));
  const shown = (amount: number | null, at: number): Markup => {
    const unit = catalog.units.find(({ id }) => id === declared[at]?.unit) ?? { scale: 1 };
    return amount === null
      ? html`<span class="status">${frame.status.absent}</span>`
      : html`${formatAmount(amount, unit, lang)}`;
  };
  const cells = (amounts: readonly (number | null)[]) =>
    amounts.map((amount, at) => html`<td>${shown(amount, at)}</td>`);
  const head = [
    html`<th scope="col">${words.part}</th><th scope="col">${words.state}</th>`,
    ...declared.map(
      (one, at) =>
        html`<th scope="col"><a href="${href(lang, `/indicators/${indicators[at] ?? ""}`)}">${one?.name[lang] ?? indicators[at]}</a></th>`,
    ),
  ];
  const report = (id: string, scope: string) => href(lang, `/agencies/${id}/${year}?scope=${scope}`);
  const row = (part: RegionPart): Markup => {
    const name = part.isOwnLevel ? `${part.name} ${words.ownLevel}` : part.name;
    const label = part.isOwnLevel
      ? html`${name}`
      : html`<a href="${href(lang, `/regions/${part.code}`)}">${name}</a>`;
    const state =
      part.agency !== null && part.scope !== null
        ? html`<a href="${report(part.agency.id, part.scope)}">${words.states[part.state]}</a>`
        : html`<span class="status">${words.states[part.state]}</span>`;
    return html`<tr><th scope="row">${label}</th><td>${state}</td>${cells(part.amounts)}</tr>`;
  };
  const sums = indicators.map((_, at) => {
    const known = parts.flatMap(({ amounts }) => amounts[at] ?? []);
    return { n: known.length, sum: known.reduce((total, one) => total + one, 0) };
  });
  const sumCells = sums.map(({ n, sum }, at) => {
    const of = fill(words.sumOf, { n: formatCount(n, lang), total: formatCount(parts.length, lang) });
    return n === 0
      ? html`<td>${shown(null, at)}</td>`
      : html`<td>${shown(sum, at)}${n < parts.length && html`<span class="fraction">${of}</span>`}</td>`;
  });
  // Only where every part has a figure is there a difference to speak of.
  const differences = sums.map(({ n, sum }, at) => {
    const amount = whole[at] ?? null;
    return n < parts.length || amount === null ? null : amount - sum;
  });
  const wholeRow = html`<tr><th scope="row"><strong>${words.whole}</strong></th><td><a href="${report(agency.id, "whole-region")}">${agencyName(agency, lang)}</a></td>${cells(whole)}</tr>`;
  const foot = html`<tr><th scope="row">${words.sum}</th><td></td>${sumCells}</tr><tr><th scope="row">${words.difference}</th><td></td>${cells(differences)}</tr>`;
  return html`<table class="numbers sticky"><thead><tr>${head}</tr></thead><tbody>${wholeRow}</tbody><tbody>${parts.map(row)}</tbody><tfoot>${foot}</tfoot></table>`;
}
