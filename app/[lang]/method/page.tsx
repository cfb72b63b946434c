import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { fill, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { listReleases } from "@/db/queries/releases.ts";
import { countUnplaced } from "@/db/queries/unplaced.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { formatCount } from "@/lib/format.ts";
import { AccuracySection } from "./accuracy.tsx";
import { LatestReleases } from "./latest-releases.tsx";
import css from "./method.module.css";

interface Props {
  readonly params: Promise<{ readonly lang: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messages(isLanguage(lang) ? lang : "zh").method;
  return { title, description };
}

/** How figures are read and how accurately: why a reader may believe them. */
export default async function Page({ params }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  const { method: words } = messages(lang);
  const { accuracy } = getCatalog();
  const releases = await listReleases(getDatabase());
  const outside = await countUnplaced(getDatabase());
  return (
    <Frame lang={lang} path="/method" section="method">
      <h1>{words.title}</h1>
      <p className="lead">{words.intro}</p>
      <section aria-labelledby="steps">
        <h2 id="steps">{words.steps.heading}</h2>
        <ol className={css.steps}>
          {words.steps.items.map(({ name, text }) => (
            <li key={name}>
              <strong>{name}</strong>
              <span>{text}</span>
            </li>
          ))}
        </ol>
      </section>
      <section aria-labelledby="formats">
        <h2 id="formats">{words.formats.heading}</h2>
        <ScrollRegion name={words.formats.heading} lang={lang} className={css.formats}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.formats.format}</th>
                <th scope="col">{words.formats.cells}</th>
                <th scope="col">{words.formats.limits}</th>
              </tr>
            </thead>
            <tbody>
              {words.formats.rows.map(({ format, cells, limits }) => (
                <tr key={format}>
                  <th scope="row">{format}</th>
                  <td>{cells}</td>
                  <td>{limits}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </section>
      <AccuracySection accuracy={accuracy} lang={lang} />
      <section aria-labelledby="unplaced">
        <h2 id="unplaced">{words.unplaced.heading}</h2>
        <p>
          {fill(words.unplaced.text, {
            rows: formatCount(outside.rows, lang),
            tables: formatCount(outside.tables, lang),
            cells: formatCount(outside.cells, lang),
          })}
        </p>
      </section>
      <LatestReleases releases={releases} lang={lang} />
    </Frame>
  );
}
