import { type Messages, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";

/** The sentences that a comparison is told in. */
export interface Words {
  readonly lang: Language;
  readonly frame: Messages["frame"];
  readonly compare: Messages["compare"];
}

export function wordsOf(lang: Language): Words {
  const { frame, compare } = messages(lang);
  return { lang, frame, compare };
}
