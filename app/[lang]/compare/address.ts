import type { Selection } from "./search-params.ts";

/** The query of a selection, readable and always in the same order, so that equal views have equal addresses. */
export function queryOf({ agencies, subject, years, chart, scale, mode }: Selection): string {
  const composed = subject.kind === "composition";
  return [
    agencies.length > 0 ? `agencies=${agencies.join(",")}` : "",
    `${subject.kind}=${subject.id}`,
    years === null ? "" : `years=${years.from === years.to ? years.from : `${years.from}-${years.to}`}`,
    composed ? `mode=${mode}` : `chart=${chart}`,
    !composed && scale !== "linear" ? `scale=${scale}` : "",
  ]
    .filter((part) => part !== "")
    .join("&");
}

/** The permanent address of a selection, without the language; with `form`, of its CSV or JSON. */
export function pathOf(selection: Selection, form?: "data.csv" | "data.json"): string {
  return `/compare${form === undefined ? "" : `/${form}`}?${queryOf(selection)}`;
}
