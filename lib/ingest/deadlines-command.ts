import type { Database } from "../../db/client.ts";
import {
  type DeadlineOutcome,
  type DeadlineRow,
  endDeadline,
  findDeadlineRow,
  isKnownRegion,
  listDeadlines,
  listRevisions,
  noteOf,
  setDeadline,
} from "../../db/desk/deadlines.ts";
import { getCatalog } from "../catalog/catalog.ts";
import type { Language } from "../catalog/schema.ts";
import type { Action } from "../desk/actions.ts";
import { EVERYWHERE } from "../desk/remit.ts";
import { ACTOR, noteOnTrail } from "./command-note.ts";
import type { DeadlineOptions } from "./deadlines-command-line.ts";
import { SOME_FAILED, SUCCESS, WRONG_USAGE } from "./exit-codes.ts";
import { fill, getMessages } from "./messages.ts";
import { withDatabase } from "./open-data.ts";

/** `gongkai deadlines`: dates set for regions and years. Each answers the exit code. */

const two = (part: number): string => String(part).padStart(2, "0");

function lineOf(row: DeadlineRow, language: Language): string {
  const { said } = getMessages(language).deadlines;
  const { rule, region, since, until, kind, level, month, day, basis, isEnded, by, at } = row;
  const line = fill(said.line, {
    ...{ rule, region: region ?? said.everywhere, since, kind: kind ?? "*", level: level ?? "*", basis, by },
    ...{ until: until ?? "", date: `${two(month)}-${two(day)}`, at: at.slice(0, 10) },
  });
  return isEnded ? `${line} ${said.isEnded}` : line;
}

export function runDeadlineList(
  { json = false, all = false }: { readonly json?: boolean; readonly all?: boolean },
  language: Language,
): Promise<number> {
  const { said } = getMessages(language).deadlines;
  return withDatabase(language, (db) => {
    const newest = listDeadlines(db);
    const rows = all
      ? newest.flatMap(({ rule }) => listRevisions(db, rule))
      : newest.filter(({ isEnded }) => !isEnded);
    const lines = rows.map((row) => {
      const { key: _, isNewest, ...told } = row;
      return json ? JSON.stringify({ ...told, isNewest }) : lineOf(row, language);
    });
    if (lines.length > 0) process.stdout.write(`${lines.join("\n")}\n`);
    else if (!json) process.stdout.write(`${said.none}\n`);
    return SUCCESS;
  });
}

function write(
  db: Database,
  language: Language,
  action: (was: DeadlineRow | null) => Action,
  run: () => DeadlineOutcome,
  detail: Readonly<Record<string, unknown>> = {},
): number {
  const { said, refusals } = getMessages(language).deadlines;
  const outcome = db.transaction(
    () => {
      const done = run();
      if (done.done) {
        noteOnTrail(db)(action(done.was), `deadline ${done.is.rule}`, { ...noteOf(done), ...detail });
      }
      return done;
    },
    { behavior: "immediate" },
  );
  if (!outcome.done) {
    process.stdout.write(`${refusals[outcome.why]}\n`);
    return SOME_FAILED;
  }
  process.stdout.write(`${fill(said.done, { line: lineOf(outcome.is, language) })}\n`);
  return SUCCESS;
}

export function runDeadlineSet(options: DeadlineOptions, language: Language): Promise<number> {
  const { said } = getMessages(language).deadlines;
  const { region = null, from: since, to: until = null, kind = null, level = null, rule } = options;
  const [month, day] = options.date;
  const basis = options.basis.trim();
  if (basis === "" || (until !== null && until < since)) {
    process.stderr.write(`${basis === "" ? said.basis : said.years}\n`);
    return Promise.resolve(WRONG_USAGE);
  }
  return withDatabase(language, async (db) => {
    if (region !== null && !(await isKnownRegion(db, region))) {
      process.stdout.write(`${fill(said.noRegion, { region })}\n`);
      return SOME_FAILED;
    }
    // The command line sees a rule as it stands.
    const seen =
      rule === undefined ? undefined : { rule, revision: findDeadlineRow(db, rule)?.revision ?? 0 };
    const terms = { region, since, until, kind, level, month, day, basis };
    const by = { by: ACTOR, at: new Date().toISOString() };
    return write(
      db,
      language,
      (was) => (was === null ? "deadline-set" : "deadline-changed"),
      () => setDeadline(db, getCatalog(), EVERYWHERE, { ...terms, ...by, seen }),
    );
  });
}

export function runDeadlineEnd(
  rule: number,
  { last = null, basis: given }: { readonly last?: number | null; readonly basis: string },
  language: Language,
): Promise<number> {
  const basis = given.trim();
  if (basis === "") {
    process.stderr.write(`${getMessages(language).deadlines.said.basis}\n`);
    return Promise.resolve(WRONG_USAGE);
  }
  return withDatabase(language, (db) => {
    const seen = { rule, revision: findDeadlineRow(db, rule)?.revision ?? 0 };
    const by = { by: ACTOR, at: new Date().toISOString() };
    return write(
      db,
      language,
      () => "deadline-ended",
      () => endDeadline(db, getCatalog(), EVERYWHERE, { seen, last, basis, ...by }),
      { why: basis },
    );
  });
}
