export type BatchState = "open" | "withdrawn" | "published";

export const FILE_STATES = ["receiving", "waiting", "reading", "read", "archive", "twice", "failed"] as const;

/** `archive`: its members are files of their own; `twice`: the batch holds the same bytes already. */
export type FileState = (typeof FILE_STATES)[number];

/** What publishing a draft would do to what is published. */
export type Relation = "new" | "next-version" | "held";

/**
 * What a release did to a report: `unchanged` where the file was held already, `accepted` where figures recognised in
 * a picture are shown from now on.
 */
export const RELEASE_CHANGES = ["added", "new-version", "corrected", "accepted", "unchanged"] as const;
export type ReleaseChange = (typeof RELEASE_CHANGES)[number];

/**
 * Of a correction: decided, and not released yet; in force; not in force any more, because what it corrected does not
 * stand there now; given up before it was released; replaced by another of the same cell.
 */
export type CorrectionState = "pending" | "released" | "due" | "discarded" | "replaced";

/** `accepted`: the figures are as printed; `left-unread`: what could not be read stays a gap. */
export const VERDICTS = ["accepted", "left-unread"] as const;
export type Verdict = (typeof VERDICTS)[number];
