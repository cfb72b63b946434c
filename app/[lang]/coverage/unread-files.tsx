import { fill, href, messages } from "@/app/_messages/messages.ts";
import { findingText } from "@/lib/catalog/finding-text.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount, formatDate } from "@/lib/format.ts";
import css from "./coverage.module.css";
import type { CoverageGrid } from "./coverage.ts";

/** Files of which nothing could be read: why, and what to do. */
export function UnreadFiles({
  coverage,
  lang,
}: {
  readonly coverage: CoverageGrid;
  readonly lang: Language;
}) {
  const { frame, coverage: words } = messages(lang);
  const { catalog, unread, all } = coverage;
  if (unread.total === 0) return null;
  const nameOf = (id: string): string => {
    const agency = all.find((one) => one.id === id);
    return ((lang === "en" ? agency?.nameEn : undefined) ?? agency?.nameZh) || id;
  };
  return (
    <section aria-labelledby="unread">
      <h2 id="unread">{fill(words.unread.heading, { n: formatCount(unread.total, lang) })}</h2>
      <p className="small soft">{words.unread.note}</p>
      <ol className={css.unread}>
        {unread.files.map(({ path, name, agency, year, findings, triedAt }) => (
          <li key={path}>
            <strong>{name}</strong>{" "}
            <span className="soft">{fill(words.unread.tried, { date: formatDate(triedAt, lang) })}</span>{" "}
            {agency === null ? null : (
              <a href={href(lang, `/agencies/${agency}`)}>
                {nameOf(agency)} {year ?? ""}
              </a>
            )}
            <ul>
              {findings.map((finding) => {
                const { severity, message, remedy } = findingText(catalog, finding, lang);
                return (
                  <li key={JSON.stringify(finding)}>
                    <span className={`chip ${severity}`}>{frame.severity[severity]}</span> {message}{" "}
                    <span className="soft">{remedy}</span>
                  </li>
                );
              })}
            </ul>
          </li>
        ))}
      </ol>
      {unread.total > unread.files.length ? (
        <p className="small soft">{fill(words.unread.more, { n: unread.files.length })}</p>
      ) : null}
    </section>
  );
}
