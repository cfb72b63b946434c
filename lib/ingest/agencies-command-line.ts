import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { getRegistryWords } from "../catalog/registry.ts";
import type { Language } from "../catalog/schema.ts";
import { CONTINUATIONS, type Continuation } from "../model.ts";
import type { Messages } from "./messages.ts";

/** `gongkai agencies` and its subcommands: words of the command line alone. */

export interface ChangeOptions {
  readonly on: string;
  readonly basis: string;
}

export interface ExportOptions {
  readonly format: "csv" | "xlsx";
  readonly output?: string;
  readonly all?: boolean;
}

export interface AgenciesActions {
  readonly import: (file: string) => Promise<void>;
  readonly template: () => Promise<void>;
  readonly export: (options: ExportOptions) => Promise<void>;
  readonly check: (options: { readonly json?: boolean }) => Promise<void>;
  readonly merge: (from: string, into: string, options: ChangeOptions) => Promise<void>;
  readonly rename: (id: string, name: string, options: ChangeOptions) => Promise<void>;
  readonly split: (from: string, into: string[], options: ChangeOptions) => Promise<void>;
  readonly end: (id: string, options: ChangeOptions) => Promise<void>;
  readonly continue: (
    from: string,
    into: string,
    options: ChangeOptions & { readonly as: Continuation },
  ) => Promise<void>;
  readonly transfer: (from: string, into: string, options: ChangeOptions) => Promise<void>;
  readonly doubts: (options: { readonly json?: boolean; readonly all?: boolean }) => Promise<void>;
  readonly settle: (doubt: number, agency: string, options: { readonly by: string }) => Promise<void>;
}

type Commands = Messages["agencies"]["commands"];

const listed = (title: string, lines: readonly string[]): string =>
  `\n${title}\n${lines.map((line) => `  ${line}`).join("\n")}`;

/** What may stand in the columns, from the declarations that the import itself goes by. */
function columnHelp({ agencies }: Messages, language: Language): string {
  const { columns, kinds, levels, lines } = getRegistryWords();
  const named = (choices: readonly { readonly id: string; readonly name: Record<Language, string> }[]) =>
    choices.map(({ id, name }) => `${id.padEnd(26)}${name[language]}`);
  return [
    listed(
      agencies.columnsTitle,
      columns.map(({ id, heads, about }) => `${id.padEnd(14)}${about[language]} (${heads.join(", ")})`),
    ),
    listed(agencies.kindsTitle, named(kinds)),
    listed(agencies.levelsTitle, named(levels)),
    listed(agencies.linesTitle, named(lines)),
  ].join("\n");
}

function parseNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("1, 2, 3");
  return Number(text);
}

/** `dress` gives a command its language, help and errors, as all commands have them. */
export function buildAgencies(
  messages: Messages,
  language: Language,
  actions: AgenciesActions,
  dress: (command: Command, words: Messages["schema"]) => Command,
): Command {
  const { agencies } = messages;
  const { commands } = agencies;
  const begin = (name: keyof Commands): Command => dress(new Command(name), commands[name]);
  const dated = (command: Command): Command =>
    command.requiredOption("--on <date>", agencies.on).requiredOption("--basis <text>", agencies.basis);
  const program = dress(new Command("agencies"), agencies).helpCommand(
    "help [command]",
    messages.program.helpCommand,
  );
  const all = [
    begin("import")
      .addArgument(new Argument("<file>", commands.import.file))
      .addHelpText("after", () => columnHelp(messages, language))
      .action(actions.import),
    begin("template").action(actions.template),
    begin("export")
      .addOption(
        new Option("--format <csv|xlsx>", commands.export.format).choices(["csv", "xlsx"]).default("csv"),
      )
      .option("--output <file>", commands.export.output)
      .option("--all", commands.export.all)
      .action(actions.export),
    begin("check").option("--json", commands.check.json).action(actions.check),
    dated(
      begin("merge")
        .addArgument(new Argument("<from>", commands.merge.from))
        .addArgument(new Argument("<into>", commands.merge.into)),
    ).action(actions.merge),
    dated(
      begin("rename")
        .addArgument(new Argument("<id>", commands.rename.id))
        .addArgument(new Argument("<name>", commands.rename.name)),
    ).action(actions.rename),
    dated(
      begin("split")
        .addArgument(new Argument("<from>", commands.split.from))
        .addArgument(new Argument("<into...>", commands.split.into)),
    ).action(actions.split),
    dated(begin("end").addArgument(new Argument("<id>", commands.end.id))).action(actions.end),
    dated(
      begin("continue")
        .addArgument(new Argument("<from>", commands.continue.from))
        .addArgument(new Argument("<into>", commands.continue.into))
        .addOption(
          new Option("--as <kind>", commands.continue.as).choices(CONTINUATIONS).makeOptionMandatory(),
        ),
    ).action(actions.continue),
    dated(
      begin("transfer")
        .addArgument(new Argument("<from>", commands.transfer.from))
        .addArgument(new Argument("<into>", commands.transfer.into)),
    ).action(actions.transfer),
    begin("doubts")
      .option("--json", commands.doubts.json)
      .option("--all", commands.doubts.all)
      .action(actions.doubts),
    begin("settle")
      .addArgument(new Argument("<doubt>", commands.settle.doubt).argParser(parseNumber))
      .addArgument(new Argument("<agency>", commands.settle.agency))
      .requiredOption("--by <name>", commands.settle.by)
      .action(actions.settle),
  ];
  for (const command of all) program.addCommand(command);
  return program;
}
