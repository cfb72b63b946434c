import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { RegionNode } from "@/db/queries/region-tree.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount } from "@/lib/format.ts";
import css from "./agencies.module.css";
import type { AgencyListView } from "./agency-list.ts";
import { wordFor } from "./agency-table.ts";
import type { AgencySearch } from "./search-params.ts";

interface Props {
  readonly view: AgencyListView;
  readonly search: AgencySearch;
  readonly lang: Language;
}

/** The tree of regions and the facets: every choice is a link, and what is chosen is in the address. */
export function Facets({ view, search, lang }: Props) {
  const { agencies: words } = messages(lang);
  const { filter } = words;
  const groups = [
    { name: "held", label: filter.held, options: heldOptions(view), words: filter.heldWords },
    { name: "kind", label: filter.kind, options: view.kinds, words: words.kinds },
    { name: "level", label: filter.level, options: view.levels, words: words.levels },
  ] as const;
  return (
    <nav className={css.facets} aria-label={filter.legend}>
      {search.q === undefined ? <Regions view={view} search={search} lang={lang} /> : null}
      {groups.map(({ name, label, options, words: wordsOf }) => (
        <section key={name} aria-labelledby={`facet-${name}`}>
          <h2 id={`facet-${name}`}>{label}</h2>
          <ul>
            {search[name] === undefined ? null : (
              <li>
                <a href={href(lang, `/agencies${queryOf(search, { [name]: undefined })}`)}>{filter.any}</a>
              </li>
            )}
            {options.map(({ id, n }) => (
              <li key={id}>
                <a
                  href={href(lang, `/agencies${queryOf(search, { [name]: id })}`)}
                  aria-current={search[name] === id ? "true" : undefined}
                >
                  {wordFor(wordsOf, id, words.unknown)} <small>{formatCount(n, lang)}</small>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}

const heldOptions = ({ held }: AgencyListView) => (["yes", "no"] as const).map((id) => ({ id, n: held[id] }));

function Regions({ view, search, lang }: Props) {
  const { filter } = messages(lang).agencies;
  const { above, below } = view;
  const address = (region: string | undefined) => href(lang, `/agencies${queryOf(search, { region })}`);
  const counted = ({ tally }: RegionNode) =>
    fill(filter.heldOf, { n: formatCount(tally.held, lang), total: formatCount(tally.agencies, lang) });
  const list = (
    <ul>
      {below.map((node) => (
        <li key={node.code}>
          <a href={address(node.code)}>
            {node.name}
            {node.until === null ? "" : fill(filter.until, { year: node.until })}{" "}
            <small>{counted(node)}</small>
          </a>
        </li>
      ))}
    </ul>
  );
  const here = above.at(-1);
  return (
    <section aria-labelledby="facet-region">
      <h2 id="facet-region">{filter.region}</h2>
      {here === undefined ? (
        <details>
          <summary>{fill(filter.provinces, { n: below.length })}</summary>
          {list}
        </details>
      ) : (
        <>
          <ul>
            <li>
              <a href={address(undefined)}>{filter.nationwide}</a>
            </li>
            {above.map((node) => (
              <li key={node.code}>
                <a href={address(node.code)} aria-current={node === here ? "true" : undefined}>
                  {node.name} <small>{counted(node)}</small>
                </a>
              </li>
            ))}
          </ul>
          {below.length > 0 ? <div className={css.below}>{list}</div> : null}
          <p className="small">
            <a href={href(lang, `/regions/${here.code}`)}>{fill(filter.regionPage, { name: here.name })}</a>
          </p>
        </>
      )}
    </section>
  );
}
