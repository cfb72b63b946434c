import { z } from "zod";
import { SCOPES, SEVERITIES } from "../model.ts";
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

/** The same where somebody set another date for a region or a year: the rules are data of the database. */
export const LocalDeadlineCheck = CheckHead.extend({ kind: z.literal("local-deadline") });

/** What the form asks of a report, whatever its figures. */
export const FormCheck = CheckHead.extend({
  kind: z.literal("form"),
  /**
   * `edition`: each table is of the form of its year; `sections`: the report has every section of the form; `filled`: no
   * cell of its tables is blank or struck through.
   */
  of: z.enum(["edition", "sections", "filled"]),
});
/** Two figures that count nearly the same: neither is more than `factor` times the other; small ones are let be. */
export const NearCheck = CheckHead.extend({
  kind: z.literal("near"),
  left: Terms,
  right: Terms,
  factor: z.number().positive(),
  floor: z.int(),
});

/** What the prose of a report states, against its tables or against itself (lib/catalog/claims.json). */
export const ClaimCheck = CheckHead.extend({
  kind: z.literal("claim"),
  /**
   * `level`: a number of the tables; `none`: nothing where the tables have something, or the reverse; `share`, `growth`: a
   * percentage worked out again; `list`: parts against the total stated with them.
   */
  of: z.enum(["level", "none", "share", "growth", "list"]),
  /** Subjects of the claims; all where not given. */
  subjects: z.array(Id).min(1).optional(),
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
  LocalDeadlineCheck,
  FormCheck,
  NearCheck,
  ClaimCheck,
]);

/** ECMAScript with the flag `u`, over text without spaces and quotes; `<name>` stands for a fragment. */
const Pattern = z.string().min(1);

/** Figures that a number in the prose may be: signed sums of canonical indicators. */
const ClaimBasis = z.strictObject({
  id: Id,
  name: Bilingual,
  terms: z
    .array(z.strictObject({ indicator: Id, member: Id.optional(), sign: z.literal(-1).optional() }))
    .min(1),
});

const ClaimSubject = z.strictObject({
  id: Id,
  name: Bilingual,
  /** Units it is counted in. */
  units: z.array(z.string()).min(1),
  /**
   * The words before the number, or around it. `topic`: only where the text speaks of it; `loose`: they may mean something
   * else too, so that the number may agree with the tables but never contradict them.
   */
  forms: z
    .array(z.strictObject({ words: Pattern, topic: Id.optional(), loose: z.literal(true).optional() }))
    .min(1),
  /** What there is none of. */
  none: Pattern.optional(),
  /** Without these words in the paragraph its forms are loose. */
  context: Pattern.optional(),
  /** What a bare total behind it counts: 新收12件，上年结转1件，共13件. */
  upTo: Id.optional(),
  /** In the order in which they are tried. */
  bases: z.array(Id).min(1),
});

/** The words by which reports state in prose what their tables print. */
export const Claims = z.strictObject({
  fragments: z.record(z.string(), Pattern),
  /** What a text speaks of, the narrower before the wider. */
  topics: z.array(z.strictObject({ id: Id, words: Pattern })),
  scopes: z.array(z.strictObject({ scope: z.enum(SCOPES), words: Pattern })),
  sameYear: Pattern,
  otherYear: Pattern,
  /** Before a year: the year is only compared with. */
  notBeforeYear: Pattern,
  /** Words that may stand before a subject without changing what is counted. */
  neutral: z.array(Pattern),
  /** Words between the subject and its number. */
  fillers: z.array(z.string()),
  /** Words that may follow the number. */
  after: z.array(Pattern),
  /** Remarks in brackets between the subject and its number. */
  asides: Pattern,
  /** Words by which only a part is counted, or the work of others. */
  partial: Pattern,
  approximate: z.strictObject({
    above: Pattern,
    about: Pattern,
    below: Pattern,
    more: Pattern,
    aboutAfter: Pattern,
    aboveAfter: Pattern,
  }),
  units: z.array(z.string()),
  growth: z.strictObject({ rise: Pattern, fall: Pattern, compared: Pattern }),
  share: z.strictObject({
    words: Pattern,
    several: Pattern,
    whole: Pattern,
    /** Subjects whose share may be in a total of the tables, and the bases of those totals. */
    subjects: z.array(Id),
    totals: z.array(Id),
  }),
  lists: z.strictObject({ introducers: Pattern, exhaustive: Pattern, remainder: Pattern, open: Pattern }),
  /** Subjects that together make up a whole. */
  families: z.array(z.array(Id).min(2)),
  none: z.strictObject({ words: Pattern, verbs: Pattern, tail: Pattern }),
  bases: z.array(ClaimBasis),
  subjects: z.array(ClaimSubject),
});

export type Check = z.infer<typeof Check>;
export type CheckOf<Kind extends Check["kind"]> = Extract<Check, { kind: Kind }>;
export type CheckTerm = z.infer<typeof CheckTerm>;
export type Claims = z.infer<typeof Claims>;
export type ClaimSubject = z.infer<typeof ClaimSubject>;
export type ClaimBasis = z.infer<typeof ClaimBasis>;
