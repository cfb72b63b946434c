import { type Command, CommanderError } from "commander";
import { z } from "zod";
import { bringBackData } from "../../db/data-folder.ts";
import type { Language } from "../catalog/schema.ts";
import { getEnvironment, getReadingSettings } from "../env.ts";
import type { AgenciesActions } from "./agencies-command-line.ts";
import { buildProgram, type ReadingOptions } from "./command-line.ts";
import type { DeadlinesActions } from "./deadlines-command-line.ts";
import { SUCCESS, WRONG_USAGE } from "./exit-codes.ts";
import { chooseLanguage } from "./messages.ts";
import { chooseLimits, type ReadingLimits } from "./reading-limits.ts";
import { explainUsage } from "./usage.ts";
import type { UserActions } from "./user-command-line.ts";

/** Runs `gongkai` with these arguments, printing to stdout and stderr. Answers the exit code. */
export async function runCommand(argv: readonly string[]): Promise<number> {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  const language = chooseLanguage(argv, LC_ALL || LC_MESSAGES || LANG);
  let exitCode = SUCCESS;
  // Each command loads only what it needs: reading a file opens no database.
  const program: Command = buildProgram(language, {
    read: async (files, options) => {
      exitCode = await within(options, async (limits) => {
        const { readPaths } = await import("./read-command.ts");
        return readPaths({ files, json: options.json === true, language, limits });
      });
    },
    ingest: async (paths, options) => {
      exitCode = await within(options, async (limits) => {
        const { ingestPaths } = await import("./ingest-command.ts");
        return ingestPaths({ paths, json: options.json === true, language, limits });
      });
    },
    review: async (options) => {
      const { reviewReadings } = await import("./review-command.ts");
      exitCode = await reviewReadings(options, language);
    },
    check: async (options) => {
      const { listFailed } = await import("./check-command.ts");
      exitCode = await listFailed(options, language);
    },
    explain: async (words, options) => {
      const { enterExplanation } = await import("./explain-command.ts");
      exitCode = await enterExplanation({ ...options, words }, language);
    },
    agencies: agenciesActions(language, (code) => {
      exitCode = code;
    }),
    deadlines: deadlinesActions(language, (code) => {
      exitCode = code;
    }),
    user: userActions(language, (code) => {
      exitCode = code;
    }),
    doctor: async ({ json }) => {
      const { diagnose } = await import("./doctor-command.ts");
      exitCode = await diagnose(json === true, language);
    },
    demo: async (options) => {
      const { generateDemonstration } = await import("./demo-command.ts");
      exitCode = await generateDemonstration(options, language);
    },
    backup: async (file, { json }) => {
      const { runBackup } = await import("./backup-command.ts");
      exitCode = await runBackup(file, json === true, language);
    },
    restore: async (file, options) => {
      const { runRestore } = await import("./backup-command.ts");
      exitCode = await runRestore(file, options, language);
    },
    schema: async () => {
      const { ReadOutput } = await import("./read-output.ts");
      process.stdout.write(`${JSON.stringify(z.toJSONSchema(ReadOutput), null, 2)}\n`);
    },
  });
  try {
    bringBackData(getEnvironment().dataFolder);
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return SUCCESS;
    process.stderr.write(explainUsage(error, language));
    return WRONG_USAGE;
  }
}

/** The commands of the registry, loaded when one of them is asked for. */
function agenciesActions(language: Language, end: (exitCode: number) => void): AgenciesActions {
  const agencies = () => import("./agencies-command.ts");
  const doubts = () => import("./doubts-command.ts");
  return {
    import: async (file) => end(await (await agencies()).runImport(file, language)),
    template: async () => end((await agencies()).runTemplate()),
    export: async (options) => end(await (await agencies()).runExport(options, language)),
    check: async ({ json }) => end(await (await agencies()).runCheck(json === true, language)),
    merge: async (from, into, given) =>
      end(await (await agencies()).runChange({ act: "merge", id: from, into }, given, language)),
    rename: async (id, name, given) =>
      end(await (await agencies()).runChange({ act: "rename", id, name }, given, language)),
    split: async (from, into, given) =>
      end(await (await agencies()).runChange({ act: "split", id: from, into }, given, language)),
    end: async (id, given) => end(await (await agencies()).runChange({ act: "end", id }, given, language)),
    continue: async (from, into, { as, ...given }) =>
      end(await (await agencies()).runChange({ act: "continue", id: from, into, as }, given, language)),
    transfer: async (from, into, given) =>
      end(await (await agencies()).runChange({ act: "transfer", id: from, into }, given, language)),
    doubts: async (options) => end(await (await doubts()).runDoubts(options, language)),
    settle: async (doubt, agency, { by }) =>
      end(await (await doubts()).runSettle({ doubt, agency, by }, language)),
  };
}

/** The commands of the deadlines, loaded when one of them is asked for. */
function deadlinesActions(language: Language, end: (exitCode: number) => void): DeadlinesActions {
  const deadlines = () => import("./deadlines-command.ts");
  return {
    list: async (options) => end(await (await deadlines()).runDeadlineList(options, language)),
    set: async (options) => end(await (await deadlines()).runDeadlineSet(options, language)),
    end: async (rule, options) => end(await (await deadlines()).runDeadlineEnd(rule, options, language)),
  };
}

/** The commands of the desk's users, loaded when one of them is asked for. */
function userActions(language: Language, end: (exitCode: number) => void): UserActions {
  const user = () => import("./user-command.ts");
  return {
    add: async (name, options) => end(await (await user()).runUserAdd(name, options, language)),
    password: async (name, options) => end(await (await user()).runUserPassword(name, options, language)),
    list: async () => end(await (await user()).runUserList(language)),
  };
}

/** Runs what reads files within its limits; what the environment says wrong of them is wrong usage. */
async function within(
  { workers, seconds, memory }: ReadingOptions,
  run: (limits: ReadingLimits) => Promise<number>,
): Promise<number> {
  const options = { workers, seconds, megabytes: memory };
  let limits: ReadingLimits;
  try {
    limits = chooseLimits(options, getReadingSettings());
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return WRONG_USAGE;
  }
  return run(limits);
}
