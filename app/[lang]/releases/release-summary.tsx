import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { civilInstant } from "@/lib/format.ts";
import type { ReleaseView } from "@/lib/release-views.ts";
import { changesText, releaseTitle } from "./release-text.ts";

interface Props {
  readonly release: ReleaseView;
  readonly lang: Language;
}

/** A release in a list: its number and name, its date, what changed. */
export function ReleaseSummary({ release, lang }: Props) {
  const { releases: words } = messages(lang);
  const { number, releasedAt, dataVersion, notes } = release;
  return (
    <li id={`release-${number}`}>
      <a href={href(lang, `/releases/${number}`)}>{releaseTitle(release, lang)}</a>{" "}
      <span className="soft">
        {fill(words.released, { at: civilInstant(releasedAt).slice(0, 10), version: dataVersion })}
      </span>
      <br />
      {changesText(release, lang)}
      {notes === "" ? null : (
        <>
          <br />
          <span className="soft">{notes}</span>
        </>
      )}
    </li>
  );
}
