import type { Metadata } from "next";
import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { Pages } from "@/app/_components/list-navigation.tsx";
import { placeOf } from "@/app/_components/place-name.ts";
import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { queryOf } from "@/app/_components/search-fields.ts";
import { DeskFrame } from "@/app/_desk/desk-frame.tsx";
import { type Desk, enterDesk } from "@/app/_desk/enter.ts";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { wordFor } from "@/app/[lang]/agencies/agency-table.ts";
import { type AgencySearch, parseAgencySearch } from "@/app/[lang]/agencies/search-params.ts";
import { countDoubts } from "@/db/desk/doubts.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { getRegistryWords } from "@/lib/catalog/registry.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount } from "@/lib/format.ts";
import type { ListedAgency } from "@/lib/registry-views.ts";
import css from "./agencies.module.css";
import { listOf, PAGE_SIZE } from "./search.ts";

export async function generateMetadata(props: DeskPageProps): Promise<Metadata> {
  return { title: messages(await pageLanguage(props)).registry.heading, robots: { index: false } };
}

/** The registry, as far as somebody keeps it. */
export default async function Page(props: DeskPageProps) {
  const lang = await pageLanguage(props);
  const given = await props.searchParams;
  const { search, problems } = parseAgencySearch(given);
  const path = `/desk/agencies${queryOf(search)}`;
  const desk = await enterDesk(lang, path, "administer");
  const { registry: words, quality } = messages(lang);
  const { rows, total } = await listOf(desk, search);
  const heading = fill(words.list, { n: formatCount(total, lang) });
  return (
    <DeskFrame desk={desk} path={path} section="agencies" told={given}>
      <h1>{words.heading}</h1>
      <p className="lead">{words.lead}</p>
      <p className="note">{words.atOnce}</p>
      {problems.length > 0 ? (
        <p className="note error" role="status">
          {fill(quality.problem, { problems: problems.join(", ") })}
        </p>
      ) : null}
      <Links desk={desk} />
      <Filter search={search} lang={lang} />
      <h2 id="list">{heading}</h2>
      {rows.length === 0 ? (
        <p className="note">{words.none}</p>
      ) : (
        <AgencyTable rows={rows} name={heading} lang={lang} />
      )}
      {total > PAGE_SIZE ? (
        <Pages
          shown={quality.list.shown}
          page={search.page ?? 1}
          size={PAGE_SIZE}
          total={total}
          addressOf={(page) => `/desk/agencies${queryOf(search, { page })}#list`}
          lang={lang}
        />
      ) : null}
      <p className="small soft">{words.exportNote}</p>
    </DeskFrame>
  );
}

function Links({ desk }: { readonly desk: Desk }) {
  const { lang, user } = desk;
  const { links } = messages(lang).registry;
  const doubts = countDoubts(getDeskDatabase(), user.remit);
  const { downloads } = messages(lang).quality;
  return (
    <nav className="actions" aria-label={links.label}>
      <a className="button" href={href(lang, "/desk/agencies/new")}>
        {links.add}
      </a>
      <a className="button quiet" href={href(lang, "/desk/agencies/import")}>
        {links.import}
      </a>
      <a href={href(lang, "/desk/agencies/doubts")}>{fill(links.doubts, { n: formatCount(doubts, lang) })}</a>
      <a href={href(lang, "/desk/agencies/template/data.csv")}>{links.template}</a>
      <span className="soft small">{downloads.label}</span>
      {(["csv", "xlsx", "json"] as const).map((format) => (
        <a key={format} href={href(lang, `/desk/agencies/data.${format}`)}>
          {format.toUpperCase()}
        </a>
      ))}
    </nav>
  );
}

function Filter({ search, lang }: { readonly search: AgencySearch; readonly lang: Language }) {
  const { registry: words, quality, agencies } = messages(lang);
  const { kinds, levels } = getRegistryWords();
  const { filter } = agencies;
  return (
    <form className="panel row" action={href(lang, "/desk/agencies")} aria-label={words.filter}>
      <label className="field">
        {words.search}
        <input type="search" name="q" defaultValue={search.q ?? ""} size={24} maxLength={80} />
      </label>
      <label className="field">
        {words.region}
        <input
          name="region"
          defaultValue={search.region ?? ""}
          inputMode="numeric"
          pattern="\d{2,6}"
          size={8}
          maxLength={6}
        />
      </label>
      <ChoiceField
        name="kind"
        label={filter.kind}
        options={kinds.map(({ id, name }) => [id, name[lang]])}
        any={filter.any}
        chosen={search.kind}
      />
      <ChoiceField
        name="level"
        label={filter.level}
        options={levels.map(({ id, name }) => [id, name[lang]])}
        any={filter.any}
        chosen={search.level}
      />
      <ChoiceField
        name="held"
        label={filter.held}
        options={[
          ["yes", filter.heldWords.yes],
          ["no", filter.heldWords.no],
        ]}
        any={filter.any}
        chosen={search.held}
      />
      <button type="submit">{quality.filter.submit}</button>
      {queryOf(search) === "" ? null : <a href={href(lang, "/desk/agencies")}>{quality.filter.clear}</a>}
    </form>
  );
}

interface TableProps {
  readonly rows: readonly ListedAgency[];
  readonly name: string;
  readonly lang: Language;
}

function AgencyTable({ rows, name, lang }: TableProps) {
  const { registry: words, agencies } = messages(lang);
  const { columns } = words;
  return (
    <ScrollRegion name={name} lang={lang} className={css.list}>
      <table>
        <thead>
          <tr>
            {Object.values(columns).map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((agency) => (
            <tr key={agency.id}>
              <th scope="row">
                <a href={href(lang, `/desk/agencies/${agency.id}`)}>
                  {(lang === "en" && agency.nameEn) || agency.nameZh}
                </a>{" "}
                {agency.provisional ? <span className="chip warning">{words.provisional}</span> : null}
              </th>
              <td>{wordFor(agencies.kinds, agency.kind, agencies.unknown)}</td>
              <td>{wordFor(agencies.levels, agency.level, agencies.unknown)}</td>
              <td>{placeOf(agency, lang) || (agency.regionNameZh ?? agencies.unknown)}</td>
              <td>
                <code>{agency.id}</code>
              </td>
              <td>
                {[agency.validFrom, agency.validTo].some((day) => day !== null)
                  ? `${agency.validFrom ?? ""} – ${agency.validTo ?? ""}`
                  : ""}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
