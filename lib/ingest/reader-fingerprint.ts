import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const READER = ["documents", "tables", "recognition", "facts", "checks", "catalog"];
const PIPELINE = ["read-report.ts", "second-reading.ts"];

/**
 * Hash over the sources of the reader and its catalog: a file read by the same fingerprint would be read the same
 * way again. `home` is the project's root.
 */
export function fingerprintReader(home: string): string {
  const hash = createHash("sha256");
  for (const room of READER) {
    const folder = join(home, "lib", room);
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    for (const name of names.filter((name) => /\.(ts|json)$/.test(name)).sort()) {
      hash
        .update(`${room}/${name}\0`)
        .update(readFileSync(join(folder, name)))
        .update("\0");
    }
  }
  return PIPELINE.reduce(
    (sum, name) => sum.update(readFileSync(join(home, "lib/ingest", name))),
    hash,
  ).digest("hex");
}
