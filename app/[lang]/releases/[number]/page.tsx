import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { Downloads } from "@/app/_components/list-navigation.tsx";
import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { findKeptVersion } from "@/db/queries/history.ts";
import { findRelease, listReleaseEntries } from "@/db/queries/releases.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { civilInstant } from "@/lib/format.ts";
import type { ReleaseEntry, ReleaseView } from "@/lib/release-views.ts";
import { changesText, releaseTitle } from "../release-text.ts";
import { CheckChanges } from "./check-changes.tsx";
import { Files } from "./files.tsx";

interface Props {
  readonly params: Promise<{ readonly lang: string; readonly number: string }>;
}

async function requireRelease(number: string): Promise<ReleaseView> {
  const isNumber = /^[1-9]\d{0,8}$/.test(number);
  return (isNumber ? await findRelease(getDatabase(), Number(number)) : undefined) ?? notFound();
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang, number } = await params;
  return { title: releaseTitle(await requireRelease(number), isLanguage(lang) ? lang : "zh") };
}

/** One release: every report it brought, the checks that it changed, and its files. */
export default async function Page({ params }: Props) {
  const { lang, number } = await params;
  if (!isLanguage(lang)) notFound();
  const release = await requireRelease(number);
  const { releases: words } = messages(lang);
  const entries = await listReleaseEntries(getDatabase(), release.number);
  const isKept = (await findKeptVersion(getDatabase(), release.dataVersion)) !== undefined;
  const path = `/releases/${release.number}`;
  return (
    <Frame lang={lang} path={path} section="method">
      <ol className="trail">
        <li>
          <a href={href(lang, "/releases")}>{words.title}</a>
        </li>
        <li>{fill(words.number, { n: release.number })}</li>
      </ol>
      <h1>{releaseTitle(release, lang)}</h1>
      <p className="lead">
        {fill(words.released, { at: civilInstant(release.releasedAt), version: release.dataVersion })}
      </p>
      <p>{changesText(release, lang)}</p>
      {release.notes === "" ? null : <p>{release.notes}</p>}
      {isKept ? (
        <section aria-labelledby="state">
          <h2 id="state">{words.state.heading}</h2>
          <p>{fill(words.state.text, { number: release.number })}</p>
          <p className="actions">
            <a href={href(lang, `/compare?release=${release.number}`)}>{words.state.compare}</a>
            <a href={href(lang, `/rank?release=${release.number}`)}>{words.state.rank}</a>
          </p>
        </section>
      ) : null}
      <Entries entries={entries} lang={lang} />
      <CheckChanges release={release.number} lang={lang} />
      <Files release={release.number} isKept={isKept} lang={lang} />
      <Downloads path="/releases" query={`?release=${release.number}`} lang={lang} />
    </Frame>
  );
}

function Entries({ entries, lang }: { readonly entries: readonly ReleaseEntry[]; readonly lang: Language }) {
  const { releases: words, frame } = messages(lang);
  const { columns } = words;
  return (
    <ScrollRegion name={words.reports} lang={lang}>
      <table>
        <caption>
          <span>{words.reports}</span>
        </caption>
        <thead>
          <tr>
            {[columns.agency, columns.year, columns.scope, columns.change, columns.version, columns.file].map(
              (head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {entries.map(
            ({ agency, nameZh, nameEn, year, scope, change, version, document, fileName, awaitsReview }) => (
              <tr key={`${agency} ${year} ${scope} ${document} ${change}`}>
                <th scope="row">
                  <a href={href(lang, `/agencies/${agency}/${year}`)}>
                    {(lang === "en" ? nameEn : null) ?? nameZh ?? agency}
                  </a>
                </th>
                <td>{year}</td>
                <td>{frame.scope[scope]}</td>
                <td>
                  {words.changes[change]}{" "}
                  {awaitsReview ? <span className="chip">{words.awaitsReview}</span> : null}
                </td>
                <td>{version}</td>
                <td>
                  <a href={href(lang, `/documents/${document}`)}>{fileName}</a>
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
