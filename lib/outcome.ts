import type { Finding } from "./model.ts";

/** A stage's result beside what its reader should know: imperfection is normal in documents, never thrown. */
export interface Outcome<T> {
  readonly value: T;
  readonly findings: readonly Finding[];
}
