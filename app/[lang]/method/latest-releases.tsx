import { href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { ReleaseView } from "@/lib/release-views.ts";
import { ReleaseSummary } from "../releases/release-summary.tsx";

const MOST_SHOWN = 5;

interface Props {
  readonly releases: readonly ReleaseView[];
  readonly lang: Language;
}

/** What was published last, and where the rest is told. */
export function LatestReleases({ releases, lang }: Props) {
  const { releases: words } = messages(lang);
  return (
    <section aria-labelledby="releases">
      <h2 id="releases">{words.title}</h2>
      <p>{releases.length === 0 ? words.none : words.lead}</p>
      <ol className="plain">
        {releases.slice(0, MOST_SHOWN).map((release) => (
          <ReleaseSummary key={release.number} release={release} lang={lang} />
        ))}
      </ol>
      <p className="actions">
        <a href={href(lang, "/releases")}>{words.all}</a>
        <a href={href(lang, "/releases/feed.atom")}>{words.feed}</a>
      </p>
    </section>
  );
}
