import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const LENGTH = 32;

/**
 * The secret under which cookies of sessions are sealed: of this data folder alone, made when it is first asked for and readable by
 * nobody but the server's user. No backup holds it; whoever restores one signs in anew.
 */
export function cookieSecret(dataFolder: string): string {
  const file = join(/*turbopackIgnore: true*/ dataFolder, "desk", "cookie-secret");
  if (!existsSync(file)) make(file);
  return readFileSync(file, "utf8");
}

/** Whole or not at all; of two processes that make it at once the first is right. */
function make(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, randomBytes(LENGTH).toString("base64url"), { mode: 0o600, flush: true });
  try {
    linkSync(part, file);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(part, { force: true });
  }
}
