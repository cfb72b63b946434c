import { z } from "zod";
import { SCOPES } from "../model.ts";
import { Bilingual, Id } from "./schema.ts";

/** Shapes of rates.json, thresholds.json, populations.json and peer-groups.json: what is compared with whom, and when. */

export const Rate = z
  .strictObject({
    id: Id,
    name: Bilingual,
    group: Id,
    numerator: z.array(Id).min(1),
    /** Indicators that add up to it; empty where the rate is on residents. */
    denominator: z.array(Id),
    /** Applicant member of the numerator where it is not the total. */
    numeratorMember: Id.default("total"),
    /** A proportion is of its own denominator; a ratio sets cases against others and may exceed one. */
    kind: z.enum(["proportion", "ratio"]).default("proportion"),
    /** A ratio is read as so many per 100 or per 10,000. */
    per: z.literal([100, 10_000]).default(100),
    /** Of a ratio: per 100 of what. */
    unit: Bilingual.optional(),
    /** On the residents of the agency's region (populations.json). */
    residents: z.literal(true).optional(),
    /** Scopes of reports for which it means anything; all where not given. */
    scopes: z.array(z.enum(SCOPES)).optional(),
    /** Least denominator, where it is more than that of all rates (thresholds.json). */
    least: z.int().positive().optional(),
    /** Rates of one family answer one question, each in its variant. */
    family: Id.optional(),
    variant: Bilingual.optional(),
    formula: Bilingual,
    caveat: Bilingual,
  })
  .refine(({ denominator, residents }) => (denominator.length === 0) === (residents === true), {
    message: "a rate is on indicators or on residents",
  })
  .refine(({ kind, unit }) => (kind === "ratio") === (unit !== undefined), {
    message: "a ratio, and no proportion, has a unit",
  })
  .refine(({ family, variant }) => (family === undefined) === (variant === undefined), {
    message: "a rate of a family names its variant",
  });

/** From which numbers on statistics are given. */
export const Thresholds = z.strictObject({
  /** Least denominator of a rate. */
  rate: z.int().positive(),
  /** Least denominator of a rate that is ranked. */
  rank: z.int().positive(),
  /** Below this denominator a rate is printed with its interval. */
  interval: z.int().positive(),
  /** Least base of a growth or an index. */
  growth: z.int().positive(),
  /** Least number of agencies of which quartiles are told. */
  quartiles: z.int().positive(),
  /** How many years a count of residents may lie from the year of a rate on them. */
  residents: z.int().nonnegative(),
  /** Probabilities within the limits of a funnel, the inner first. */
  limits: z.tuple([z.number().gt(0).lt(1), z.number().gt(0).lt(1)]),
});

/** Residents of regions as one count found them, by division code. */
export const Population = z.strictObject({
  year: z.int(),
  source: Bilingual,
  residents: z.record(z.string().regex(/^\d{6}$/), z.int().positive()),
});

/** What agencies of one group have in common with the one they are compared with; all of it, where it is several. */
export const PeerGroup = z.strictObject({
  id: Id,
  name: Bilingual,
  criteria: z.array(
    z.discriminatedUnion("by", [
      z.strictObject({ by: z.enum(["kind", "level", "parent", "line"]) }),
      /** The first digits of the division code: 2 for the province, 4 for the prefecture. */
      z.strictObject({ by: z.literal("region"), digits: z.int().min(2).max(6) }),
      /** Within a factor of each other. */
      z.strictObject({ by: z.literal("volume"), factor: z.number().gt(1) }),
    ]),
  ),
});

export type Rate = z.infer<typeof Rate>;
export type Thresholds = z.infer<typeof Thresholds>;
export type Population = z.infer<typeof Population>;
export type PeerGroup = z.infer<typeof PeerGroup>;
