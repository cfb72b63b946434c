import { fill, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatDate } from "@/lib/format.ts";

interface DataState {
  readonly dataVersion: number;
  readonly changedAt: string | null;
}

/** Where figures come from, at which version and day of the data. */
export function sourceText({ dataVersion, changedAt }: DataState, lang: Language): string {
  const { downloads } = messages(lang).compare;
  return fill(downloads.source, {
    version: dataVersion,
    date: changedAt === null ? downloads.undated : formatDate(changedAt, lang),
  });
}
