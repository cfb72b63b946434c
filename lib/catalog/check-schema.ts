import { z } from "zod";
import { SEVERITIES } from "../model.ts";
import { Bilingual, Id } from "./schema.ts";

/** The shape of the checks, and of the words by which prose states what the tables print. */

/**
 * A cell, or a derived indicator that stands for the cells of its edition; what is left out comes from `each`. `year`
 * -1 takes it from the report of the year before, `sign` -1 subtracts it.
 */
export const CheckTerm = z.strictObject({
  indicator: Id.optional(),
  member: Id.optional(),
  sign: z.literal(-1).optional(),
  year: z.literal(-1).optional(),
});
const Terms = z.array(CheckTerm).min(1);

/** What every check says of itself, whatever it does. */
const CheckHead = z.strictObject({
  id: Id,
  /** The expression in words. */
  statement: Bilingual,
  /** How it may fail without fault. */
  note: Bilingual.optional(),
  severity: z.enum(SEVERITIES),
  /** The form, law or practice it rests on. */
  basis: Bilingual,
  /** First report year it applies to. */
  since: z.int(),
  until: z.int().optional(),
  /** Editions whose tables it concerns; all where not given. */
  editions: z.array(Id).min(1).optional(),
});

/** A relation (勾稽关系) between sums of cells, repeated over columns, rows or the indicators of `among`. */
export const RelationCheck = CheckHead.extend({
  kind: z.literal("relation"),
  relation: z.enum(["=", "<="]),
  /** Table whose columns or rows `each` runs over, and in which the findings are shown. */
  table: Id.optional(),
  each: z.enum(["member", "row", "cell"]).optional(),
  among: z.array(Id).optional(),
  left: Terms,
  right: Terms,
});
/** A figure at most `factor` times that of the year before and at least a `factor`th; small figures are let be. */
export const JumpCheck = CheckHead.extend({
  kind: z.literal("jump"),
  indicators: z.array(Id).min(1),
  factor: z.number().positive(),
  floor: z.int(),
});
export const NonNegativeCheck = CheckHead.extend({ kind: z.literal("non-negative"), except: z.array(Id) });
/** Where `when` is above zero, so is `then`; `{each}` in an indicator stands for each of `each`. */
export const RequiresCheck = CheckHead.extend({
  kind: z.literal("requires"),
  each: z.array(Id).optional(),
  when: z.array(z.strictObject({ indicator: z.string() })).min(1),
  // biome-ignore lint/suspicious/noThenProperty: the data reads when … then …
  then: z.array(z.strictObject({ indicator: z.string() })).min(1),
});
/** Figures that only some agencies can have. */
export const PowerCheck = CheckHead.extend({
  kind: z.literal("power"),
  indicators: z.array(Id).min(1),
  allowed: z.array(z.strictObject({ kind: Id, levels: z.array(Id) })),
});
export const RepetitionCheck = CheckHead.extend({
  kind: z.literal("repetition"),
  of: z.enum(["previous-year", "other-agency"]),
  /** Cells above zero from which tables are compared. */
  fewest: z.int(),
});
export const SilenceCheck = CheckHead.extend({ kind: z.literal("silence"), terms: Terms, fewest: z.int() });
export const IdentityCheck = CheckHead.extend({
  kind: z.literal("identity"),
  of: z.enum(["title-year", "file-of-two-agencies"]),
});
export const RollUpCheck = CheckHead.extend({ kind: z.literal("roll-up"), indicators: z.array(Id).min(1) });
/** Last day of publication for some kinds of agency in the year after the report's. */
export const DeadlineCheck = CheckHead.extend({
  kind: z.literal("deadline"),
  /** `*`: kinds that no other deadline of the year names. */
  kinds: z.array(z.string()).min(1),
  month: z.int().min(1).max(12),
  day: z.int().min(1).max(31),
});

export const Check = z.discriminatedUnion("kind", [
  RelationCheck,
  JumpCheck,
  NonNegativeCheck,
  RequiresCheck,
  PowerCheck,
  RepetitionCheck,
  SilenceCheck,
  IdentityCheck,
  RollUpCheck,
  DeadlineCheck,
]);

export type Check = z.infer<typeof Check>;
export type CheckOf<Kind extends Check["kind"]> = Extract<Check, { kind: Kind }>;
export type CheckTerm = z.infer<typeof CheckTerm>;
