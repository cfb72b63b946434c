import { notFound } from "next/navigation";
import { AgencySearch } from "@/app/_components/agency-search.tsx";
import { Frame } from "@/app/_components/frame.tsx";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { formatCount } from "@/lib/format.ts";
import { CoverageStrip } from "./coverage-strip.tsx";
import { Figures } from "./figures.tsx";
import styles from "./home.module.css";
import { readHome } from "./home.ts";
import { LatestFindings } from "./latest-findings.tsx";
import { Opening } from "./opening.tsx";
import { Outcomes } from "./outcomes.tsx";
import { Ready } from "./ready.tsx";
import { RequestFlowTable } from "./request-flow.tsx";

export default async function HomePage({ params }: { readonly params: Promise<{ readonly lang: string }> }) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { frame, home: text } = messages(lang);
  const home = await readHome();
  return (
    <Frame lang={lang} path="/" section="home" ownSearch>
      <h1>{text.heading}</h1>
      <div className={styles.search}>
        <AgencySearch action={href(lang, "/agencies")} lang={lang} words={frame.search} />
      </div>
      <p className="lead">
        {text.lead}{" "}
        {home === undefined
          ? text.empty
          : fill(text.held, {
              agencies: formatCount(home.coverage.agencies, lang),
              reports: formatCount(home.coverage.reports, lang),
              facts: formatCount(home.coverage.facts, lang),
              first: home.years.at(0) ?? "",
              last: home.years.at(-1) ?? "",
            })}
      </p>
      {home !== undefined && (
        <>
          <Opening home={home} lang={lang} />
          <Figures home={home} lang={lang} />
          <RequestFlowTable home={home} lang={lang} />
          <Ready home={home} lang={lang} />
          <Outcomes home={home} lang={lang} />
          <CoverageStrip home={home} lang={lang} />
          <LatestFindings home={home} lang={lang} />
        </>
      )}
    </Frame>
  );
}
