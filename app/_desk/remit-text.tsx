import { messages } from "@/app/_messages/messages.ts";
import { getRegions, regionPath } from "@/lib/catalog/regions.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { Remit } from "@/lib/desk/remit.ts";

interface Props {
  readonly remit: Remit;
  readonly lang: Language;
}

/** For which agencies somebody works, in words. */
export function RemitText({ remit, lang }: Props) {
  const { desk: words } = messages(lang);
  if (remit.everywhere) return <>{words.remit.everywhere}</>;
  const regions = getRegions();
  const named = remit.regions.map((code) => {
    const path = regionPath(code, regions.source.until, regions);
    return path === code ? code : `${path} (${code})`;
  });
  return <>{[...named, ...remit.agencies].join(words.remit.separator)}</>;
}
