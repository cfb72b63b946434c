import {
  generatePassword,
  hashPassword,
  LONGEST_PASSWORD,
  SHORTEST_PASSWORD,
} from "../../db/desk/passwords.ts";
import {
  addUser,
  findUser,
  isUserName,
  listUnknownAgencies,
  listUsers,
  setPassword,
} from "../../db/desk/users.ts";
import type { Language } from "../catalog/schema.ts";
import { EVERYWHERE, type Remit } from "../desk/remit.ts";
import { askSecret } from "./ask-password.ts";
import { noteOnTrail } from "./command-note.ts";
import { SOME_FAILED, SUCCESS, WRONG_USAGE } from "./exit-codes.ts";
import { fill, getMessages } from "./messages.ts";
import { withDatabase } from "./open-data.ts";
import type { UserOptions } from "./user-command-line.ts";

/** `gongkai user`: who may sign in to the desk. Each answers the exit code. */

interface Chosen {
  readonly password: string;
  readonly isGenerated: boolean;
}

/** Asked twice on a terminal; made, and shown once, where there is none or it is asked for. */
async function choosePassword(generate: boolean, language: Language): Promise<Chosen | undefined> {
  if (generate || !process.stdin.isTTY) return { password: generatePassword(), isGenerated: true };
  const { users: words } = getMessages(language);
  const limits = { least: SHORTEST_PASSWORD, most: LONGEST_PASSWORD };
  const password = await askSecret(fill(words.ask, limits));
  if (password.length < SHORTEST_PASSWORD || password.length > LONGEST_PASSWORD) {
    process.stderr.write(`${fill(words.length, limits)}\n`);
    return undefined;
  }
  if ((await askSecret(words.again)) === password) return { password, isGenerated: false };
  process.stderr.write(`${words.differ}\n`);
  return undefined;
}

function fail(sentence: string, code: number): number {
  process.stderr.write(`${sentence}\n`);
  return code;
}

function tell(said: string, { password, isGenerated }: Chosen, language: Language): number {
  const shown = isGenerated ? `\n${fill(getMessages(language).users.shown, { password })}` : "";
  process.stdout.write(`${said}${shown}\n`);
  return SUCCESS;
}

export function runUserAdd(
  name: string,
  { role, region = [], agency = [], generate }: UserOptions & { readonly generate?: boolean },
  language: Language,
): Promise<number> {
  const { users: words } = getMessages(language);
  if (!isUserName(name)) return Promise.resolve(fail(words.badName, WRONG_USAGE));
  const isBound = region.length + agency.length > 0;
  const remit: Remit = isBound ? { everywhere: false, regions: region, agencies: agency } : EVERYWHERE;
  return withDatabase(language, async (db) => {
    if (findUser(db, name) !== undefined) return fail(fill(words.taken, { name }), SOME_FAILED);
    const [unknown] = listUnknownAgencies(db, agency);
    if (unknown !== undefined) return fail(fill(words.noAgency, { id: unknown }), SOME_FAILED);
    const chosen = await choosePassword(generate === true, language);
    if (chosen === undefined) return WRONG_USAGE;
    const password = await hashPassword(chosen.password);
    const added = db.transaction(
      () => {
        const kept = addUser(db, { name, password, role, remit, at: new Date().toISOString() });
        if (kept !== undefined) noteOnTrail(db)("user-added", kept, { role, remit });
        return kept;
      },
      { behavior: "immediate" },
    );
    if (added === undefined) return fail(fill(words.taken, { name }), SOME_FAILED);
    return tell(fill(words.added, { name: added, role }), chosen, language);
  });
}

export function runUserPassword(
  name: string,
  { generate }: { readonly generate?: boolean },
  language: Language,
): Promise<number> {
  const { users: words } = getMessages(language);
  return withDatabase(language, async (db) => {
    const user = findUser(db, name);
    if (user === undefined) return fail(fill(words.unknown, { name }), SOME_FAILED);
    const chosen = await choosePassword(generate === true, language);
    if (chosen === undefined) return WRONG_USAGE;
    const password = await hashPassword(chosen.password);
    db.transaction(
      () => {
        setPassword(db, user.key, password);
        noteOnTrail(db)("password-changed", user.name);
      },
      { behavior: "immediate" },
    );
    return tell(fill(words.changed, { name: user.name }), chosen, language);
  });
}

export function runUserList(language: Language): Promise<number> {
  return withDatabase(language, async (db) => {
    const lines = listUsers(db, new Date()).map(({ name, role, remit, isBarred }) =>
      [
        name,
        role,
        remit.everywhere ? "*" : [...remit.regions, ...remit.agencies].join(" "),
        isBarred ? "-" : "",
      ]
        .join("\t")
        .trimEnd(),
    );
    process.stdout.write(lines.length > 0 ? `${lines.join("\n")}\n` : "");
    return SUCCESS;
  });
}
