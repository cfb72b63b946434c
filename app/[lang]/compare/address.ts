import { type Selection, SUBJECTS } from "./search-params.ts";

/** `2015,2019-2021`. */
export function writeYears(years: readonly number[], dash = "-", comma = ","): string {
  const runs: [number, number][] = [];
  for (const year of [...new Set(years)].toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && year === last[1] + 1) last[1] = year;
    else runs.push([year, year]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}${dash}${to}`)).join(comma);
}

/** The query of a selection, readable and always in the same order, so that equal views have equal addresses. */
export function queryOf(selection: Selection): string {
  const { agencies, subjects, years, view, at, chart, scale, mode, base, sort, filter, state } = selection;
  const named = SUBJECTS.map((kind) => {
    const ids = subjects.flatMap((subject) => (subject.kind === kind ? subject.id : []));
    return ids.length === 0 ? "" : `${kind}=${ids.join(",")}`;
  });
  const given = (name: string, value: string | number | null, otherwise: string | null = null) =>
    value === null || value === otherwise ? "" : `${name}=${value}`;
  return [
    agencies.length > 0 ? `agencies=${agencies.join(",")}` : "",
    ...named,
    years === null ? "" : `years=${writeYears(years)}`,
    given("view", view, "agency-year"),
    given("at", at),
    given("chart", chart),
    given("scale", scale, "linear"),
    given("mode", mode),
    given("base", base),
    given("sort", sort),
    given("filter", filter, "all"),
    state,
  ]
    .filter((part) => part !== "")
    .join("&");
}

export type Twin = "data.csv" | "data.xlsx" | "data.json" | "chart.svg";

/** The permanent address of a selection, without the language; with `form`, of the file that holds what it shows. */
export function pathOf(selection: Selection, form?: Twin): string {
  const query = queryOf(selection);
  return `/compare${form === undefined ? "" : `/${form}`}${query === "" ? "" : `?${query}`}`;
}
