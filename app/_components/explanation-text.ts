import { fill, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatDate } from "@/lib/format.ts";
import type { Explanation } from "@/lib/views.ts";

/** What is said to a failed check, by whom, when, and in which letter. */
export function explanationText(explanation: Explanation, lang: Language): string {
  const { list } = messages(lang).quality;
  const values = { ...explanation, at: formatDate(explanation.at, lang) };
  return fill(explanation.source === "" ? list.explained : list.explainedIn, values);
}
