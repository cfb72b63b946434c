import type { Outcome } from "../outcome.ts";
import { decodeText } from "./charset.ts";
import type { Content, ReadingOptions } from "./reader.ts";
import { readText } from "./text/text-blocks.ts";

/** A text file's bytes, in whatever encoding they are. */
export function readTextBytes(bytes: Uint8Array, { geometry }: ReadingOptions): Outcome<Content> {
  const { text, charset, damaged } = decodeText(bytes);
  const findings = damaged > 0 ? [{ code: "charset-damaged", parameters: { count: damaged } }] : [];
  return { value: { charset, metadata: [], blocks: readText(text, geometry === "second") }, findings };
}
