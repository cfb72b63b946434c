import { DrawnMarkup } from "@/app/_components/drawn-markup.tsx";
import { fill, href } from "@/app/_messages/messages.ts";
import { pathOf } from "./address.ts";
import type { ComparedChart } from "./chart.ts";
import { shownUnit } from "./chart.ts";
import { flowTable, stepsTable } from "./chart-table.ts";
import type { Comparison } from "./comparison.ts";
import { compositionTable } from "./composition-table.ts";
import { type Grid, gridOf } from "./grid.ts";
import { gridTable } from "./grid-table.ts";
import { FILTERS } from "./search-params.ts";
import { headline } from "./sentences.ts";
import type { Words } from "./words.ts";

interface Props {
  readonly comparison: Comparison;
  readonly words: Words;
}

export function ValueTable({
  comparison,
  chart,
  words,
}: Props & { readonly chart: ComparedChart | undefined }) {
  const { shown, agencies, catalog } = comparison;
  const { lang, frame, compare } = words;
  const unit = shownUnit(comparison);
  const title = headline(comparison, lang, compare);
  const caption =
    unit === undefined ? title : `${title} (${fill(compare.table.unit, { unit: unit.name[lang] })})`;
  const grid = gridOf(comparison, words);
  const { markup } =
    chart?.kind === "flow"
      ? flowTable(caption, chart, words)
      : shown.kind === "composition"
        ? compositionTable(caption, shown.entry, shown.composed, agencies, {
            ...{ lang, frame, catalog, table: compare.table },
            unit: unit?.id ?? "",
          })
        : gridTable(caption, comparison, grid, words);
  return (
    <>
      {chart?.kind === "difference" && (
        <DrawnMarkup className="scroller" markup={stepsTable(title, chart, words).markup} />
      )}
      {shown.kind === "values" && <Filters comparison={comparison} grid={grid} words={words} />}
      <DrawnMarkup
        className="scroller"
        role="region"
        aria-label={compare.table.title}
        tabIndex={0}
        markup={markup}
      />
      <p className="notes">
        {shown.kind === "composition" ? compare.table.differenceNote : compare.table.notHeldNote}{" "}
        {compare.table.marks} {shown.kind === "values" && compare.table.subtotal}
      </p>
    </>
  );
}

/** Which rows are shown, each a link, and how many of all they are. */
function Filters({ comparison, grid, words }: Props & { readonly grid: Grid }) {
  const { selection } = comparison;
  const { lang, compare } = words;
  return (
    <nav className="actions small no-print" aria-label={compare.table.filter}>
      <span className="soft">{compare.table.filter}</span>
      {FILTERS.map((filter) => (
        <a
          key={filter}
          href={href(lang, `${pathOf({ ...selection, filter })}#table`)}
          aria-current={filter === selection.filter ? "true" : undefined}
        >
          {compare.table.filters[filter]}
        </a>
      ))}
      <span className="soft">{fill(compare.table.rows, { n: grid.rows.length, all: grid.all })}</span>
    </nav>
  );
}
