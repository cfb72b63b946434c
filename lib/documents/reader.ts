import type { Document } from "../model.ts";
import type { Outcome } from "../outcome.ts";

/** What a reader of one format gives: the document without what its bytes say by themselves. */
export type Content = Pick<Document, "charset" | "metadata" | "blocks">;

export interface ReadingOptions {
  /**
   * `second` reads the cells by another way than the first reading (other geometry, other text order), to tell a
   * misreading from a source that does not add up. Readers whose cells are declared by the file ignore it.
   */
  readonly geometry: "first" | "second";
}

/**
 * Bytes of one format to its content. Never throws for what the bytes hold: `value` is `null` when nothing can be had
 * from them, and a finding of severity error says why.
 */
export type FormatReader = (
  bytes: Uint8Array,
  options: ReadingOptions,
) => Outcome<Content | null> | Promise<Outcome<Content | null>>;
