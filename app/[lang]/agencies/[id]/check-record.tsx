import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { CheckRecord } from "@/lib/check-views.ts";
import { html } from "@/lib/exports/html.ts";
import { formatCount } from "@/lib/format.ts";
import css from "./profile.module.css";

interface Props {
  readonly agency: string;
  readonly record: readonly CheckRecord[];
  readonly lang: Language;
}

/** What the checks said of each report of an agency, the newest first. */
export function CheckRecordTable({ agency, record, lang }: Props) {
  const { frame, quality } = messages(lang);
  const { record: words, notice } = quality;
  if (record.length === 0) return null;
  const rows = record.map(({ year, scope, passed, failed, explained, notAssessable }) => {
    const link = (n: number, verdict: string) => {
      const query = new URLSearchParams({ agency, year: String(year), verdict });
      return n === 0
        ? html`<td class="number"><span class="soft">0</span></td>`
        : html`<td class="number"><a href="${href(lang, `/quality?${query}`)}#list">${formatCount(n, lang)}</a></td>`;
    };
    const report = `${href(lang, `/agencies/${agency}/${year}`)}?scope=${scope}`;
    return html`<tr><th scope="row"><a href="${report}">${year}</a></th><td>${frame.scope[scope]}</td><td class="number">${formatCount(passed, lang)}</td>${link(failed, "failed")}${link(explained, "explained")}${link(notAssessable, "not-assessable")}<td>${failed > 0 && html`<a href="${href(lang, `/agencies/${agency}/notice?year=${year}`)}">${notice.link}</a>`}</td></tr>`;
  });
  const numbers = [words.passed, words.failed, words.explained, words.notAssessable].map(
    (name) => html`<th scope="col" class="number">${name}</th>`,
  );
  const table = html`<table><thead><tr><th scope="col">${words.year}</th><th scope="col">${words.scope}</th>${numbers}<th scope="col">${notice.link}</th></tr></thead><tbody>${rows}</tbody></table>`;
  return (
    <section aria-labelledby="checks">
      <h2 id="checks">{words.heading}</h2>
      <p className="soft small">
        {words.note} <a href={href(lang, `/agencies/${agency}/notice`)}>{notice.link}</a>
      </p>
      <DrawnRegion name={words.region} lang={lang} className={css.checks} markup={table} />
    </section>
  );
}
