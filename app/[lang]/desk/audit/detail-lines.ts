import { valueWords } from "@/app/_desk/value-words.ts";
import type { Messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";

type Words = Messages["desk"]["audit"]["detail"];

/** What a row of the trail holds beside its subject, line by line in words; what has no word keeps its id. */
export function detailLines(
  detail: Readonly<Record<string, unknown>>,
  { desk, questions, frame }: Pick<Messages, "desk" | "questions" | "frame">,
  lang: Language,
): readonly string[] {
  const words = desk.audit.detail;
  const named: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    ...valueWords(lang),
    role: desk.roles,
    verdict: desk.review.verdicts,
    state: questions.states,
    status: frame.status,
  };
  const colon = lang === "zh" ? "\uff1a" : ": ";
  const comma = lang === "zh" ? "\u3001" : ", ";
  const labelOf = (id: string): string => words[id as keyof Words] ?? id;
  const say = (value: unknown, id = ""): string => {
    if (typeof value === "boolean") return value ? words.yes : words.no;
    if (Array.isArray(value)) return value.map((one) => say(one)).join(comma);
    if (value === null || typeof value !== "object") return named[id]?.[String(value)] ?? String(value ?? "");
    return Object.entries(value)
      .map(([id, part]) => [labelOf(id), say(part, id)])
      .filter(([, text]) => text !== "")
      .map(([label, text]) => `${label}${colon}${text}`)
      .join(lang === "zh" ? "\uff1b" : "; ");
  };
  return Object.entries(detail).map(([id, value]) => `${labelOf(id)}${colon}${say(value, id)}`);
}
