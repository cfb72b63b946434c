import { agencyName } from "@/app/_components/agency-name.ts";
import { DrawnMarkup } from "@/app/_components/drawn-markup.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { html } from "@/lib/exports/html.ts";
import styles from "./home.module.css";
import type { Home } from "./home.ts";

/** Rows of the strip; the other agencies are a link away. */
const ROWS = 20;

/** Agencies down, years across: which reports are held, each leading to it. */
export function CoverageStrip({ home, lang }: { readonly home: Home; readonly lang: Language }) {
  const { frame, home: text, compare } = messages(lang);
  const { agencies, years, coverage } = home;
  const head = years.map((year) => html`<th scope="col">${year}</th>`);
  const rows = agencies.slice(0, ROWS).map((agency) => {
    const held = new Set(agency.years);
    const cells = years.map((year) =>
      held.has(year)
        ? html`<td><a href="${href(lang, `/agencies/${agency.id}/${year}`)}" title="${text.coverage.held}">${String(year).slice(2)}</a></td>`
        : html`<td class="none"><span class="aside-voice">${compare.table.notHeld}</span></td>`,
    );
    return html`<tr><th scope="row"><a href="${href(lang, `/agencies/${agency.id}`)}">${agencyName(agency, lang)}</a></th>${cells}</tr>`;
  });
  const totals = years.map((year) => html`<td>${coverage.perYear[year] ?? 0}</td>`);
  const { markup } =
    html`<table class="sticky"><thead><tr><th scope="col">${frame.navigation.agencies}</th>${head}</tr></thead><tbody>${rows}</tbody><tfoot><tr><th scope="row">${text.coverage.perYear}</th>${totals}</tr></tfoot></table>`;
  return (
    <section aria-labelledby="coverage">
      <h2 id="coverage">{text.coverage.title}</h2>
      <DrawnMarkup className={`scroller ${styles.strip}`} markup={markup} />
      <p className="small soft">{text.coverage.note}</p>
      {agencies.length > ROWS && (
        <p className="small">
          <a href={href(lang, "/agencies")}>{fill(text.coverage.all, { n: agencies.length })}</a>
        </p>
      )}
      <p className="small">
        <a href={href(lang, "/coverage")}>{text.coverage.more}</a>
      </p>
    </section>
  );
}
