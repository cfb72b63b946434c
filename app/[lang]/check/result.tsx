import { fill, messages } from "@/app/_messages/messages.ts";
import { FindingList } from "@/app/[lang]/agencies/[id]/[year]/finding-list.tsx";
import { numberFindings } from "@/app/[lang]/agencies/[id]/[year]/numbered-findings.ts";
import report from "@/app/[lang]/agencies/[id]/[year]/report.module.css";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount } from "@/lib/format.ts";
import type { Precheck } from "@/lib/precheck.ts";
import css from "./check.module.css";
import { CheckedReport } from "./checked-report.tsx";
import { ManyReports } from "./many-reports.tsx";

interface Props {
  readonly precheck: Extract<Precheck, { kind: "read" }>;
  readonly lang: Language;
}

/** What was read of the file: one report as on its page, or the many of a collected table in a list. */
export function Result({ precheck, lang }: Props) {
  const { check, documents } = messages(lang);
  const words = check.result;
  const formats: Readonly<Record<string, string>> = documents.formats;
  const { fileName, bytes, sha256, format, reports, total, findings } = precheck;
  const [first] = reports;
  return (
    <section aria-labelledby="result">
      <h2 id="result">{words.heading}</h2>
      <dl className={report.identity}>
        <div>
          <dt>{words.file}</dt>
          <dd className={css.file}>{fileName}</dd>
        </div>
        {format === null ? null : (
          <div>
            <dt>{words.format}</dt>
            <dd>{formats[format] ?? format}</dd>
          </div>
        )}
        <div>
          <dt>{words.size}</dt>
          <dd>{fill(words.bytes, { n: formatCount(bytes, lang) })}</dd>
        </div>
        <div>
          <dt>{words.hash}</dt>
          <dd className="hash">{sha256}</dd>
        </div>
      </dl>
      {first === undefined ? (
        <div className="note error">
          <h3>{words.unread}</h3>
          <FindingList
            findings={numberFindings(findings, getCatalog(), lang)}
            drawn={new Set()}
            originalOf={() => undefined}
            lang={lang}
          />
        </div>
      ) : total > 1 ? (
        <ManyReports reports={reports} total={total} lang={lang} />
      ) : (
        <CheckedReport report={first} document={sha256} lang={lang} />
      )}
    </section>
  );
}
