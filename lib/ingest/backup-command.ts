import { BackupError } from "../backup/backup-error.ts";
import { makeBackup } from "../backup/make-backup.ts";
import { restoreBackup } from "../backup/restore-backup.ts";
import type { Language } from "../catalog/schema.ts";
import { getEnvironment } from "../env.ts";
import { SOME_FAILED, SUCCESS } from "./exit-codes.ts";
import { fill, getMessages } from "./messages.ts";

/** Names of damaged files that are told; `--json` has them all. */
const MOST_TOLD = 5;

/** `gongkai backup`. Answers the exit code. */
export function runBackup(file: string, json: boolean, language: Language): Promise<number> {
  const { backingUp: words } = getMessages(language);
  return explained(language, async () => {
    const made = await makeBackup(getEnvironment().dataFolder, file);
    const { missing, damaged, ...told } = made;
    const faults = (["missing", "damaged"] as const)
      .filter((kind) => made[kind].length > 0)
      .map((kind) => {
        const names = made[kind].slice(0, MOST_TOLD).join(", ");
        return fill(words[kind], { count: made[kind].length, names });
      });
    const lines = json ? [JSON.stringify(made)] : [fill(words.made, told), ...faults];
    process.stdout.write(`${lines.join("\n")}\n`);
    return missing.length + damaged.length > 0 ? SOME_FAILED : SUCCESS;
  });
}

/** `gongkai restore`. Answers the exit code. */
export function runRestore(
  file: string,
  { json, replace }: { readonly json?: boolean; readonly replace?: boolean },
  language: Language,
): Promise<number> {
  const { backingUp: words } = getMessages(language);
  return explained(language, async () => {
    const { dataFolder } = getEnvironment();
    const restored = await restoreBackup(file, { dataFolder, replace: replace === true });
    const { kept, migrated, ...told } = restored;
    const lines = json
      ? [JSON.stringify(restored)]
      : [
          fill(words.restored, told),
          ...(migrated > 0 ? [fill(words.migrated, { count: migrated })] : []),
          ...(kept === null ? [] : [fill(words.kept, { kept })]),
        ];
    process.stdout.write(`${lines.join("\n")}\n`);
    return SUCCESS;
  });
}

/** Tells why it did not go; a full disk and a file that cannot be opened in the words of the system. */
async function explained(language: Language, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    const { problems, failed } = getMessages(language).backingUp;
    const told =
      error instanceof BackupError
        ? fill(problems[error.code], error.parameters)
        : fill(failed, { reason: error instanceof Error ? error.message : String(error) });
    process.stderr.write(`${told}\n`);
    return SOME_FAILED;
  }
}
