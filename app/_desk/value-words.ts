import { messages } from "@/app/_messages/messages.ts";
import { getRegistryWords } from "@/lib/catalog/registry.ts";
import type { Language } from "@/lib/catalog/schema.ts";

type Words = Readonly<Record<string, string>>;

/** The words of what is kept as an id, by the name of its field: kinds, levels, lines, scopes, lineage. */
export function valueWords(lang: Language): Readonly<Record<string, Words>> {
  const { agencies, frame } = messages(lang);
  const { kinds, levels, lines } = getRegistryWords();
  const named = (list: typeof kinds): Words =>
    Object.fromEntries(list.map(({ id, name }) => [id, name[lang]]));
  const lineage = agencies.profile.lineage.kinds;
  return {
    ...{ kind: named(kinds), level: named(levels), line: named(lines) },
    ...{ scope: frame.scope, usual_scope: frame.scope, lineage, as: lineage },
  };
}
