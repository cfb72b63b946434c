/**
 * Where a page ended, as an opaque word: the place of its last item in an order that does not change when data are
 * added. `["suqian",2023]` becomes `WyJzdXFpYW4iLDIwMjNd`.
 */

export type Cursor = readonly (string | number)[];

export function writeCursor(place: Cursor): string {
  return Buffer.from(JSON.stringify(place), "utf8").toString("base64url");
}

/** What was written; `undefined` for anything else. */
export function parseCursor(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}
