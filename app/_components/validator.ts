import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getEnvironment } from "@/lib/env.ts";

/** What the server appends to a validator when it compresses the answer. */
const ENCODING = /-(?:br|gzip)"$/;

/** Whoever keeps an answer asks each time whether it is still true: data may change at any moment. */
export const REVALIDATE = "public, max-age=0, must-revalidate";

let build: string | undefined;

/** The build, since another one may write the same data in other bytes. */
function getBuild(): string {
  const { home } = getEnvironment();
  const file = join(/*turbopackIgnore: true*/ home, process.env.NEXT_DIST_DIR ?? ".next", "BUILD_ID");
  build ??= existsSync(file) ? readFileSync(file, "utf8").trim() : "unbuilt";
  return build;
}

/** The validator of whatever follows from an address, the data and the program alone. */
export function etagOf(dataVersion: number): string {
  return `"${dataVersion}.${getBuild()}"`;
}

/** Whether the client holds the answer of this validator, compressed or not (RFC 9110, 13.1.2). */
export function isUnchanged(request: Request, etag: string): boolean {
  const held = request.headers.get("if-none-match");
  if (held === null) return false;
  const tags = held.split(",").map((tag) => tag.trim().replace(/^W\//, "").replace(ENCODING, '"'));
  return tags.includes(etag) || tags.includes("*");
}
