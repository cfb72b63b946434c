import { DrawnMarkup } from "@/app/_components/drawn-markup.tsx";
import type { CellWords } from "@/app/_components/figure-cells.ts";
import { figureCells, rateCells, trendTable } from "@/app/_components/trend-table.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { headline, unitOf } from "./chart.ts";
import type { Comparison } from "./comparison.ts";
import { compositionTable } from "./composition-table.ts";

interface Props {
  readonly comparison: Comparison;
  readonly lang: Language;
}

/** Every number of the chart and every reason for a missing one. One string: hundreds of elements cost too much. */
export function ValueTable({ comparison, lang }: Props) {
  const { shown, agencies, years, catalog } = comparison;
  const { frame, compare } = messages(lang);
  const unit = unitOf(comparison);
  const words: CellWords = { lang, frame, table: compare.table, catalog, unit: unit?.id ?? "" };
  const title = headline(comparison, lang, compare);
  const caption =
    unit === undefined ? title : `${title} (${fill(compare.table.unit, { unit: unit.name[lang] })})`;
  const cellsOf = (agency: string) => {
    if (shown.kind === "rate") return rateCells(shown.figures, agency, words);
    return shown.kind === "indicator" ? figureCells(shown.figures, agency, words) : [];
  };
  const { markup } =
    shown.kind === "composition"
      ? compositionTable(caption, shown.entry, shown.composed, agencies, words)
      : trendTable(caption, agencies, years, cellsOf, words);
  return (
    <>
      <DrawnMarkup className="scroller" markup={markup} />
      <p className="notes">
        {shown.kind === "composition" ? compare.table.differenceNote : compare.table.notHeldNote}{" "}
        {compare.table.marks}
      </p>
    </>
  );
}
