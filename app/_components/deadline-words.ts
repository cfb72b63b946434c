import { fill, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";

/** A deadline set for a region and years, in words. */

interface Terms {
  readonly since: number;
  readonly until: number | null;
  readonly kind: string | null;
  readonly level: string | null;
  readonly month: number;
  readonly day: number;
}

export function deadlineWords({ since, until, kind, level, month, day }: Terms, lang: Language) {
  const { coverage, agencies } = messages(lang);
  const { setDeadlines: words } = coverage;
  const kinds: Readonly<Record<string, string>> = agencies.kinds;
  const levels: Readonly<Record<string, string>> = agencies.levels;
  const named = [level && (levels[level] ?? level), kind && (kinds[kind] ?? kind)].filter(Boolean);
  return {
    years: fill(until === null ? words.from : until === since ? words.one : words.span, {
      since,
      until: until ?? "",
    }),
    agencies: named.length === 0 ? words.all : named.join(" · "),
    date: fill(words.day, { month, day }),
  };
}
