import { AsyncLocalStorage } from "node:async_hooks";
import type { CheckCount } from "./check-views.ts";
import type { DocumentFormat, Fact, Identity, Vote } from "./model.ts";
import type { UnplacedTable } from "./report.ts";
import type { ReportTable, StoredFinding } from "./views.ts";

/** Reports with a text layer have less than one megabyte, scans a few. */
export const LARGEST_HANDED_IN = 20 * 1024 * 1024;

/** A report that somebody looks at before it is published. It lives as long as the answer to one request. */
export interface PrecheckedReport {
  readonly identity: Omit<Identity, "evidence">;
  /** Of an agency that the registry has under another name in English. */
  readonly nameEn: string | null;
  readonly tables: readonly ReportTable[];
  readonly facts: readonly Fact[];
  readonly findings: readonly StoredFinding[];
  readonly evidence: readonly Vote[];
  readonly unplaced: readonly UnplacedTable[];
  readonly counts: readonly CheckCount[];
  /** The report of the year before is held, and the checks across years were made with it. */
  readonly hasPrevious: boolean;
}

/** Why a file was not read. */
export type Refusal =
  | "no-file"
  | "several-files"
  | "too-large"
  | "form-damaged"
  | "other-site"
  | "too-often"
  | "busy"
  | "archive";

export type Precheck =
  | { readonly kind: "refused"; readonly why: Refusal; readonly parameters: Readonly<Record<string, number>> }
  | {
      readonly kind: "read";
      readonly fileName: string;
      readonly bytes: number;
      readonly sha256: string;
      readonly format: DocumentFormat | null;
      readonly reports: readonly PrecheckedReport[];
      /** Reports in the file: of a table that lists many agencies only the first are shown. */
      readonly total: number;
      /** Why there is no report. */
      readonly findings: readonly StoredFinding[];
    };

/** Server and app load this module each for itself; both must mean the same. */
const shared = globalThis as typeof globalThis & { gongkaiPrecheck?: AsyncLocalStorage<Precheck> };
shared.gongkaiPrecheck ??= new AsyncLocalStorage();
const current = shared.gongkaiPrecheck;

/** Runs a rendering that shows this pre-check: the page is given nothing by its address, since nothing is kept. */
export function showingPrecheck<T>(precheck: Precheck, render: () => T): T {
  return current.run(precheck, render);
}

/** The pre-check that the rendering under way is to show. */
export function getPrecheck(): Precheck | undefined {
  return current.getStore();
}
