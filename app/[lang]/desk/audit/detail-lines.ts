import type { Messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";

type Words = Messages["desk"]["audit"]["detail"];
type Roles = Messages["desk"]["roles"];

/** What a row of the trail holds beside its subject, line by line in words; what has no word keeps its id. */
export function detailLines(
  detail: Readonly<Record<string, unknown>>,
  { audit: { detail: words }, roles }: { readonly audit: { readonly detail: Words }; readonly roles: Roles },
  lang: Language,
): readonly string[] {
  const colon = lang === "zh" ? "\uff1a" : ": ";
  const comma = lang === "zh" ? "\u3001" : ", ";
  const labelOf = (id: string): string => words[id as keyof Words] ?? id;
  const say = (value: unknown, id = ""): string => {
    if (id === "role") return roles[value as keyof Roles] ?? String(value);
    if (typeof value === "boolean") return value ? words.yes : words.no;
    if (Array.isArray(value)) return value.map((one) => say(one)).join(comma);
    if (value === null || typeof value !== "object") return String(value ?? "");
    return Object.entries(value)
      .map(([id, part]) => [labelOf(id), say(part, id)])
      .filter(([, text]) => text !== "")
      .map(([label, text]) => `${label}${colon}${text}`)
      .join(lang === "zh" ? "\uff1b" : "; ");
  };
  return Object.entries(detail).map(([id, value]) => `${labelOf(id)}${colon}${say(value, id)}`);
}
