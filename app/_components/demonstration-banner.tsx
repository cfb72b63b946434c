import { fill, messages } from "@/app/_messages/messages.ts";
import type { Demonstration } from "@/lib/catalog/demonstration.ts";
import type { Language } from "@/lib/catalog/schema.ts";

interface Props {
  readonly lang: Language;
  /** The mark of the data folder; `undefined` where it holds real reports. */
  readonly mark: Demonstration | undefined;
}

/** Says above every page that nothing on it is real. */
export function DemonstrationBanner({ lang, mark }: Props) {
  if (mark === undefined) return null;
  const { frame } = messages(lang);
  return (
    <aside className="demonstration" aria-label={frame.demonstration}>
      <strong>{frame.demonstration}</strong> {fill(frame.demonstrationNote, { city: mark.city[lang] })}
    </aside>
  );
}
