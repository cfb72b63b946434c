import { fill, href, messages } from "@/app/_messages/messages.ts";
import { missingWords } from "@/app/[lang]/quality/failure-table.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { CheckCount } from "@/lib/check-views.ts";
import { formatCount } from "@/lib/format.ts";
import css from "./report.module.css";

interface Props {
  /** Whose notice the summary leads to; none where the report is not held. */
  readonly agency: string | null;
  readonly year: number;
  readonly counts: readonly CheckCount[];
  readonly catalog: Catalog;
  readonly lang: Language;
}

/** How often the figures were checked and what came of it; why some checks could not be assessed. */
export function CheckSummary({ agency, year, counts, catalog, lang }: Props) {
  const { record, notice } = messages(lang).quality;
  const sum = (of: "passed" | "failed" | "notAssessable" | "inferred") =>
    counts.reduce((total, count) => total + count[of], 0);
  const [passed, failed, notAssessable, inferred] = [
    sum("passed"),
    sum("failed"),
    sum("notAssessable"),
    sum("inferred"),
  ];
  const told = (n: number) => formatCount(n, lang);
  if (passed + failed + notAssessable === 0) return null;
  return (
    <div className={`note ${css.checks}`}>
      <p>
        {fill(record.line, {
          total: told(passed + failed + notAssessable),
          passed: told(passed),
          failed: told(failed),
          notAssessable: told(notAssessable),
        })}
        {failed > 0 && agency !== null ? (
          <>
            {" · "}
            <a href={href(lang, `/agencies/${agency}/notice?year=${year}`)}>{notice.link}</a>
          </>
        ) : null}
      </p>
      {inferred > 0 ? <p>{fill(record.inferred, { n: told(inferred) })}</p> : null}
      {notAssessable > 0 ? (
        <details>
          <summary>{record.why}</summary>
          <ul>
            {counts
              .filter((count) => count.notAssessable > 0)
              .map(({ check, missing }) => (
                <li key={check}>
                  {fill(missing.length > 0 ? record.missing : "{statement}", {
                    statement: catalog.checks.find(({ id }) => id === check)?.statement[lang] ?? check,
                    missing: missing
                      .map((term) => missingWords(term, year, catalog, lang))
                      .join(lang === "zh" ? "\u3001" : ", "),
                  })}
                </li>
              ))}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
