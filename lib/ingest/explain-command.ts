import { explain, type NewExplanation } from "../../db/explanations.ts";
import type { Language } from "../catalog/schema.ts";
import { getEnvironment } from "../env.ts";
import { DATA_UNUSABLE, SOME_FAILED, SUCCESS, WRONG_USAGE } from "./exit-codes.ts";
import { fill, getMessages } from "./messages.ts";
import { tryToOpen } from "./open-data.ts";

/** `gongkai explain`. Answers the exit code. */
export async function enterExplanation(
  note: Omit<NewExplanation, "at">,
  language: Language,
): Promise<number> {
  const { checking } = getMessages(language);
  if (note.words.trim() === "" || note.by.trim() === "") {
    process.stderr.write(`${checking.required}\n`);
    return WRONG_USAGE;
  }
  const { dataFolder } = getEnvironment();
  // Where there is no database, none is made: there is nothing to explain.
  const held = tryToOpen(dataFolder, language, { readonly: true });
  held?.$client.close();
  const db = held && tryToOpen(dataFolder, language);
  if (!db) return DATA_UNUSABLE;
  const entered = await explain(db, { ...note, at: new Date().toISOString() });
  db.$client.close();
  const said = entered.length > 0 ? fill(checking.entered, { count: entered.length }) : checking.unknown;
  process.stdout.write(`${said}\n`);
  return entered.length > 0 ? SUCCESS : SOME_FAILED;
}
