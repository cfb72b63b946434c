import { agencyName } from "@/app/_components/agency-name.ts";
import { type CellWords, figureCell, scaleOf } from "@/app/_components/figure-cells.ts";
import { lengthClass } from "@/app/_components/table-length.ts";
import { href } from "@/app/_messages/messages.ts";
import type { Composition } from "@/lib/catalog/schema.ts";
import type { Composed } from "@/lib/charts/composition-chart.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import { formatAmount } from "@/lib/format.ts";
import type { HeldAgency } from "@/lib/views.ts";

/** One row a report: its parts, the total as printed, and what they differ by. */
export function compositionTable(
  caption: string,
  composition: Composition,
  composed: readonly Composed[],
  agencies: readonly HeldAgency[],
  words: CellWords,
): Markup {
  const { lang, table, catalog } = words;
  const names = composition.parts.map(
    (id) => catalog.indicators.find((entry) => entry.id === id)?.name[lang] ?? id,
  );
  const head = [table.agency, table.year, ...names, table.whole, table.difference].map(
    (name) => html`<th scope="col">${name}</th>`,
  );
  const groups = agencies.map((agency) => {
    const reports = composed.filter((entry) => entry.agency === agency.id);
    const name = html`<a href="${href(lang, `/agencies/${agency.id}`)}">${agencyName(agency, lang)}</a>`;
    const rows = reports.map((report, index) => {
      const group = index === 0 && html`<th scope="rowgroup" rowspan="${reports.length}">${name}</th>`;
      const cells = [...report.parts, report.whole].map((figure) => figureCell(figure, words));
      return html`<tr>${group}<th scope="row">${report.year}</th>${cells}${difference(report, words)}</tr>`;
    });
    return reports.length === 0 ? html`` : html`<tbody>${rows}</tbody>`;
  });
  return html`<table id="values" class="numbers grouped${lengthClass(composed.length)}"><caption><span>${caption}</span></caption><thead><tr>${head}</tr></thead>${groups}</table>`;
}

function difference({ difference: rest, whole }: Composed, words: CellWords): Markup {
  if (rest === null) return html`<td></td>`;
  const text = formatAmount(rest, scaleOf(whole.unit, words), words.lang);
  return rest === 0 ? html`<td>${text}</td>` : html`<td><strong class="off">${text}</strong></td>`;
}
