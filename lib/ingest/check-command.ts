import { getCatalog } from "../catalog/catalog.ts";
import type { Language } from "../catalog/schema.ts";
import { getEnvironment } from "../env.ts";
import { type CheckOptions, listChecks } from "./check-failures.ts";
import { DATA_UNUSABLE, SOME_FAILED, SUCCESS } from "./exit-codes.ts";
import { tryToOpen } from "./open-data.ts";

/** `gongkai check`. Answers the exit code. */
export async function listFailed(options: CheckOptions, language: Language): Promise<number> {
  const db = tryToOpen(getEnvironment().dataFolder, language, { readonly: true });
  if (!db) return DATA_UNUSABLE;
  const { lines, failed } = await listChecks(db, getCatalog(), options, language);
  db.$client.close();
  if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`);
  return failed ? SOME_FAILED : SUCCESS;
}
