import { fill, messages } from "@/app/_messages/messages.ts";
import type { Counts } from "@/db/desk/batches.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { FILE_STATES } from "@/lib/desk/states.ts";
import { formatCount } from "@/lib/format.ts";

interface Props {
  readonly counts: Counts;
  readonly lang: Language;
}

/** How many files of a batch are in which state. */
export function BatchStates({ counts, lang }: Props) {
  const { batch: words } = messages(lang).desk;
  const told = FILE_STATES.filter((state) => counts[state] > 0).map((state) =>
    fill(words.count[state], { n: formatCount(counts[state], lang) }),
  );
  if (counts.doubts > 0) told.push(fill(words.count.doubts, { n: formatCount(counts.doubts, lang) }));
  return <>{told.length > 0 ? told.join(words.separator) : words.count.none}</>;
}
