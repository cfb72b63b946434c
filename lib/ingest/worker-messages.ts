import type { FileReading } from "./file-reading.ts";

/** What is said between the pool and one worker thread: each message of the pool has exactly one answer. */

export interface Job {
  readonly path: string;
  /** Hash of the file as the pool saw it; a file that differs since is not read. */
  readonly sha256?: string;
  /** The file itself, where it lies on no disk; `path` is then what it is called. */
  readonly bytes?: Uint8Array;
  /** Read the members of an archive; else the answer only says that it is one. */
  readonly expand?: boolean;
  /** Members that were answered before. */
  readonly after?: number;
  /** Send along what is kept beside the figures: the reading, and the bytes of members. */
  readonly keep?: boolean;
}

export type ToWorker =
  | { readonly kind: "job"; readonly job: Job }
  /** Goes on in an archive: reads the announced member, or moves to the next. */
  | { readonly kind: "go"; readonly read: boolean };

export type FromWorker =
  | { readonly kind: "ready" }
  /** A member about to be read. */
  | { readonly kind: "member"; readonly path: string; readonly sha256: string }
  | { readonly kind: "reading"; readonly reading: FileReading }
  /** The last answer of a job. */
  | { readonly kind: "done"; readonly reading: FileReading };
