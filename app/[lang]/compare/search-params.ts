import { z } from "zod";

export const CHARTS = ["line", "bar"] as const;
export const SCALES = ["linear", "log"] as const;
export const MODES = ["share", "absolute"] as const;
export const SUBJECTS = ["indicator", "rate", "composition"] as const;
/** More lines than this tell nobody anything, and every one costs a query. */
export const MOST_AGENCIES = 24;

const Id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const Range = z
  .string()
  .regex(/^\d{4}(-\d{4})?$/)
  .transform((text) => text.split("-").map(Number))
  .transform(([from = 0, to = from]) => ({ from, to }))
  .refine(({ from, to }) => from <= to && from >= 1990 && to <= 2100 && to - from < 60);
const Agencies = z
  .array(z.string())
  .transform((lists) => [...new Set(lists.flatMap((list) => list.split(",")).filter((id) => id !== ""))])
  .pipe(z.array(Id).max(MOST_AGENCIES));
const Subject = z
  .tuple([z.string()])
  .transform(([text]) => text.split("."))
  .pipe(z.tuple([z.enum(SUBJECTS), Id]))
  .transform(([kind, id]) => ({ kind, id }));

export interface Subject {
  readonly kind: (typeof SUBJECTS)[number];
  readonly id: string;
}

/** What the address asks to be compared; empty and `null` where it leaves the choice to us. */
export interface Selection {
  readonly agencies: readonly string[];
  readonly subject: Subject;
  readonly years: { readonly from: number; readonly to: number } | null;
  readonly chart: (typeof CHARTS)[number];
  readonly scale: (typeof SCALES)[number];
  readonly mode: (typeof MODES)[number];
  /** Part of a name by which the form lists agencies. */
  readonly find: string;
}

/** A parameter that could not be used, with its value. */
export interface Problem {
  readonly parameter: "agencies" | "subject" | "years" | "chart" | "scale" | "mode" | "find";
  readonly value: string;
}

export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>;

const DEFAULT_SUBJECT: Subject = { kind: "indicator", id: "requests-received" };

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
  const subjects = [
    ...all("show"),
    ...SUBJECTS.flatMap((kind) => all(kind).map((id) => `${kind}.${id}`)),
  ].filter((text) => text !== "");
  const from = one("from");
  const years = one("years") ?? (from === undefined ? undefined : `${from}-${one("to") ?? from}`);
  return {
    selection: {
      agencies: read("agencies", Agencies, all("agencies"), []),
      subject: read("subject", Subject, subjects.length === 0 ? undefined : subjects, DEFAULT_SUBJECT),
      years: read("years", Range.nullable(), years, null),
      chart: read("chart", z.enum(CHARTS), one("chart"), "line"),
      scale: read("scale", z.enum(SCALES), one("scale"), "linear"),
      mode: read("mode", z.enum(MODES), one("mode"), "share"),
      find: read("find", z.string().max(100), one("find"), ""),
    },
    problems,
  };
}

/** Whether a query was sent by the form rather than written as an address of ours. */
export function isFromForm(params: SearchParams): boolean {
  return ["show", "from", "to"].some((name) => name in params) && !("find" in params && params.find !== "");
}
