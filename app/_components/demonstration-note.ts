import { LANGUAGES, messages } from "@/app/_messages/messages.ts";
import { getDemonstration } from "@/lib/catalog/demonstration.ts";

/** What files that leave a demonstration carry: nothing where the data is real. */
export function demonstrationNote(): { readonly demonstration?: string } {
  if (getDemonstration() === undefined) return {};
  return { demonstration: LANGUAGES.map((lang) => messages(lang).frame.demonstration).join(" / ") };
}

/** The name of a file that leaves a demonstration says so, where its rows cannot. */
export function markedName(name: string): string {
  return getDemonstration() === undefined ? name : `demonstration-${name}`;
}
