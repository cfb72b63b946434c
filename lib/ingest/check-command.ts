import type { Database } from "../../db/client.ts";
import { getCatalog } from "../catalog/catalog.ts";
import type { Language } from "../catalog/schema.ts";
import { type CheckOptions, listChecks } from "./check-failures.ts";
import { SOME_FAILED, SUCCESS } from "./exit-codes.ts";
import { withDatabase } from "./open-data.ts";

/** `gongkai check`. Answers the exit code. */
export function listFailed(options: CheckOptions, language: Language): Promise<number> {
  const run = async (db: Database): Promise<number> => {
    const { lines, failed } = await listChecks(db, getCatalog(), options, language);
    if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`);
    return failed ? SOME_FAILED : SUCCESS;
  };
  return withDatabase(language, run, { readonly: true });
}
