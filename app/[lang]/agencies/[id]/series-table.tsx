import { type CellWords, figureCell } from "@/app/_components/figure-cells.ts";
import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { html } from "@/lib/exports/html.ts";
import { figureAt, type Profile } from "./profile.ts";

interface Props {
  readonly profile: Profile;
  readonly lang: Language;
}

/** The figures under the charts: indicators down, years across, each number leading to its cell. */
export function SeriesTable({ profile, lang }: Props) {
  const { agencies, compare, frame } = messages(lang);
  const words = agencies.profile;
  const { catalog, years } = profile;
  const ids = [...new Set(profile.figures.map(({ indicator }) => indicator))];
  const cellWords = { lang, frame, table: compare.table, catalog };
  const rows = ids.flatMap((id) => {
    const indicator = catalog.indicators.find((entry) => entry.id === id);
    const figures = years.flatMap((year) => figureAt(profile, id, year) ?? []);
    if (!indicator || figures.every((figure) => figure.value.status === "absent")) return [];
    const cells = figures.map((figure) => {
      const cell: CellWords = { ...cellWords, unit: indicator.unit };
      return figureCell(figure, cell);
    });
    const name = html`<a href="${href(lang, `/indicators/${id}`)}">${indicator.name[lang]}</a>`;
    return [html`<tr><th scope="row">${name}</th>${cells}</tr>`];
  });
  if (rows.length === 0) return null;
  const head = years.map((year) => html`<th scope="col">${year}</th>`);
  const table = html`<table class="numbers sticky"><thead><tr><th scope="col">${words.year}</th>${head}</tr></thead><tbody>${rows}</tbody></table>`;
  return (
    <details>
      <summary>{words.asTable}</summary>
      <DrawnRegion name={words.asTable} lang={lang} markup={table} />
      <p className="notes">
        {compare.table.notHeldNote} {compare.table.marks}
      </p>
    </details>
  );
}
