import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DrawnMarkup } from "@/app/_components/drawn-markup.tsx";
import { Frame } from "@/app/_components/frame.tsx";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { listAgencies } from "@/db/queries/agencies.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import css from "./agencies.module.css";
import { AgencyFilter } from "./agency-filter.tsx";
import { drawAgencies } from "./agency-table.ts";
import { filterAgencies } from "./filter-agencies.ts";
import { parseAgencySearch, queryOf } from "./search-params.ts";
import { spanOf } from "./year-strip.ts";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messages(isLanguage(lang) ? lang : "zh").agencies;
  return { title, description };
}

export default async function Page({ params, searchParams }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const search = parseAgencySearch(await searchParams);
  const all = await listAgencies(getDatabase());
  const found = filterAgencies(all, getCatalog().agencies, search);
  const { agencies: words } = messages(lang);
  return (
    <Frame lang={lang} path={`/agencies${queryOf(search)}`} section="agencies">
      <h1>{words.title}</h1>
      <p className="lead">{words.intro}</p>
      <AgencyFilter search={search} agencies={all} lang={lang} />
      {found.length > 0 ? (
        <>
          <p className="soft">{fill(words.count, { n: found.length, total: all.length })}</p>
          <DrawnMarkup
            className={css.list}
            markup={drawAgencies(found, spanOf(all.flatMap(({ years }) => years)), lang).markup}
          />
        </>
      ) : (
        <section className="note">
          <h2>{all.length > 0 ? words.empty.title : words.empty.nothing}</h2>
          <p>{all.length > 0 ? words.empty.text : words.empty.how}</p>
          {all.length > 0 ? <a href={href(lang, "/agencies")}>{words.empty.all}</a> : null}
        </section>
      )}
      {found.some((agency) => agency.provisional) ? (
        <section className="notes">
          <h3>{words.provisional.heading}</h3>
          <p>{words.provisional.text}</p>
        </section>
      ) : null}
    </Frame>
  );
}
