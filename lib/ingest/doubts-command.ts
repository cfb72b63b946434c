import { listDoubts, settleDoubt } from "../../db/registry/doubts.ts";
import { openLookup } from "../../db/registry/lookup.ts";
import { getCatalog } from "../catalog/catalog.ts";
import { findingText } from "../catalog/finding-text.ts";
import type { Language } from "../catalog/schema.ts";
import { noteOnTrail } from "./command-note.ts";
import { SOME_FAILED, SUCCESS, WRONG_USAGE } from "./exit-codes.ts";
import { fill, getMessages } from "./messages.ts";
import { withDatabase } from "./open-data.ts";

/** `gongkai agencies doubts` and `settle`: each answers the exit code. */

function say(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join("\n")}\n`);
}

export function runDoubts(
  { json = false, all = false }: { readonly json?: boolean; readonly all?: boolean },
  language: Language,
): Promise<number> {
  const { said } = getMessages(language).agencies;
  return withDatabase(language, (db) => {
    const doubts = listDoubts(db, { all });
    const registry = openLookup(db);
    for (const doubt of doubts) {
      if (json) {
        say(JSON.stringify(doubt));
        continue;
      }
      const { key, name, called, year, candidates, settled, settledBy } = doubt;
      const known = candidates.map((id) => fill(said.candidate, { id, name: registry.byId(id)?.name ?? "" }));
      say(
        fill(said.doubt, { key, file: name, called, year: year ?? "" }),
        ...(known.length === 0 ? [said.noCandidates] : known),
        ...(settled === null ? [] : [fill(said.decided, { agency: settled, by: settledBy ?? "" })]),
      );
    }
    if (!json && doubts.length === 0) say(said.noDoubts);
    return SUCCESS;
  });
}

export function runSettle(
  choice: { readonly doubt: number; readonly agency: string; readonly by: string },
  language: Language,
): Promise<number> {
  const { said } = getMessages(language).agencies;
  const by = choice.by.trim();
  if (by === "") {
    process.stderr.write(`${said.by}\n`);
    return Promise.resolve(WRONG_USAGE);
  }
  return withDatabase(language, (db) => {
    const settling = db.transaction(
      () => {
        const done = settleDoubt(db, { ...choice, by, at: new Date().toISOString() });
        const { agency, doubt } = choice;
        if (done === "settled") noteOnTrail(db)("doubt-settled", agency, { doubt, by });
        return done;
      },
      { behavior: "immediate" },
    );
    if (settling === "settled") {
      const file = listDoubts(db, { all: true }).find(({ key }) => key === choice.doubt)?.name ?? "";
      say(fill(said.settled, { doubt: choice.doubt, agency: choice.agency, file }));
      return SUCCESS;
    }
    const code = settling === "no-agency" ? "agency-absent" : "doubt-absent";
    const id = settling === "no-agency" ? choice.agency : choice.doubt;
    const { message, remedy } = findingText(getCatalog(), { code, parameters: { id } }, language);
    say(message, fill(said.remedy, { remedy }));
    return SOME_FAILED;
  });
}
