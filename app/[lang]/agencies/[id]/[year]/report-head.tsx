import { type DataState, frozenQuery } from "@/app/_components/data-state.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { isTypesetFromFigures } from "@/db/seed-documents.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { withState } from "@/lib/exports/data-state.ts";
import { formatDate } from "@/lib/format.ts";
import type { AgencySummary, ReportSummary, ReportView } from "@/lib/views.ts";
import { Evidence } from "./evidence.tsx";
import css from "./report.module.css";

interface Props {
  readonly agency: AgencySummary;
  readonly report: ReportView;
  /** Reports of the same agency and year, one for each scope. */
  readonly held: readonly ReportSummary[];
  readonly state: DataState;
  readonly lang: Language;
}

/** What the report calls itself, whose it is, and what it covers. */
export function ReportHead({ agency, report, held, state, lang }: Props) {
  const { report: words, frame, documents } = messages(lang);
  const formats: Readonly<Record<string, string>> = documents.formats;
  const methods = [...new Set(report.facts.map((fact) => fact.method))];
  const { summary } = report;
  const name = (lang === "en" && agency.nameEn) || agency.nameZh;
  const page = `/agencies/${agency.id}/${summary.year}`;
  const otherScopes = held.filter((one) => one.scope !== summary.scope);
  const query = otherScopes.length > 0 ? `?scope=${summary.scope}` : "";
  const at = (path: string) => href(lang, withState(path, state.query));
  const previous = agency.years.findLast((year) => year < summary.year);
  const next = agency.years.find((year) => year > summary.year);
  return (
    <header className={css.head}>
      <h1>{fill(words.headline, { agency: name, year: summary.year })}</h1>
      {summary.title ? (
        <p className="lead" lang="zh-CN">
          {summary.title}
        </p>
      ) : null}
      <dl className={css.identity}>
        <div>
          <dt>{words.facts.agency}</dt>
          <dd>
            <a href={href(lang, `/agencies/${agency.id}`)}>{name}</a>
            {agency.provisional ? (
              <span className="chip" title={frame.provisionalNote}>
                {frame.provisional}
              </span>
            ) : null}
          </dd>
        </div>
        <div>
          <dt>{words.facts.year}</dt>
          <dd>{summary.year}</dd>
        </div>
        <div>
          <dt>{words.facts.scope}</dt>
          <dd>{frame.scope[summary.scope]}</dd>
        </div>
        <div>
          <dt>{words.facts.cells}</dt>
          <dd>{fill(words.of, { n: summary.cellsRead, total: summary.cellsExpected })}</dd>
        </div>
        <div>
          <dt>{words.facts.published}</dt>
          <dd>{summary.published ? formatDate(summary.published, lang) : words.facts.publishedUnknown}</dd>
        </div>
        <div>
          <dt>{words.facts.version}</dt>
          <dd>{fill(words.facts.versionOf, { n: summary.version, total: report.versions.length })}</dd>
        </div>
        <div>
          <dt>{words.facts.file}</dt>
          <dd>
            <a href={href(lang, `/documents/${summary.document}`)}>{summary.fileName}</a>
          </dd>
        </div>
        <div>
          <dt>{words.facts.format}</dt>
          <dd>{formats[summary.format] ?? summary.format}</dd>
        </div>
        <div>
          <dt>{words.facts.method}</dt>
          <dd>{methods.map((method) => words.methods[method]).join(words.comma)}</dd>
        </div>
      </dl>
      {isTypesetFromFigures(summary.document) ? <p className="note">{frame.typeset}</p> : null}
      <Evidence evidence={report.evidence} lang={lang} />
      {otherScopes.length > 0 ? (
        <p className="note">
          {words.scopes}:{" "}
          {otherScopes.map((one) => (
            <a key={one.scope} href={at(`${page}?scope=${one.scope}`)}>
              {frame.scope[one.scope]}
            </a>
          ))}
        </p>
      ) : null}
      <nav className="actions" aria-label={words.downloads.label}>
        <a className="button quiet" href={at(`${page}/data.csv${query}`)}>
          {words.downloads.csv}
        </a>
        <a className="button quiet" href={at(`${page}/data.json${query}`)}>
          {words.downloads.json}
        </a>
        <a href={href(lang, withState(`${page}${query}`, frozenQuery(state)))}>{frame.takeAlong.frozen}</a>
        {previous ? (
          <a href={at(`/agencies/${agency.id}/${previous}`)}>{fill(words.previous, { year: previous })}</a>
        ) : null}
        {next ? <a href={at(`/agencies/${agency.id}/${next}`)}>{fill(words.next, { year: next })}</a> : null}
      </nav>
    </header>
  );
}
