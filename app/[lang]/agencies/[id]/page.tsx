import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { findAgencyCard } from "@/db/queries/agency-card.ts";
import { CheckRecordTable } from "./check-record.tsx";
import { Identity } from "./identity.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { Lineage } from "./lineage.tsx";
import { comparePeers } from "./peers.ts";
import { Peers } from "./peers.tsx";
import { findProfile } from "./profile.ts";
import { ProfileCharts } from "./profile-charts.tsx";
import { ReportsHeld } from "./reports-held.tsx";
import { SeriesTable } from "./series-table.tsx";

interface Props {
  readonly params: Promise<{ readonly lang: string; readonly id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang, id } = await params;
  const agency = await findAgencyCard(getDatabase(), id);
  if (!agency || !isLanguage(lang)) return {};
  const name = (lang === "en" && agency.nameEn) || agency.nameZh;
  return { title: name, description: fill(messages(lang).agencies.profile.description, { agency: name }) };
}

export default async function Page({ params }: Props) {
  const { lang, id } = await params;
  const profile = isLanguage(lang) ? await findProfile(id) : undefined;
  if (!profile || !isLanguage(lang)) notFound();
  const { agency, catalog } = profile;
  const { agencies: words, frame } = messages(lang);
  const name = (lang === "en" && agency.nameEn) || agency.nameZh;
  const other = lang === "en" ? agency.nameZh : agency.nameEn;
  const latest = agency.years.at(-1);
  const peers = latest === undefined ? undefined : await comparePeers(catalog, agency.id, latest);
  return (
    <Frame lang={lang} path={`/agencies/${agency.id}`} section="agencies">
      <ol className="trail">
        <li>
          <a href={href(lang, "/agencies")}>{words.title}</a>
        </li>
        <li aria-current="page">{name}</li>
      </ol>
      <h1>
        {name} {agency.provisional ? <span className="chip">{frame.provisional}</span> : null}
      </h1>
      {other && other !== name ? (
        <p className="lead" lang={lang === "en" ? "zh-CN" : "en"}>
          {other}
        </p>
      ) : null}
      {agency.provisional ? <p className="note">{words.provisional.text}</p> : null}
      <Identity profile={profile} lang={lang} />
      {latest === undefined ? null : <KeyFigures profile={profile} year={latest} lang={lang} />}
      {latest === undefined ? null : (
        <>
          <ProfileCharts profile={profile} lang={lang} />
          <SeriesTable profile={profile} lang={lang} />
        </>
      )}
      {peers && <Peers id={agency.id} comparison={peers} catalog={catalog} lang={lang} />}
      <CheckRecordTable agency={agency.id} record={profile.checks} lang={lang} />
      <Lineage agency={agency} lang={lang} />
      <ReportsHeld reports={profile.reports} catalog={catalog} lang={lang} />
    </Frame>
  );
}
