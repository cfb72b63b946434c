import { z } from "zod";
import { SCOPES } from "../model.ts";
import { PARAMETERS } from "./parameters.ts";
import { ROWS, type RowName } from "./rows.ts";

/**
 * The read API: what may be asked, what is answered, and where the next page begins. Routes read their parameters and
 * tests their answers by it; the description for programs and the page for people are made of it.
 */

/** Of the definitions below; grows with what is added to them. */
export const API_VERSION = "1.1.0";

export interface Endpoint {
  /** Below `/api/v1`. */
  readonly id: string;
  readonly parameters: z.ZodObject;
  /** Kinds of rows; which one it is follows from the parameters. */
  readonly rows: readonly RowName[];
  /** Place of an item in the order of the answer. */
  readonly cursor: z.ZodType<readonly (string | number)[]>;
  /** Queries that answer something, the simplest first. */
  readonly examples: readonly string[];
}

const { lang, limit, cursor } = PARAMETERS;
const { agency, year, scope, region, release, data } = PARAMETERS;
const Scope = z.enum(SCOPES);

export const ENDPOINTS = {
  agencies: {
    id: "agencies",
    parameters: z.strictObject({
      q: PARAMETERS.q,
      region,
      kind: PARAMETERS.kind,
      level: PARAMETERS.level,
      held: PARAMETERS.held,
      limit,
      cursor,
      lang,
    }),
    rows: ["Agency"],
    cursor: z.tuple([z.string()]),
    examples: ["held=yes", "region=350000&limit=10"],
  },
  indicators: {
    id: "indicators",
    parameters: z.strictObject({ group: PARAMETERS.group, limit, cursor, lang }),
    rows: ["Indicator"],
    cursor: z.tuple([z.string()]),
    examples: ["limit=1000", "limit=10"],
  },
  rates: {
    id: "rates",
    parameters: z.strictObject({ limit, cursor, lang }),
    rows: ["Rate"],
    cursor: z.tuple([z.string()]),
    examples: [""],
  },
  reports: {
    id: "reports",
    parameters: z.strictObject({ agency, year, scope, region, release, data, limit, cursor, lang }),
    rows: ["Report"],
    cursor: z.tuple([z.string(), z.int(), Scope]),
    examples: ["year=2022", "agency=pingtan-zone"],
  },
  facts: {
    id: "facts",
    parameters: z.strictObject({
      agency,
      year,
      scope,
      region,
      indicator: PARAMETERS.indicator,
      member: PARAMETERS.member,
      release,
      data,
      limit,
      cursor,
      lang,
    }),
    rows: ["Fact"],
    cursor: z.tuple([z.string(), z.int(), Scope, z.string(), z.string(), z.string()]),
    examples: ["agency=pingtan-zone&year=2022", "indicator=requests-received&member=total"],
  },
  series: {
    id: "series",
    parameters: z.strictObject({
      agencies: PARAMETERS.agencies,
      indicators: PARAMETERS.indicators,
      rate: PARAMETERS.rate,
      years: PARAMETERS.years,
      member: PARAMETERS.member,
      release,
      data,
      limit,
      cursor,
      lang,
    }),
    rows: ["Figure", "RateFigure"],
    cursor: z.tuple([z.string(), z.string(), z.int()]),
    examples: [
      "agencies=pingtan-zone,suqian-city&indicators=requests-received&years=2019-2025",
      "agencies=pingtan-zone&rate=full-disclosure-rate",
    ],
  },
  findings: {
    id: "findings",
    parameters: z.strictObject({
      agency,
      year,
      scope,
      region,
      code: PARAMETERS.code,
      check: PARAMETERS.check,
      severity: PARAMETERS.severity,
      release,
      data,
      limit,
      cursor,
      lang,
    }),
    rows: ["Finding"],
    cursor: z.tuple([z.int()]),
    examples: ["severity=error", "agency=pingtan-zone&year=2022"],
  },
} as const satisfies Readonly<Record<string, Endpoint>>;

export type EndpointName = keyof typeof ENDPOINTS;

/** What every endpoint answers, around its rows. */
export function pageOf({ rows }: Pick<Endpoint, "rows">) {
  const [first, ...others] = rows.map((name) => ROWS[name]);
  const item = first === undefined ? z.never() : others.length === 0 ? first : z.union([first, ...others]);
  return z.strictObject({
    data_version: z.int(),
    changed_at: z.iso.datetime().nullable(),
    /** Of an answer from a former state of the data. */
    newest_data_version: z.int().optional(),
    demonstration: z.string().optional(),
    items: z.array(item),
    next: z.string().nullable(),
  });
}
