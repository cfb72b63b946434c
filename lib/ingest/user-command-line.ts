import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { ROLES, type Role } from "../desk/roles.ts";
import type { Messages } from "./messages.ts";

/** `gongkai user` and its subcommands: words of the command line alone. */

export interface UserOptions {
  readonly role: Role;
  readonly region?: readonly string[];
  readonly agency?: readonly string[];
}

export interface UserActions {
  readonly add: (name: string, options: UserOptions & { readonly generate?: boolean }) => Promise<void>;
  readonly password: (name: string, options: { readonly generate?: boolean }) => Promise<void>;
  readonly list: () => Promise<void>;
}

function collectRegion(code: string, before: readonly string[] = []): string[] {
  if (!/^\d{6}$/.test(code)) throw new InvalidArgumentError("350100");
  return [...before, code];
}

const collect = (id: string, before: readonly string[] = []): string[] => [...before, id];

/** `dress` gives a command its language, help and errors, as all commands have them. */
export function buildUser(
  messages: Messages,
  actions: UserActions,
  dress: (command: Command, words: Messages["schema"]) => Command,
): Command {
  const { user } = messages;
  const { commands } = user;
  const program = dress(new Command("user"), user).helpCommand(
    "help [command]",
    messages.program.helpCommand,
  );
  const name = () => new Argument("<name>", user.name);
  program.addCommand(
    dress(new Command("add"), commands.add)
      .addArgument(name())
      .addOption(new Option("--role <role>", commands.add.role).choices(ROLES).default("administrator"))
      .option("--region <code>", commands.add.region, collectRegion)
      .option("--agency <id>", commands.add.agency, collect)
      .option("--generate", user.generate)
      .action(actions.add),
  );
  program.addCommand(
    dress(new Command("password"), commands.password)
      .addArgument(name())
      .option("--generate", user.generate)
      .action(actions.password),
  );
  program.addCommand(dress(new Command("list"), commands.list).action(actions.list));
  return program;
}
