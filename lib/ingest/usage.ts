import type { CommanderError } from "commander";
import type { Language } from "../catalog/schema.ts";
import { fill, getMessages } from "./messages.ts";

/** What was wrong with the command's words, and where the help is. */
export function explainUsage(error: CommanderError, language: Language): string {
  const { usage } = getMessages(language);
  const kind = error.code.replace("commander.", "");
  const detail = error.message.replace(/^error: /, "");
  const name = /'([^']+)'/.exec(detail)?.[1] ?? "";
  const allowed = /is invalid\. (.+)$/.exec(detail)?.[1] ?? "";
  const { hint, other, ...known } = usage;
  const sentence =
    kind === "help" ? "" : `${fill(known[kind as keyof typeof known] ?? other, { name, detail, allowed })}\n`;
  return `${sentence}${fill(hint, { command: "gongkai" })}\n`;
}
