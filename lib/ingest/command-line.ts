import { readFileSync } from "node:fs";
import { Argument, Command, InvalidArgumentError, Option } from "commander";
import type { Language } from "../catalog/schema.ts";
import { LEAST_AGENCIES, MOST_AGENCIES } from "../demo/size.ts";
import { FILE_MB, FILE_SECONDS, WORKERS } from "../env.ts";
import { type AgenciesActions, buildAgencies } from "./agencies-command-line.ts";
import { buildDeadlines, type DeadlinesActions } from "./deadlines-command-line.ts";
import { getMessages, type Messages } from "./messages.ts";
import { buildUser, type UserActions } from "./user-command-line.ts";

type OutputOptions = { readonly json?: boolean };

export type ReadingOptions = OutputOptions & {
  readonly workers?: number;
  readonly seconds?: number;
  readonly memory?: number;
};

type ReviewCommandOptions = OutputOptions & { readonly accept?: readonly string[]; readonly by?: string };

type CheckCommandOptions = OutputOptions & {
  readonly agency?: string;
  readonly year?: number;
  readonly region?: string;
  readonly check?: string;
};

interface ExplainCommandOptions {
  readonly agency: string;
  readonly year: number;
  readonly check: string;
  readonly instance?: string;
  readonly by: string;
}

type DemoCommandOptions = OutputOptions & {
  readonly agencies: number;
  readonly years: readonly [number, number];
  readonly out: string;
};

/** What the subcommands do. */
export interface Actions {
  readonly read: (files: string[], options: ReadingOptions) => Promise<void>;
  readonly ingest: (paths: string[], options: ReadingOptions) => Promise<void>;
  readonly review: (options: ReviewCommandOptions) => Promise<void>;
  readonly doctor: (options: OutputOptions) => Promise<void>;
  readonly check: (options: CheckCommandOptions) => Promise<void>;
  readonly explain: (words: string, options: ExplainCommandOptions) => Promise<void>;
  readonly demo: (options: DemoCommandOptions) => Promise<void>;
  readonly backup: (file: string, options: OutputOptions) => Promise<void>;
  readonly restore: (file: string, options: OutputOptions & { readonly replace?: boolean }) => Promise<void>;
  readonly schema: () => Promise<void>;
  readonly agencies: AgenciesActions;
  readonly deadlines: DeadlinesActions;
  readonly user: UserActions;
}

function getVersion(): string {
  const file = new URL("../../package.json", import.meta.url);
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

function parseYear(text: string): number {
  if (!/^\d{4}$/.test(text)) throw new InvalidArgumentError("YYYY");
  return Number(text);
}

/** First and last report year of the demonstration: from the first national form on, as far as years are recognised. */
function parseYears(text: string): readonly [number, number] {
  const [first = 0, last = first] = /^\d{4}(?:-\d{4})?$/.test(text) ? text.split("-").map(Number) : [];
  if (first < 2014 || last > 2029 || first > last) throw new InvalidArgumentError("2014-2029");
  return [first, last];
}

function parseAgencies(text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : 0;
  if (count < LEAST_AGENCIES || count > MOST_AGENCIES)
    throw new InvalidArgumentError(`${LEAST_AGENCIES} – ${MOST_AGENCIES}`);
  return count;
}

function parseRegion(text: string): string {
  if (!/^\d{2,6}$/.test(text)) throw new InvalidArgumentError("35, 3501, 350128");
  return text;
}

function langOption({ program }: Messages): Option {
  return new Option("--lang <zh|en>", program.lang).argParser((language: string) => {
    if (language !== "zh" && language !== "en") throw new InvalidArgumentError("zh / en");
    return language;
  });
}

/** The ceilings of reading, each before what the environment says. */
function limitOptions({ limits }: Messages): Option[] {
  const within = (schema: typeof WORKERS) => (given: string) => {
    const parsed = schema.safeParse(given);
    if (!parsed.success) throw new InvalidArgumentError(`${schema.minValue} – ${schema.maxValue}`);
    return parsed.data;
  };
  return [
    new Option("--workers <n>", limits.workers).argParser(within(WORKERS)),
    new Option("--seconds <n>", limits.seconds).argParser(within(FILE_SECONDS)),
    new Option("--memory <MB>", limits.memory).argParser(within(FILE_MB)),
  ];
}

/** Help in the reader's language; errors are thrown as CommanderError and explained by the caller. */
function inLanguage(command: Command, { program }: Messages): Command {
  const titles: Readonly<Record<string, string>> = program.titles;
  return command
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      subcommandTerm: (subcommand) => `${subcommand.name()} ${subcommand.usage()}`.trim(),
    })
    .configureOutput({ outputError: () => {} })
    .helpOption("-h, --help", program.help)
    .exitOverride();
}

