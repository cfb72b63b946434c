import { z } from "zod";
import { parseState, writeState } from "@/lib/exports/data-state.ts";

export const CHARTS = [
  "line",
  "bar",
  "stacked",
  "slope",
  "dot",
  "heat",
  "multiples",
  "scatter",
  "flow",
  "difference",
] as const;
export const SCALES = ["linear", "log"] as const;
/** Figures as printed, as a share of the printed whole they are part of, or against a base year. */
export const MODES = ["absolute", "share", "index"] as const;
export const SUBJECTS = ["indicator", "rate", "composition"] as const;
/** What stands in the rows and in the columns; the third is chosen with `at`. */
export const VIEWS = ["agency-year", "agency-indicator", "indicator-year"] as const;
export const FILTERS = ["all", "complete", "gaps", "none", "marked"] as const;
/** More than this no page shows. */
export const MOST_AGENCIES = 40;
export const MOST_SUBJECTS = 12;

export type ChartKind = (typeof CHARTS)[number];
export type Mode = (typeof MODES)[number];
export type View = (typeof VIEWS)[number];

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Year = z.coerce.number().int().min(1990).max(2100);
const MOST_YEARS = 60;

/** `2019-2024` or `2015,2019-2021`: the years, ascending. */
const Years = z
  .string()
  .regex(/^\d{4}(-\d{4})?(,\d{4}(-\d{4})?)*$/)
  .transform((text) => text.split(",").map((part) => part.split("-").map(Number)))
  .refine((spans) =>
    spans.every(
      ([from = 0, to = from]) => from <= to && from >= 1990 && to <= 2100 && to - from < MOST_YEARS,
    ),
  )
  .transform((spans) => [
    ...new Set(
      spans.flatMap(([from = 0, to = from]) =>
        Array.from({ length: to - from + 1 }, (_, index) => from + index),
      ),
    ),
  ])
  .transform((years) => years.toSorted((a, b) => a - b));

/** An agency by its id, or with a prefix several at once: who knows the prefix resolves it. */
const Selector = z
  .string()
  .regex(/^([a-z]+:)?[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(120);

/** Every one by itself, so that one that cannot be read costs no other. */
const listed = (lists: readonly string[]) => [
  ...new Set(lists.flatMap((list) => list.split(",")).filter((id) => id !== "")),
];

export interface Subject {
  readonly kind: (typeof SUBJECTS)[number];
  readonly id: string;
}

/** The key of a subject: `rate.disclosure-rate`. */
export const subjectKey = ({ kind, id }: Subject): string => `${kind}.${id}`;

const SubjectText = z
  .string()
  .transform((text) => text.split("."))
  .pipe(z.tuple([z.enum(SUBJECTS), Id]))
  .transform(([kind, id]): Subject => ({ kind, id }));

/** Ascending by the column, or with `-` descending; `name` is that of the row. */
const Sort = z
  .string()
  .regex(/^-?([a-z0-9]+[.-])*[a-z0-9]+$/)
  .max(120);
const At = z
  .string()
  .regex(/^([a-z0-9]+[.-])*[a-z0-9]+$/)
  .max(120);

/** What the address asks to be compared; empty and `null` where it leaves the choice to us. */
export interface Selection {
  readonly agencies: readonly string[];
  readonly subjects: readonly Subject[];
  readonly years: readonly number[] | null;
  readonly view: View;
  /** Key of what is shown of the third dimension. */
  readonly at: string | null;
  readonly chart: ChartKind | null;
  readonly scale: (typeof SCALES)[number];
  readonly mode: Mode | null;
  /** Base year of an index. */
  readonly base: number | null;
  readonly sort: string | null;
  readonly filter: (typeof FILTERS)[number];
  /** What the form lists agencies by: part of a name, its sound or initials. */
  readonly find: string;
  /** Part of the name by which the form lists indicators. */
  readonly seek: string;
  /** Of the data, as the address names it: `release=3`; nothing for the newest. */
  readonly state: string;
}

/** A parameter that could not be used, with its value. */
export interface Problem {
  readonly parameter:
    | "agencies"
    | "subject"
    | "years"
    | "view"
    | "at"
    | "chart"
    | "scale"
    | "mode"
    | "base"
    | "sort"
    | "filter"
    | "find"
    | "seek";
  readonly value: string;
}

export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads the query of an address. A value that cannot be used becomes a problem and its default, never an error. */
export function parseSearchParams(params: SearchParams): {
  readonly selection: Selection;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const all = (name: string) => [params[name] ?? []].flat();
  const one = (name: string) => all(name).find((value) => value !== "");
  function read<T>(parameter: Problem["parameter"], shape: z.ZodType<T>, given: unknown, otherwise: T): T {
    if (given === undefined) return otherwise;
    const parsed = shape.safeParse(given);
    if (parsed.success) return parsed.data;
    problems.push({ parameter, value: String(given) });
    return otherwise;
  }
  function readEach<T>(
    parameter: Problem["parameter"],
    shape: z.ZodType<T>,
    given: readonly string[],
    most: number,
  ): T[] {
    for (const value of given.slice(most)) problems.push({ parameter, value });
    return given.slice(0, most).flatMap((value) => read<T | null>(parameter, shape, value, null) ?? []);
  }
  const subjects = [
    ...listed(all("show")),
    ...SUBJECTS.flatMap((kind) => listed(all(kind)).map((id) => `${kind}.${id}`)),
  ];
  const from = one("from");
  const years = one("years") ?? (from === undefined ? undefined : `${from}-${one("to") ?? from}`);
  return {
    selection: {
      agencies: readEach("agencies", Selector, listed(all("agencies")), MOST_AGENCIES),
      subjects: alone(readEach("subject", SubjectText, [...new Set(subjects)], MOST_SUBJECTS), problems),
      years: read("years", Years.nullable(), years, null),
      view: read("view", z.enum(VIEWS), one("view"), "agency-year"),
      at: read("at", At.nullable(), one("at"), null),
      chart: read("chart", z.enum(CHARTS).nullable(), one("chart"), null),
      scale: read("scale", z.enum(SCALES), one("scale"), "linear"),
      mode: read("mode", z.enum(MODES).nullable(), one("mode"), null),
      base: read("base", Year.nullable(), one("base"), null),
      sort: read("sort", Sort.nullable(), one("sort"), null),
      filter: read("filter", z.enum(FILTERS), one("filter"), "all"),
      find: read("find", z.string().max(100), one("find") ?? one("q"), ""),
      seek: read("seek", z.string().max(100), one("seek"), ""),
      state: writeState(parseState(params)),
    },
    problems,
  };
}

/** A composition is several figures of a report already and stands alone. */
function alone(subjects: readonly Subject[], problems: Problem[]): readonly Subject[] {
  const composition = subjects.find(({ kind }) => kind === "composition");
  if (composition === undefined) return subjects;
  for (const other of subjects)
    if (other !== composition) problems.push({ parameter: "subject", value: subjectKey(other) });
  return [composition];
}

/** Whether a query was sent by the form rather than written as an address of ours. */
export function isFromForm(params: SearchParams): boolean {
  const asks = ["find", "seek", "q"].some((name) => name in params && params[name] !== "");
  return ["show", "from", "to"].some((name) => name in params) && !asks;
}
