import type { Metadata } from "next";
import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { Downloads, Pages } from "@/app/_components/list-navigation.tsx";
import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { queryOf } from "@/app/_components/search-fields.ts";
import { DeskFrame } from "@/app/_desk/desk-frame.tsx";
import { enterDesk } from "@/app/_desk/enter.ts";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { type AuditRow, listAudit } from "@/db/desk/audit.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { ACTIONS } from "@/lib/desk/actions.ts";
import { civilInstant, formatCount } from "@/lib/format.ts";
import css from "./audit.module.css";
import { type AuditSearch, PAGE_SIZE, parseAuditSearch } from "./audit-list.ts";
import { detailLines } from "./detail-lines.ts";

export async function generateMetadata(props: DeskPageProps): Promise<Metadata> {
  return { title: messages(await pageLanguage(props)).desk.audit.heading, robots: { index: false } };
}

/** What was done, by whom and when. */
export default async function Page(props: DeskPageProps) {
  const lang = await pageLanguage(props);
  const given = await props.searchParams;
  const { search, problems } = parseAuditSearch(given);
  const path = `/desk/audit${queryOf(search)}`;
  const desk = await enterDesk(lang, path, "administer");
  const { desk: words, quality } = messages(lang);
  const page = search.page ?? 1;
  const { rows, total } = listAudit(getDeskDatabase(), search, { size: PAGE_SIZE, number: page });
  const heading = fill(words.audit.list, { n: formatCount(total, lang) });
  return (
    <DeskFrame desk={desk} path={path} section="audit">
      <h1>{words.audit.heading}</h1>
      <p className="lead">{words.audit.lead}</p>
      {problems.length > 0 ? (
        <p className="note error" role="status">
          {fill(quality.problem, { problems: problems.join(", ") })}
        </p>
      ) : null}
      <Filter search={search} lang={lang} />
      <h2 id="list">{heading}</h2>
      {rows.length === 0 ? (
        <p className="note">{words.audit.none}</p>
      ) : (
        <>
          <AuditTable rows={rows} name={heading} lang={lang} />
          {total > PAGE_SIZE ? (
            <Pages
              shown={quality.list.shown}
              page={page}
              size={PAGE_SIZE}
              total={total}
              addressOf={(number) => `/desk/audit${queryOf(search, { page: number })}#list`}
              lang={lang}
            />
          ) : null}
        </>
      )}
      <Downloads path="/desk/audit" query={queryOf(search)} lang={lang} />
    </DeskFrame>
  );
}

function Filter({ search, lang }: { readonly search: AuditSearch; readonly lang: Language }) {
  const { desk: words, quality } = messages(lang);
  const { columns } = words.audit;
  return (
    <form className="panel row" action={href(lang, "/desk/audit")} aria-label={words.audit.filter}>
      <label className="field">
        {columns.actor}
        <input name="actor" defaultValue={search.actor ?? ""} size={14} autoCapitalize="none" />
      </label>
      <ChoiceField
        name="action"
        label={columns.action}
        options={ACTIONS.map((id) => [id, words.actions[id]])}
        any={quality.filter.any}
        chosen={search.action}
      />
      <label className="field">
        {columns.subject}
        <input name="subject" defaultValue={search.subject ?? ""} size={18} />
      </label>
      <label className="field">
        {words.audit.from}
        <input name="from" type="date" defaultValue={search.from ?? ""} />
      </label>
      <label className="field">
        {words.audit.to}
        <input name="to" type="date" defaultValue={search.to ?? ""} />
      </label>
      <button type="submit">{quality.filter.submit}</button>
      {queryOf(search) === "" ? null : <a href={href(lang, "/desk/audit")}>{quality.filter.clear}</a>}
    </form>
  );
}

interface TableProps {
  readonly rows: readonly AuditRow[];
  readonly name: string;
  readonly lang: Language;
}

function AuditTable({ rows, name, lang }: TableProps) {
  const { desk } = messages(lang);
  const { audit: words, actions } = desk;
  const { columns } = words;
  return (
    <ScrollRegion name={name} lang={lang}>
      <table>
        <thead>
          <tr>
            {[
              columns.at,
              columns.actor,
              columns.action,
              columns.subject,
              columns.detail,
              columns.address,
            ].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, at, actor, address, action, subject, detail }) => (
            <tr key={key}>
              <td className="number">{civilInstant(at)}</td>
              <td>{actor}</td>
              <td className={css.action}>{actions[action]}</td>
              <td>{subject}</td>
              <td>
                {detailLines(detail, messages(lang), lang).map((line) => (
                  <div key={line}>{line}</div>
                ))}
              </td>
              <td>{address ?? words.commandLine}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
