import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { getRegistryWords } from "../catalog/registry.ts";
import { isDayOfEveryYear } from "../desk/deadline-day.ts";
import type { Messages } from "./messages.ts";

/** `gongkai deadlines` and its subcommands: words of the command line alone. */

export interface DeadlineOptions {
  readonly region?: string;
  readonly from: number;
  readonly to?: number;
  readonly kind?: string;
  readonly level?: string;
  readonly date: readonly [month: number, day: number];
  readonly basis: string;
  /** Number of the rule to change. */
  readonly rule?: number;
}

export interface DeadlinesActions {
  readonly list: (options: { readonly json?: boolean; readonly all?: boolean }) => Promise<void>;
  readonly set: (options: DeadlineOptions) => Promise<void>;
  readonly end: (rule: number, options: { readonly last?: number; readonly basis: string }) => Promise<void>;
}

function parseYear(text: string): number {
  if (!/^(?:19|20)\d{2}$/.test(text)) throw new InvalidArgumentError("YYYY");
  return Number(text);
}

function parseRule(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("1, 2, 3");
  return Number(text);
}

function parseRegion(text: string): string {
  if (!/^\d{6}$/.test(text)) throw new InvalidArgumentError("350100");
  return text;
}

function parseDate(text: string): readonly [number, number] {
  const [month = 0, day = 0] = /^\d{1,2}-\d{1,2}$/.test(text) ? text.split("-").map(Number) : [];
  if (!isDayOfEveryYear(month, day)) throw new InvalidArgumentError("MM-DD");
  return [month, day];
}

/** `dress` gives a command its language, help and errors, as all commands have them. */
export function buildDeadlines(
  messages: Messages,
  dress: (command: Command, words: Messages["schema"]) => Command,
  actions: DeadlinesActions,
): Command {
  const { deadlines } = messages;
  const { commands } = deadlines;
  const { kinds, levels } = getRegistryWords();
  const ids = (named: readonly { readonly id: string }[]) => named.map(({ id }) => id);
  const program = dress(new Command("deadlines"), deadlines).helpCommand(
    "help [command]",
    messages.program.helpCommand,
  );
  program.addCommand(
    dress(new Command("list"), commands.list)
      .option("--all", commands.list.all)
      .option("--json", commands.list.json)
      .action(actions.list),
  );
  program.addCommand(
    dress(new Command("set"), commands.set)
      .option("--region <code>", commands.set.region, parseRegion)
      .requiredOption("--from <year>", commands.set.from, parseYear)
      .option("--to <year>", commands.set.to, parseYear)
      .addOption(new Option("--kind <kind>", commands.set.kind).choices(ids(kinds)))
      .addOption(new Option("--level <level>", commands.set.level).choices(ids(levels)))
      .requiredOption("--date <month-day>", commands.set.date, parseDate)
      .requiredOption("--basis <text>", deadlines.basis)
      .option("--rule <number>", commands.set.rule, parseRule)
      .action(actions.set),
  );
  program.addCommand(
    dress(new Command("end"), commands.end)
      .addArgument(new Argument("<rule>", commands.end.rule).argParser(parseRule))
      .option("--last <year>", commands.end.last, parseYear)
      .requiredOption("--basis <text>", deadlines.basis)
      .action(actions.end),
  );
  return program;
}
