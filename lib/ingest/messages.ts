import type { Language } from "../catalog/schema.ts";
import en from "./messages/en.json" with { type: "json" };
import zh from "./messages/zh.json" with { type: "json" };

/** What the command line says, keyed alike in both languages. */
export type Messages = typeof zh;

export function getMessages(language: Language): Messages {
  return language === "zh" ? zh : en;
}

/** Replaces `{name}` by its parameter; an unknown name stays as it is. */
export function fill(text: string, parameters: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));
}

/** The language asked for with `--lang`, else that of the user's locale, else English. */
export function chooseLanguage(argv: readonly string[], locale: string | undefined): Language {
  const at = argv.indexOf("--lang");
  const asked = at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith("--lang="))?.slice(7);
  if (asked === "zh" || asked === "en") return asked;
  return locale?.toLowerCase().startsWith("zh") ? "zh" : "en";
}
