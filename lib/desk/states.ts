export type BatchState = "open" | "withdrawn" | "published";

export const FILE_STATES = ["receiving", "waiting", "reading", "read", "archive", "twice", "failed"] as const;

/** `archive`: its members are files of their own; `twice`: the batch holds the same bytes already. */
export type FileState = (typeof FILE_STATES)[number];

/** What publishing a draft would do to what is published. */
export type Relation = "new" | "next-version" | "held";

/** What a release did to a report: `unchanged` where the file was held already. */
export const RELEASE_CHANGES = ["added", "new-version", "unchanged"] as const;
export type ReleaseChange = (typeof RELEASE_CHANGES)[number];
