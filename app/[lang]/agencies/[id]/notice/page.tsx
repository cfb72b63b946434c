import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Frame } from "@/app/_components/frame.tsx";
import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { getAgency } from "@/db/queries/agencies.ts";
import { html, type Markup } from "@/lib/exports/html.ts";
import type { Notice } from "@/lib/exports/notice.ts";
import { buildNotice } from "./build-notice.ts";
import { findNotice } from "./find-notice.ts";
import css from "./notice.module.css";

interface Props {
  readonly params: Promise<{ readonly lang: string; readonly id: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang, id } = await params;
  const agency = await getAgency(getDatabase(), id);
  if (!agency || !isLanguage(lang)) return {};
  const { notice } = messages(lang).quality;
  const name = (lang === "en" && agency.nameEn) || agency.nameZh;
  return { title: `${notice.link} ${name}`, description: fill(notice.description, { agency: name }) };
}

/** What an agency is asked to check and correct, ready to print. */
export default async function Page({ params, searchParams }: Props) {
  const { lang, id } = await params;
  if (!isLanguage(lang)) notFound();
  const subject = await findNotice(id, (await searchParams).year);
  if (subject === undefined) notFound();
  const { agency, year } = subject;
  const { agencies, quality } = messages(lang);
  const { notice: words } = quality;
  const notice = buildNotice(subject, lang);
  const query = year === null ? "" : `?year=${year}`;
  const path = `/agencies/${agency.id}/notice`;
  const name = (lang === "en" && agency.nameEn) || agency.nameZh;
  return (
    <Frame lang={lang} path={`${path}${query}`} section="quality">
      <ol className={`trail ${css.aside}`}>
        <li>
          <a href={href(lang, "/agencies")}>{agencies.title}</a>
        </li>
        <li>
          <a href={href(lang, `/agencies/${agency.id}`)}>{name}</a>
        </li>
        <li aria-current="page">{words.link}</li>
      </ol>
      <nav className={`actions small ${css.bar} ${css.aside}`} aria-label={words.link}>
        <a className="button quiet" href={`${href(lang, `/agencies/${agency.id}/notice.docx`)}${query}`}>
          {words.docx}
        </a>
        {year === null ? null : <a href={href(lang, path)}>{words.all}</a>}
        {agency.years
          .filter((other) => other !== year)
          .toReversed()
          .map((other) => (
            <a key={other} href={href(lang, `${path}?year=${other}`)}>
              {other}
            </a>
          ))}
        <span className="soft">{words.print}</span>
      </nav>
      <article className={css.notice}>
        <h1>{notice.title}</h1>
        <p className={css.subtitle}>{notice.subtitle}</p>
        <p>{notice.to}</p>
        <p className={css.intro}>{notice.intro}</p>
        {notice.rows.length > 0 ? (
          <DrawnRegion name={words.region} lang={lang} className={css.table} markup={drawRows(notice)} />
        ) : null}
        <p className={css.closing}>{notice.closing.join("\n")}</p>
        <p className="soft small">{notice.source}</p>
      </article>
    </Frame>
  );
}

function drawRows({ columns, rows }: Notice): Markup {
  const head = columns.map((name) => html`<th scope="col">${name}</th>`);
  const body = rows.map(({ number, file, cells, relation, values, action }) => {
    const places = cells.map(({ text, address }) =>
      address === null ? html`<li>${text}</li>` : html`<li><a href="${address}">${text}</a></li>`,
    );
    return html`<tr><th scope="row">${number}</th><td>${file}</td><td><ul class="plain">${places}</ul></td><td>${relation}</td><td>${values}</td><td>${action}</td></tr>`;
  });
  return html`<table class="form"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}
