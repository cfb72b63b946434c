import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { Downloads } from "@/app/_components/list-navigation.tsx";
import { href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { listReleases } from "@/db/queries/releases.ts";
import { ReleaseSummary } from "./release-summary.tsx";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const { title, description } = messages(lang).releases;
  const feed = href(lang, "/releases/feed.atom");
  return { title, description, alternates: { types: { "application/atom+xml": feed } } };
}

/** What was published, when, and what it changed. */
export default async function Page({ params }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { releases: words } = messages(lang);
  const releases = await listReleases(getDatabase());
  return (
    <Frame lang={lang} path="/releases" section="method">
      <h1>{words.title}</h1>
      <p className="lead">{words.lead}</p>
      {releases.length === 0 ? (
        <p className="note">{words.none}</p>
      ) : (
        <ol className="plain">
          {releases.map((release) => (
            <ReleaseSummary key={release.number} release={release} lang={lang} />
          ))}
        </ol>
      )}
      <p>
        <a href={href(lang, "/releases/feed.atom")}>{words.feed}</a>
      </p>
      <Downloads path="/releases" query="" lang={lang} />
    </Frame>
  );
}
