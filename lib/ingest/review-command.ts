import { getCatalog } from "../catalog/catalog.ts";
import type { Language } from "../catalog/schema.ts";
import { SOME_NOT_READ, SUCCESS, WRONG_USAGE } from "./exit-codes.ts";
import { getMessages } from "./messages.ts";
import { withDatabase } from "./open-data.ts";
import { type ReviewOptions, review } from "./review.ts";

/** `gongkai review`. Answers the exit code. */
export async function reviewReadings(options: ReviewOptions, language: Language): Promise<number> {
  if (options.accept !== undefined && !options.by?.trim()) {
    process.stderr.write(`${getMessages(language).reviewing.by}\n`);
    return WRONG_USAGE;
  }
  return withDatabase(language, async (db) => {
    const { lines, found } = await review(db, getCatalog(), options, language);
    if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`);
    return found ? SUCCESS : SOME_NOT_READ;
  });
}
