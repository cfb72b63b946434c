import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatDate } from "@/lib/format.ts";
import type { VersionEntry } from "@/lib/views.ts";
import css from "./versions.module.css";

const READER_SIGNS = 12;

interface Props {
  readonly versions: readonly VersionEntry[];
  readonly lang: Language;
}

/** Every version, newest first: its file, when it was read, by which reader. */
export function VersionList({ versions, lang }: Props) {
  const { versions: all, documents, report } = messages(lang);
  const words = all.list;
  const formats: Readonly<Record<string, string>> = documents.formats;
  const heading = fill(words.heading, { n: versions.length });
  return (
    <section aria-labelledby="list">
      <h2 id="list">{heading}</h2>
      <ScrollRegion name={heading} lang={lang} className={css.list}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.number}</th>
              <th scope="col">{words.file}</th>
              <th scope="col">{words.received}</th>
              <th scope="col">{words.read}</th>
              <th scope="col">{words.reader}</th>
              <th scope="col" className="number">
                {words.cells}
              </th>
            </tr>
          </thead>
          <tbody>
            {versions.map((version) => (
              <tr key={version.number}>
                <th scope="row">
                  {version.number} {version.isShown ? <span className="chip">{words.shown}</span> : null}
                </th>
                <td>
                  <a href={href(lang, `/documents/${version.document}`)}>{version.fileName}</a>{" "}
                  <span className="soft small">{formats[version.format] ?? version.format}</span>
                  <span className={`soft ${css.hash}`}>
                    {words.hash} {version.document.slice(0, READER_SIGNS)}…
                  </span>
                </td>
                <td>{formatDate(version.receivedAt, lang)}</td>
                <td>
                  {formatDate(version.readAt, lang)}
                  {version.reviewedBy && version.reviewedAt ? (
                    <span className="soft small">
                      {" "}
                      {fill(words.reviewed, {
                        by: version.reviewedBy,
                        at: formatDate(version.reviewedAt, lang),
                      })}
                    </span>
                  ) : null}
                </td>
                <td className="hash">{version.reader.slice(0, READER_SIGNS)}</td>
                <td className="number">
                  {fill(report.of, { n: version.cellsRead, total: version.cellsExpected })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
