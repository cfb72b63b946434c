import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { getEnvironment } from "../lib/env.ts";

/**
 * The documents that come with the product are typeset by us from published figures; wherever one stands for an
 * original, the reader must be told. They are known by their bytes, whatever name they were taken in under.
 */

let hashes: ReadonlySet<string> | undefined;

function hashSeed(): ReadonlySet<string> {
  const folder = join(/*turbopackIgnore: true*/ getEnvironment().home, "db/seed/reports");
  if (!existsSync(folder)) return new Set();
  return new Set(
    readdirSync(folder).map((name) =>
      createHash("sha256")
        .update(readFileSync(join(/*turbopackIgnore: true*/ folder, name)))
        .digest("hex"),
    ),
  );
}

/** Whether a document is one of ours, re-typeset from published figures. */
export function isTypesetFromFigures(sha256: string): boolean {
  hashes ??= hashSeed();
  return hashes.has(sha256);
}
