import { fill, href, messages } from "@/app/_messages/messages.ts";
import css from "@/app/[lang]/agencies/[id]/[year]/report.module.css";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatDate } from "@/lib/format.ts";
import type { PrecheckedReport } from "@/lib/precheck.ts";

export function nameOf({ identity, nameEn }: PrecheckedReport, lang: Language): string | undefined {
  return (lang === "en" && nameEn) || identity.agency?.name;
}

/** Cells read of the cells that the tables found have. */
export function countCells({ tables }: PrecheckedReport): { readonly n: number; readonly total: number } {
  return {
    n: tables.reduce((sum, { read }) => sum + read, 0),
    total: tables.reduce((sum, { expected }) => sum + expected, 0),
  };
}

interface Props {
  readonly report: PrecheckedReport;
  readonly catalog: Catalog;
  readonly lang: Language;
}

/** Whose report it is, of which year and on which form, as it would be taken. */
export function ReportIdentity({ report, catalog, lang }: Props) {
  const { check, report: words, frame } = messages(lang);
  const { result } = check;
  const { agency, year, scope, published, title } = report.identity;
  const name = nameOf(report, lang);
  const editions = catalog.editions.filter(({ id }) => report.tables.some(({ edition }) => edition === id));
  return (
    <>
      {title ? (
        <p className="lead" lang="zh-CN">
          {title}
        </p>
      ) : null}
      <dl className={css.identity}>
        <div>
          <dt>{result.agency}</dt>
          <dd>
            {agency?.id ? (
              <a href={href(lang, `/agencies/${agency.id}`)}>{name}</a>
            ) : (
              (name ?? result.agencyUnknown)
            )}{" "}
            {agency !== null && agency.id === null ? (
              <span className="chip">{result.provisional}</span>
            ) : null}
          </dd>
        </div>
        <div>
          <dt>{result.year}</dt>
          <dd>{year ?? result.yearUnknown}</dd>
        </div>
        <div>
          <dt>{result.scope}</dt>
          <dd>{scope === null ? result.scopeUnknown : frame.scope[scope]}</dd>
        </div>
        <div>
          <dt>{result.published}</dt>
          <dd>{published === null ? result.publishedUnknown : formatDate(published, lang)}</dd>
        </div>
        <div>
          <dt>{result.editions}</dt>
          <dd>{editions.map(({ name: of }) => of[lang]).join(words.comma)}</dd>
        </div>
        <div>
          <dt>{result.cells}</dt>
          <dd>{fill(words.of, countCells(report))}</dd>
        </div>
      </dl>
    </>
  );
}
