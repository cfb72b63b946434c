import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { fill, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import type { Markup } from "@/lib/exports/html.ts";
import { drawDerived, drawIndicators } from "./indicator-table.ts";
import css from "./indicators.module.css";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messages(isLanguage(lang) ? lang : "zh").indicators;
  return { title, description };
}

export default async function Page({ params }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { indicators: words, frame } = messages(lang);
  const catalog = getCatalog();
  const rates = catalog.rates.map((rate) => ({
    id: rate.id,
    name: rate.name[lang],
    text: rate.formula[lang],
  }));
  const compositions = catalog.compositions.map((composition) => ({
    id: composition.id,
    name: composition.name[lang],
    text: composition.description[lang],
  }));
  const groups = catalog.groups.flatMap((group) => {
    const own = catalog.indicators.filter((indicator) => indicator.group === group.id);
    return own.length > 0
      ? [{ id: group.id, name: group.name[lang], table: drawIndicators(catalog, own, lang), n: own.length }]
      : [];
  });
  const sections: readonly { id: string; name: string; table: Markup; n?: number }[] = [
    ...groups,
    { id: "rates", name: words.rates, table: drawDerived(rates, [words.columns.name, words.formula], lang) },
    {
      id: "compositions",
      name: words.compositions,
      table: drawDerived(compositions, [words.columns.name, words.parts], lang),
    },
  ];
  return (
    <Frame lang={lang} path="/indicators" section="indicators">
      <h1>{words.title}</h1>
      <p className="lead">{words.intro}</p>
      <nav className={css.contents} aria-label={words.title}>
        {sections.map(({ id, name }) => (
          <a key={id} href={`#${id}`}>
            {name}
          </a>
        ))}
      </nav>
      <p className="notes">{fill(words.legend, frame.grade)}</p>
      {sections.map(({ id, name, table, n }) => (
        <section key={id} aria-labelledby={id}>
          <h2 id={id}>
            {name} {n ? <small className="soft">{fill(words.of, { n })}</small> : null}
          </h2>
          <DrawnRegion name={name} lang={lang} className={css.list} markup={table} />
        </section>
      ))}
    </Frame>
  );
}