function withHelp(
  command: Command,
  messages: Messages,
  name:
    | "read"
    | "ingest"
    | "review"
    | "check"
    | "explain"
    | "doctor"
    | "demo"
    | "backup"
    | "restore"
    | "schema",
): Command {
  return dress(command, messages, messages[name]);
}

type Words = Pick<Messages["schema"], "summary" | "description" | "examples" | "exitCodes">;

function dress(command: Command, messages: Messages, words: Words): Command {
  const { summary, description, examples, exitCodes } = words;
  const list = (title: string, lines: readonly string[]) =>
    `\n${title}\n${lines.map((line) => `  ${line}`).join("\n")}`;
  return inLanguage(command, messages)
    .summary(summary)
    .description(description)
    .addOption(langOption(messages))
    .addHelpText("after", list(messages.program.examples, examples))
    .addHelpText("after", list(messages.program.exitCodes, exitCodes));
}

/** The commands with their help. Parsing throws a CommanderError for wrong usage, and for help and version (exit code 0). */
export function buildProgram(language: Language, actions: Actions): Command {
  const messages = getMessages(language);
  const program = inLanguage(new Command("gongkai"), messages)
    .description(messages.program.summary)
    .version(getVersion(), "-V, --version", messages.program.version)
    .addOption(langOption(messages))
    .helpCommand("help [command]", messages.program.helpCommand);
  const read = withHelp(new Command("read"), messages, "read")
    .addArgument(new Argument("<file...>", messages.read.files))
    .option("--json", messages.read.json)
    .action(actions.read);
  const ingest = withHelp(new Command("ingest"), messages, "ingest")
    .addArgument(new Argument("<path...>", messages.ingest.paths))
    .option("--json", messages.ingest.json)
    .action(actions.ingest);
  for (const command of [read, ingest]) {
    for (const option of limitOptions(messages)) command.addOption(option);
    program.addCommand(command);
  }
  program.addCommand(
    withHelp(new Command("review"), messages, "review")
      .option("--accept <hash...>", messages.review.accept)
      .option("--by <name>", messages.review.by)
      .option("--json", messages.review.json)
      .action(actions.review),
  );
  program.addCommand(
    withHelp(new Command("check"), messages, "check")
      .option("--agency <id>", messages.check.agency)
      .option("--year <year>", messages.check.year, parseYear)
      .option("--region <code>", messages.check.region, parseRegion)
      .option("--check <id>", messages.check.check)
      .option("--json", messages.check.json)
      .action(actions.check),
  );
  program.addCommand(
    withHelp(new Command("explain"), messages, "explain")
      .addArgument(new Argument("<words>", messages.explain.words))
      .requiredOption("--agency <id>", messages.explain.agency)
      .requiredOption("--year <year>", messages.explain.year, parseYear)
      .requiredOption("--check <id>", messages.explain.check)
      .option("--instance <name>", messages.explain.instance)
      .requiredOption("--by <name>", messages.explain.by)
      .action(actions.explain),
  );
  program.addCommand(
    withHelp(new Command("doctor"), messages, "doctor")
      .option("--json", messages.doctor.json)
      .action(actions.doctor),
  );
  program.addCommand(
    buildAgencies(messages, language, actions.agencies, (command, words) => dress(command, messages, words)),
  );
  program.addCommand(
    buildDeadlines(messages, (command, words) => dress(command, messages, words), actions.deadlines),
  );
  program.addCommand(buildUser(messages, actions.user, (command, words) => dress(command, messages, words)));
  program.addCommand(
    withHelp(new Command("demo"), messages, "demo")
      .option("--agencies <n>", messages.demo.agencies, parseAgencies, 60)
      .option("--years <first-last>", messages.demo.years, parseYears, [2014, 2025] as const)
      .requiredOption("--out <folder>", messages.demo.out)
      .option("--json", messages.demo.json)
      .action(actions.demo),
  );
  program.addCommand(
    withHelp(new Command("backup"), messages, "backup")
      .addArgument(new Argument("<file>", messages.backup.file))
      .option("--json", messages.backup.json)
      .action(actions.backup),
  );
  program.addCommand(
    withHelp(new Command("restore"), messages, "restore")
      .addArgument(new Argument("<file>", messages.restore.file))
      .option("--replace", messages.restore.replace)
      .option("--json", messages.restore.json)
      .action(actions.restore),
  );
  program.addCommand(withHelp(new Command("schema"), messages, "schema").action(actions.schema));
  return program;
}
