export type BatchState = "open" | "withdrawn" | "published";

export const FILE_STATES = ["receiving", "waiting", "reading", "read", "archive", "twice", "failed"] as const;

/** `archive`: its members are files of their own; `twice`: the batch holds the same bytes already. */
export type FileState = (typeof FILE_STATES)[number];

/** What publishing a draft would do to what is published. */
export type Relation = "new" | "next-version" | "beside" | "held";

/**
 * What a release did to a report: `beside` where the row of a collected table was kept beside a fuller report, `unchanged` where the file was held already, `accepted` where figures recognised in
 * a picture are shown from now on, `explained` where what is said of its failed checks changed.
 */
export const RELEASE_CHANGES = [
  "added",
  "new-version",
  "beside",
  "corrected",
  "accepted",
  "explained",
  "unchanged",
] as const;
export type ReleaseChange = (typeof RELEASE_CHANGES)[number];

/**
 * Of a correction: decided, and not released yet; in force; not in force any more, because what it corrected does not
 * stand there now; given up before it was released; replaced by another of the same cell.
 */
export type CorrectionState = "pending" | "released" | "due" | "discarded" | "replaced";

/** `accepted`: the figures are as printed; `left-unread`: what could not be read stays a gap. */
export const VERDICTS = ["accepted", "left-unread"] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * Of an explanation of a failed check: decided, and not released yet; in force; released, and taking the one before
 * back; given up before it was released; replaced by another of the same failure.
 */
export type ExplanationState = "pending" | "released" | "withdrawn" | "discarded" | "replaced";

/** What a reader doubts about a number. */
export const QUESTION_KINDS = [
  "differs-from-original",
  "belongs-elsewhere",
  "source-doubtful",
  "other",
] as const;
export type QuestionKind = (typeof QUESTION_KINDS)[number];

/**
 * What became of a reader's question about a number: nobody has looked yet; somebody looks; a release corrected the
 * number; it is as the original has it; the original itself is so, right or wrong; no question about the number.
 */
export const QUESTION_STATES = [
  "received",
  "looked-at",
  "corrected",
  "not-confirmed",
  "source-itself",
  "set-aside",
] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

/** How an editor ends a question by himself; `corrected` comes with a correction. */
export const QUESTION_ANSWERS = ["not-confirmed", "source-itself", "set-aside"] as const;
export type QuestionAnswer = (typeof QUESTION_ANSWERS)[number];

export const isOpenQuestion = (state: QuestionState): boolean =>
  state === "received" || state === "looked-at";
