import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Accuracy, Language } from "@/lib/catalog/schema.ts";
import { formatCount, formatDate, formatShare } from "@/lib/format.ts";
import css from "./method.module.css";

interface Props {
  readonly accuracy: Accuracy | undefined;
  readonly lang: Language;
}

type Tally = Omit<Accuracy["traits"][number], "name">;

/** How well each format was read in the last full measurement. */
export function AccuracySection({ accuracy, lang }: Props) {
  const words = messages(lang).method.accuracy;
  return (
    <section aria-labelledby="accuracy">
      <h2 id="accuracy">{words.heading}</h2>
      <p>{words.intro}</p>
      {accuracy === undefined ? (
        <p className="note">{words.none}</p>
      ) : (
        <Measured accuracy={accuracy} lang={lang} />
      )}
    </section>
  );
}

function Measured({ accuracy, lang }: { accuracy: Accuracy; lang: Language }) {
  const words = messages(lang).method.accuracy;
  const { date, seeds, formats } = accuracy;
  const sum = (key: "documents" | "cells") =>
    formatCount(
      formats.reduce((total, format) => total + format[key], 0),
      lang,
    );
  const quirks = formats.filter((format) => format.quirks.length > 1);
  return (
    <>
      <p className="soft small">
        {fill(words.measured, {
          date: formatDate(date, lang),
          seeds: seeds.join(", "),
          documents: sum("documents"),
          cells: sum("cells"),
        })}
      </p>
      <TallyTable name={words.format} rows={formats} lang={lang} />
      <p className="actions">
        <a className="button quiet" href={`${href(lang, "/method")}/data.csv`}>
          {words.csv}
        </a>
        <a className="button quiet" href={`${href(lang, "/method")}/data.json`}>
          {words.json}
        </a>
      </p>
      <p className="soft small">{words.repeat}</p>
      {quirks.map((format) => (
        <details key={format.id}>
          <summary>
            {format.name} · {words.quirks}
          </summary>
          <TallyTable name={words.quirk} rows={format.quirks} lang={lang} />
        </details>
      ))}
    </>
  );
}

function TallyTable({
  name,
  rows,
  lang,
}: {
  name: string;
  rows: readonly (Tally & { readonly name: string })[];
  lang: Language;
}) {
  const words = messages(lang).method.accuracy;
  const columns = ["documents", "cells", "right", "unread", "mismarked", "wrong"] as const;
  return (
    <ScrollRegion name={words.region} lang={lang} className={css.accuracy}>
      <table>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {words[column]}
              </th>
            ))}
            <th scope="col" className="number">
              {words.rate}
            </th>
            <th scope="col" className="number">
              {words.wrongRate}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              {columns.map((column) => (
                <td key={column} className="number">
                  {formatCount(row[column], lang)}
                </td>
              ))}
              <td className="number">{row.cells > 0 ? formatShare(row.right / row.cells, lang) : ""}</td>
              <td className="number">{row.cells > 0 ? formatShare(row.wrong / row.cells, lang) : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
