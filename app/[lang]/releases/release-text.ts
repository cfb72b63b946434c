import { fill, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { RELEASE_CHANGES } from "@/lib/desk/states.ts";
import { formatCount } from "@/lib/format.ts";
import type { ReleaseView } from "@/lib/release-views.ts";

export function releaseTitle({ number, title }: ReleaseView, lang: Language): string {
  return fill(messages(lang).releases.name, { n: number, title });
}

/** How many reports a release added, replaced and left as they were, and how many verdicts it changed. */
export function changesText({ changes, verdicts }: ReleaseView, lang: Language): string {
  const { releases: words } = messages(lang);
  const told = RELEASE_CHANGES.filter((change) => changes[change] > 0).map((change) =>
    fill(words.counts[change], { n: formatCount(changes[change], lang) }),
  );
  const checks = verdicts === 0 ? [] : [fill(words.verdictCount, { n: formatCount(verdicts, lang) })];
  return [...told, ...checks].join(words.separator);
}
