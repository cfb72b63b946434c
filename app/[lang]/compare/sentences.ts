import { agencyName } from "@/app/_components/agency-name.ts";
import { fill, type Messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { writeYears } from "./address.ts";
import type { ComparedChart } from "./chart.ts";
import type { Comparison } from "./comparison.ts";
import { gridOf } from "./grid.ts";
import type { Subject } from "./search-params.ts";
import { getEntry } from "./subjects.ts";
import type { Words } from "./words.ts";

export function subjectName({ catalog }: Comparison, { kind, id }: Subject, lang: Language): string {
  const entries = { indicator: catalog.indicators, rate: catalog.rates, composition: catalog.compositions };
  return getEntry<{ readonly id: string; readonly name: { readonly zh: string; readonly en: string } }>(
    entries[kind],
    id,
  ).name[lang];
}

/** "Requests received, Suqian and others (4 agencies), 2011–2025", of what is shown at once. */
export function headline(comparison: Comparison, lang: Language, text: Messages["compare"]): string {
  const { layer, mode, base } = comparison;
  const many = (names: readonly string[], several: string) =>
    names.length > 2 ? fill(several, { first: names[0] ?? "", n: names.length }) : names.join(text.separator);
  const subject = many(
    layer.subjects.map((one) => subjectName(comparison, one, lang)),
    text.subjectsMany,
  );
  const composed = comparison.shown.kind === "composition";
  const shownAs =
    mode === "index"
      ? fill(text.asIndex, { year: base ?? "" })
      : mode === "share" && !composed
        ? text.asShare
        : "";
  return fill(text.headline, {
    subject: `${subject}${shownAs}`,
    agencies: many(
      layer.agencies.map((agency) => agencyName(agency, lang)),
      text.agenciesMany,
    ),
    years: writeYears(layer.years, "–", text.separator),
  });
}

/** What the chart says: how many values, the highest and the lowest. */
export function summaryOf(comparison: Comparison, chart: ComparedChart | undefined, words: Words): string {
  const { compare } = words;
  const { layer } = comparison;
  const counts = { agencies: layer.agencies.length, years: layer.years.length };
  if (chart?.kind === "flow") return compare.flow.summary;
  if (chart?.kind === "composition") {
    const values = chart.groups.flatMap(({ bars }) => bars.flatMap(({ parts }) => parts));
    return fill(compare.chart.summary, { ...counts, n: values.filter((value) => value !== null).length });
  }
  const cells = gridOf(
    { ...comparison, selection: { ...comparison.selection, filter: "all" } },
    words,
  ).rows.flatMap((row) =>
    row.cells.flatMap((cell) => (cell?.point ? { row: row.name, cell, value: cell.point.value } : [])),
  );
  const summary = fill(compare.chart.summary, { ...counts, n: cells.length });
  // Of several units there is no highest.
  const [first] = cells;
  if (
    first === undefined ||
    chart === undefined ||
    chart.kind === "scatter" ||
    (chart.kind === "heat" && chart.byColumn)
  )
    return summary;
  const ranked = cells.toSorted((a, b) => b.value - a.value);
  const say = (sentence: string, found: (typeof cells)[number] | undefined) =>
    found === undefined
      ? ""
      : fill(sentence, { agency: found.row, year: found.cell.year, value: found.cell.text });
  return [
    summary,
    say(compare.chart.highest, ranked[0]),
    cells.length > 1 ? say(compare.chart.lowest, ranked.at(-1)) : "",
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}
