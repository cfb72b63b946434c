import type { ExportProps } from "@/app/_components/export-twins.ts";
import { href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { listReleases } from "@/db/queries/releases.ts";
import { toAtom } from "@/lib/exports/atom.ts";
import { changesText, releaseTitle } from "../release-text.ts";

const MOST_ENTRIES = 50;

/** The newest releases, for whoever wants to learn of the next. */
export async function GET(request: Request, { params }: ExportProps): Promise<Response> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const { releases: words, frame } = messages(lang);
  const proto = request.headers.get("x-forwarded-proto") === "https" ? "https" : "http";
  const absolute = (path: string) => `${proto}://${request.headers.get("host") ?? ""}${href(lang, path)}`;
  const releases = await listReleases(getDatabase());
  const feed = toAtom({
    address: absolute("/releases/feed.atom"),
    page: absolute("/releases"),
    title: `${frame.site} · ${words.title}`,
    author: frame.site,
    language: lang === "zh" ? "zh-CN" : "en",
    entries: releases.slice(0, MOST_ENTRIES).map((release) => ({
      address: absolute(`/releases/${release.number}`),
      title: releaseTitle(release, lang),
      at: release.releasedAt,
      text: [changesText(release, lang), release.notes].filter((part) => part !== "").join("\n"),
    })),
  });
  return new Response(feed, { headers: { "content-type": "application/atom+xml; charset=utf-8" } });
}
