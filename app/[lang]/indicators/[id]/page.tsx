import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readState } from "@/app/_components/data-state.ts";
import { Frame } from "@/app/_components/frame.tsx";
import { FrozenNote } from "@/app/_components/take-along.tsx";
import { href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { withState } from "@/lib/exports/data-state.ts";
import { BreakList } from "./break-list.tsx";
import { Definition } from "./definition.tsx";
import { findSubject, groupsOf } from "./find-subject.ts";
import { HeldValues } from "./held-values.tsx";
import { SeriesSources } from "./series-sources.tsx";

interface Props {
  readonly params: Promise<{ readonly lang: string; readonly id: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const { lang, id } = await params;
  const subject = findSubject(getCatalog(), id);
  if (!subject || !isLanguage(lang)) return {};
  return { title: subject.entry.name[lang], description: messages(lang).indicators.description };
}

export default async function Page({ params, searchParams }: Props) {
  const { lang, id } = await params;
  const catalog = getCatalog();
  const subject = findSubject(catalog, id);
  if (!subject || !isLanguage(lang)) notFound();
  const { indicators: words } = messages(lang);
  const asked = await searchParams;
  const state = await readState(asked);
  const groups = groupsOf(catalog, subject);
  const breaks = catalog.breaks.filter((entry) => entry.groups.some((group) => groups.includes(group)));
  return (
    <Frame lang={lang} path={withState(`/indicators/${id}`, state.query)} section="indicators" state={state}>
      <ol className="trail">
        <li>
          <a href={href(lang, "/indicators")}>{words.title}</a>
        </li>
        <li aria-current="page">{subject.entry.name[lang]}</li>
      </ol>
      <h1>{subject.entry.name[lang]}</h1>
      <Definition catalog={catalog} subject={subject} lang={lang} />
      {subject.kind === "indicator" ? (
        <SeriesSources catalog={catalog} indicator={subject.entry} lang={lang} />
      ) : null}
      <BreakList breaks={breaks} lang={lang} />
      <section aria-labelledby="values">
        <h2 id="values">{words.page.values}</h2>
        <FrozenNote given={asked.data} state={state} fingerprint={null} lang={lang} />
        {subject.kind === "composition" ? (
          <a
            className="button quiet"
            href={href(lang, withState(`/compare?composition=${subject.entry.id}`, state.query))}
          >
            {words.page.compare}
          </a>
        ) : (
          <HeldValues catalog={catalog} subject={subject} state={state} lang={lang} />
        )}
      </section>
    </Frame>
  );
}
