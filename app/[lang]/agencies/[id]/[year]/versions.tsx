import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatDate } from "@/lib/format.ts";
import type { ReportSummary } from "@/lib/views.ts";
import css from "./report.module.css";

interface Props {
  readonly versions: readonly ReportSummary[];
  readonly current: number;
  /** Of the page that compares them. */
  readonly address: string;
  readonly lang: Language;
}

/** Every version held, newest first. */
export function Versions({ versions, current, address, lang }: Props) {
  const { report, documents, versions: all } = messages(lang);
  const words = report.versions;
  const formats: Readonly<Record<string, string>> = documents.formats;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{words.heading}</h2>
      <p className="soft small">
        {words.intro} <a href={address}>{all.link}</a>
      </p>
      <ScrollRegion name={words.heading} lang={lang} className={css.rows}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.number}</th>
              <th scope="col">{words.file}</th>
              <th scope="col">{words.published}</th>
              <th scope="col">{words.read}</th>
              <th scope="col" className="number">
                {words.cells}
              </th>
              <th scope="col" className="number">
                {words.findings}
              </th>
            </tr>
          </thead>
          <tbody>
            {versions.map((one) => (
              <tr key={one.version}>
                <th scope="row">
                  {one.version}{" "}
                  {one.version === current ? <span className="chip">{words.current}</span> : null}
                </th>
                <td>
                  <a href={href(lang, `/documents/${one.document}`)}>{one.fileName}</a>{" "}
                  <span className="soft small">{formats[one.format] ?? one.format}</span>
                </td>
                <td>{one.published ? formatDate(one.published, lang) : report.facts.publishedUnknown}</td>
                <td>{formatDate(one.readAt, lang)}</td>
                <td className="number">{fill(report.of, { n: one.cellsRead, total: one.cellsExpected })}</td>
                <td className="number">{one.findings.error + one.findings.warning + one.findings.info}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
