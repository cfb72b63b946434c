import type { Finding } from "../../model.ts";
import type { Outcome } from "../../outcome.ts";
import { MOST_PIXELS } from "../limits.ts";
import type { Bitmap } from "./bitmap.ts";

/** What decoders of pictures share. */

/** The pages of a picture file one after the other, so that only one is in memory. Never throws for what the bytes hold. */
export type PictureDecoder = (bytes: Uint8Array) => Iterable<Outcome<Bitmap | null>>;

/** Why a picture of this size is not decoded, by its head alone. */
export function refuseSize(width: number, height: number): Finding | undefined {
  if (width * height > MOST_PIXELS)
    return {
      code: "picture-too-large",
      parameters: { width, height, limit: Math.round(MOST_PIXELS / 1_000_000) },
    };
  return width > 0 && height > 0 ? undefined : damaged("size");
}

/** Characters of a library's complaint that a finding quotes. */
const LONGEST_REASON = 120;

export function damaged(cause: unknown): Finding {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return { code: "picture-damaged", parameters: { reason: reason.slice(0, LONGEST_REASON) } };
}

/** Decodes one picture, or says why not. */
export function tryToDecode(decode: () => Bitmap): Outcome<Bitmap | null> {
  try {
    return { value: decode(), findings: [] };
  } catch (error) {
    return { value: null, findings: [damaged(error)] };
  }
}
