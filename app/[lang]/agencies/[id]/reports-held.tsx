import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { html } from "@/lib/exports/html.ts";
import { formatDate } from "@/lib/format.ts";
import type { ReportSummary } from "@/lib/views.ts";
import css from "./profile.module.css";

interface Props {
  readonly reports: readonly ReportSummary[];
  readonly catalog: Catalog;
  readonly lang: Language;
}

/** Every report held, newest first, with its file. */
export function ReportsHeld({ reports, catalog, lang }: Props) {
  const { agencies, report: reportWords, frame } = messages(lang);
  const words = agencies.profile;
  const columns = words.reportColumns;
  const editions = new Map(catalog.editions.map((edition) => [edition.id, edition.name[lang]]));
  const severities = ["error", "warning", "info"] as const;
  const rows = reports.map((one) => {
    const address = `${href(lang, `/agencies/${one.agency}/${one.year}`)}?scope=${one.scope}`;
    const chips = severities
      .filter((severity) => one.findings[severity] > 0)
      .map(
        (severity) =>
          html`<a class="chip ${severity}" href="${address}#findings">${frame.severity[severity]} ${one.findings[severity]}</a> `,
      );
    const published = one.published ? formatDate(one.published, lang) : words.notStated;
    return html`<tr><th scope="row"><a href="${address}">${one.year}</a></th><td>${frame.scope[one.scope]}</td>
<td>${one.editions.map((id) => editions.get(id) ?? id).join(" · ")}</td><td class="number">${fill(reportWords.of, { n: one.cellsRead, total: one.cellsExpected })}</td>
<td>${chips.length > 0 ? chips : html`<span class="soft">0</span>`}</td><td>${published}</td><td class="number">${one.version}</td>
<td><a href="${href(lang, `/documents/${one.document}`)}">${one.fileName}</a></td></tr>`;
  });
  const heads = [
    columns.year,
    columns.scope,
    columns.editions,
    columns.cells,
    columns.findings,
    columns.published,
    columns.version,
    columns.file,
  ];
  const numeric = new Set([columns.cells, columns.version]);
  const head = heads.map(
    (name) => html`<th scope="col"${numeric.has(name) && html` class="number"`}>${name}</th>`,
  );
  const table = html`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
  return (
    <section aria-labelledby="reports">
      <h2 id="reports">{words.reports}</h2>
      {reports.length === 0 ? (
        <p>{words.noReports}</p>
      ) : (
        <DrawnRegion name={words.reports} lang={lang} className={css.reports} markup={table} />
      )}
    </section>
  );
}
