import type { Random } from "../typeset/random.ts";
import { around, share } from "./draw.ts";
import type { Counts, Table } from "./tables.ts";

/** Requests and what became of them, and the cases that followed. */

const APPLICANTS = {
  "natural-person": 84,
  "commercial-enterprise": 9,
  "research-institution": 1,
  "public-welfare-organization": 1,
  "legal-service-organization": 4,
  "other-organization": 1,
};
type Applicant = keyof typeof APPLICANTS;
const MEMBERS = Object.keys(APPLICANTS) as Applicant[];

const OUTCOMES = {
  "disclosed-in-full": 46,
  "disclosed-in-part": 7,
  "denied-state-secret": 0.5,
  "denied-other-law": 1,
  "denied-three-securities-one-stability": 0.5,
  "denied-third-party-rights": 3,
  "denied-internal-affairs": 1.5,
  "denied-process-information": 2,
  "denied-enforcement-case-file": 3,
  "denied-administrative-inquiry": 1,
  "unable-not-held": 18,
  "unable-requires-creation": 3,
  "unable-unclear-after-correction": 1,
  "not-processed-petition-complaint": 4,
  "not-processed-repeat-request": 2,
  "not-processed-public-publication": 0.5,
  "not-processed-vexatious": 0.5,
  "not-processed-confirm-or-reissue": 0.5,
};
const OTHER_HANDLING = {
  "form-2019": { "other-handling": 4 },
  "form-2021": {
    "other-failure-to-correct": 2,
    "other-fee-unpaid": 0.5,
    "other-remaining": 1.5,
  },
};

/** Requests that were left for the next year, by applicant. */
export type CarriedOut = Readonly<Record<string, number>>;

export interface RequestYear {
  readonly table: Table;
  readonly carriedOut: CarriedOut;
  readonly received: number;
  readonly answered: number;
}

function withTotal(counts: Record<Applicant, number>): Counts {
  return { ...counts, total: MEMBERS.reduce((sum, member) => sum + counts[member], 0) };
}

/** The table of requests: outcomes add up, what came in is what was answered and what goes on. */
export function drawRequests(
  random: Random,
  edition: "form-2019" | "form-2021",
  received: number,
  carriedIn: CarriedOut,
): RequestYear {
  const none = () => Object.fromEntries(MEMBERS.map((member) => [member, 0])) as Record<Applicant, number>;
  const weights: Readonly<Record<string, number>> = { ...OUTCOMES, ...OTHER_HANDLING[edition] };
  const came = share(random, received, APPLICANTS);
  const before = none();
  const after = none();
  const done = none();
  const outcomes = Object.fromEntries(Object.keys(weights).map((outcome) => [outcome, none()]));
  for (const member of MEMBERS) {
    before[member] = carriedIn[member] ?? 0;
    const open = came[member] + before[member];
    after[member] = open > 4 ? Math.round(open * random() * 0.08) : 0;
    done[member] = open - after[member];
    for (const [outcome, count] of Object.entries(share(random, done[member], weights))) {
      const row = outcomes[outcome];
      if (row !== undefined) row[member] = count;
    }
  }
  const rows = Object.entries(outcomes).map(([outcome, counts]) => [outcome, withTotal(counts)] as const);
  return {
    table: {
      "requests-received": withTotal(came),
      "requests-carried-in": withTotal(before),
      ...Object.fromEntries(rows),
      "results-total": withTotal(done),
      "requests-carried-out": withTotal(after),
    },
    carriedOut: after,
    received,
    answered: withTotal(done).total ?? 0,
  };
}

const VERDICTS = { upheld: 60, corrected: 8, other: 22, pending: 10 };
/** Cases are left pending only where so many requests are answered that the next year has some again. */
const BUSY = 30;

/** What earlier years leave: cases that are pending, reconsiderations that can still be taken to court. */
export interface OpenCases {
  readonly reconsideration: number;
  readonly direct: number;
  readonly after: number;
  readonly concluded: number;
}

export const NO_CASES: OpenCases = { reconsideration: 0, direct: 0, after: 0, concluded: 0 };

export interface RemedyYear {
  readonly table: Table;
  readonly open: OpenCases;
}

function drawCases(
  random: Random,
  name: string,
  count: number,
  busy: boolean,
): { readonly table: Table; readonly pending: number } {
  const verdicts = share(random, count, busy ? VERDICTS : { ...VERDICTS, pending: 0 });
  const rows = Object.entries({ ...verdicts, total: count }).map(
    ([verdict, number]) => [`${name}-${verdict}`, { total: number }] as const,
  );
  return { table: Object.fromEntries(rows), pending: verdicts.pending };
}

/** Reconsiderations and lawsuits about the answers of a year. */
export function drawRemedies(random: Random, answered: number, open: OpenCases): RemedyYear {
  const busy = answered >= BUSY;
  const fresh = Math.min(answered, around(random, answered * 0.04));
  const reconsideration = drawCases(random, "reconsideration", open.reconsideration + fresh, busy);
  const concluded = open.reconsideration + fresh - reconsideration.pending;
  const direct = drawCases(random, "litigation-direct", open.direct + around(random, answered * 0.012), busy);
  // Who goes to court after a reconsideration needs one that is concluded.
  const suits = Math.min(concluded + open.concluded, open.after + around(random, concluded * 0.3));
  const after = drawCases(random, "litigation-after-reconsideration", suits, busy);
  return {
    table: { ...reconsideration.table, ...direct.table, ...after.table },
    open: {
      reconsideration: reconsideration.pending,
      direct: direct.pending,
      after: after.pending,
      concluded,
    },
  };
}
