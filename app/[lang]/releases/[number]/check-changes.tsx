import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { listDeclaredChanges, listReleaseVerdicts } from "@/db/queries/releases.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { CheckVerdict } from "@/lib/check-views.ts";
import { formatCount } from "@/lib/format.ts";
import type { ReleaseVerdict } from "@/lib/release-views.ts";

interface Props {
  readonly release: number;
  readonly lang: Language;
}

/** So many rows a page can be read with; the files hold all. */
const MOST_LISTED = 300;

const statementOf = (check: string, lang: Language): string =>
  getCatalog().checks.find(({ id }) => id === check)?.statement[lang] ?? check;

/** Which verdicts a release made others, and which checks were declared otherwise since the one before. */
export async function CheckChanges({ release, lang }: Props) {
  const { checks: words } = messages(lang).releases;
  const verdicts = await listReleaseVerdicts(getDatabase(), release);
  const [declared] = await listDeclaredChanges(getDatabase(), release);
  return (
    <section aria-labelledby="checks">
      <h2 id="checks">{words.heading}</h2>
      {verdicts.length === 0 && declared === undefined ? <p>{words.none}</p> : null}
      {verdicts.length > 0 ? <Verdicts verdicts={verdicts} lang={lang} /> : null}
      {declared === undefined ? null : (
        <>
          <h3>{words.declared}</h3>
          <ul>
            {(["added", "changed", "removed"] as const).flatMap((what) =>
              declared[what].map((check) => (
                <li key={check}>
                  <span className="chip">{words[what]}</span>{" "}
                  {what === "removed" ? (
                    check
                  ) : (
                    <a href={href(lang, `/quality#check-${check}`)}>{statementOf(check, lang)}</a>
                  )}
                </li>
              )),
            )}
          </ul>
        </>
      )}
    </section>
  );
}

function Verdicts({
  verdicts,
  lang,
}: {
  readonly verdicts: readonly ReleaseVerdict[];
  readonly lang: Language;
}) {
  const { releases, quality, frame } = messages(lang);
  const { checks: words } = releases;
  const told = (verdict: CheckVerdict | null) =>
    verdict === null ? words.absent : quality.verdicts[verdict];
  const total = formatCount(verdicts.length, lang);
  return (
    <>
      {verdicts.length > MOST_LISTED ? (
        <p className="small">{fill(words.more, { n: formatCount(MOST_LISTED, lang), total })}</p>
      ) : null}
      <ScrollRegion name={words.verdicts} lang={lang}>
        <table>
          <caption>
            <span>{words.verdicts}</span>
          </caption>
          <thead>
            <tr>
              {[words.report, words.check, words.before, words.after].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {verdicts.slice(0, MOST_LISTED).map((one) => {
              const { agency, nameZh, nameEn, year, scope, check } = one;
              const name = (lang === "en" ? nameEn : null) ?? nameZh ?? agency;
              return (
                <tr key={`${agency} ${year} ${scope} ${check}`}>
                  <th scope="row">
                    <a href={href(lang, `/agencies/${agency}/${year}?scope=${scope}`)}>
                      {name} {year}
                    </a>{" "}
                    <span className="soft small">{frame.scope[scope]}</span>
                  </th>
                  <td>{statementOf(check, lang)}</td>
                  <td>{told(one.before)}</td>
                  <td>{told(one.after)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  );
}
