import { href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { AgencySummary } from "@/lib/views.ts";
import css from "./agencies.module.css";
import { wordFor } from "./agency-table.ts";
import { type AgencySearch, queryOf } from "./search-params.ts";

interface Props {
  readonly search: AgencySearch;
  readonly agencies: readonly AgencySummary[];
  readonly lang: Language;
}

function present(ids: readonly (string | null)[]): readonly string[] {
  return [...new Set(ids)].filter((id) => id !== null).toSorted();
}

/** A plain form: name, kind, level; it works without script. */
export function AgencyFilter({ search, agencies, lang }: Props) {
  const { agencies: words } = messages(lang);
  const { filter } = words;
  const selects = [
    { name: "kind", label: filter.kind, words: words.kinds, ids: present(agencies.map(({ kind }) => kind)) },
    {
      name: "level",
      label: filter.level,
      words: words.levels,
      ids: present(agencies.map(({ level }) => level)),
    },
  ] as const;
  return (
    <form className={`panel row ${css.filter}`} action={href(lang, "/agencies")} aria-label={filter.legend}>
      <label className={`field ${css.name}`}>
        {filter.search}
        <input
          type="search"
          name="q"
          defaultValue={search.q}
          placeholder={filter.placeholder}
          maxLength={80}
        />
      </label>
      {selects.map((select) => (
        <label key={select.name} className="field">
          {select.label}
          <select name={select.name} defaultValue={search[select.name]}>
            <option value="">{filter.any}</option>
            {select.ids.map((id) => (
              <option key={id} value={id}>
                {wordFor(select.words, id, words.unknown)}
              </option>
            ))}
          </select>
        </label>
      ))}
      <button type="submit">{filter.submit}</button>
      {queryOf(search) === "" ? null : (
        <a className={css.clear} href={href(lang, "/agencies")}>
          {filter.clear}
        </a>
      )}
    </form>
  );
}
