import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { fill, messages } from "@/app/_messages/messages.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { findingText } from "@/lib/catalog/finding-text.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount } from "@/lib/format.ts";
import type { PrecheckedReport } from "@/lib/precheck.ts";
import css from "./check.module.css";
import { countCells, nameOf } from "./report-identity.tsx";

interface Props {
  readonly reports: readonly PrecheckedReport[];
  readonly total: number;
  readonly lang: Language;
}

/** The reports of a table with one row an agency. */
export function ManyReports({ reports, total, lang }: Props) {
  const { check, report: words } = messages(lang);
  const { many, result } = check;
  const catalog = getCatalog();
  const heading = fill(many.heading, { n: formatCount(total, lang) });
  return (
    <>
      <h3>{heading}</h3>
      <p className="soft small">
        {many.intro}{" "}
        {reports.length < total ? fill(many.shown, { n: formatCount(reports.length, lang) }) : null}
      </p>
      <ScrollRegion name={heading} lang={lang} className={css.many}>
        <table>
          <thead>
            <tr>
              <th scope="col">{many.agency}</th>
              <th scope="col">{many.year}</th>
              <th scope="col" className="number">
                {many.cells}
              </th>
              <th scope="col">{many.findings}</th>
            </tr>
          </thead>
          <tbody>
            {reports.map((report, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two rows may name the same agency
              <tr key={at}>
                <th scope="row">{nameOf(report, lang) ?? result.agencyUnknown}</th>
                <td>{report.identity.year ?? result.yearUnknown}</td>
                <td className="number">{fill(words.of, countCells(report))}</td>
                <td>
                  {report.findings.length === 0 ? many.clean : null}
                  <ul>
                    {report.findings.map((finding) => {
                      const { message } = findingText(catalog, finding, lang);
                      return <li key={`${message} ${finding.instance ?? ""}`}>{message}</li>;
                    })}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}
