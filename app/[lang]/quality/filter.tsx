import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { queryOf } from "@/app/_components/search-fields.ts";
import { href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { SEVERITIES } from "@/lib/model.ts";
import { wordFor } from "../agencies/agency-table.ts";
import css from "./quality.module.css";
import type { Quality } from "./quality.ts";
import { AGREEMENTS, type QualitySearch, VERDICTS } from "./search-params.ts";

interface Props {
  readonly search: QualitySearch;
  readonly quality: Quality;
  readonly lang: Language;
}

function present(ids: readonly (string | null)[]): readonly string[] {
  return [...new Set(ids)].filter((id) => id !== null).toSorted();
}

/** A plain form over every field of the list; it works without script. */
export function QualityFilter({ search, quality, lang }: Props) {
  const { agencies: agencyWords, frame, quality: words } = messages(lang);
  const { catalog, agencies, tallies } = quality;
  const { filter } = words;
  const years = [...new Set(tallies.map(({ year }) => year))].toSorted((a, b) => b - a);
  const held = new Set(tallies.map(({ check }) => check));
  const kinds = present(agencies.map(({ kind }) => kind));
  const levels = present(agencies.map(({ level }) => level));
  type Option = readonly [id: string, word: string];
  const selects = [
    { name: "year", label: filter.year, options: years.map((year): Option => [String(year), String(year)]) },
    {
      name: "severity",
      label: words.severity,
      options: SEVERITIES.map((id): Option => [id, frame.severity[id]]),
    },
    {
      name: "verdict",
      label: filter.verdict,
      options: VERDICTS.map((id): Option => [id, words.verdicts[id]]),
    },
    {
      name: "agreement",
      label: filter.agreement,
      options: AGREEMENTS.map((id): Option => [id, words.agreements[id]]),
    },
    {
      name: "level",
      label: filter.level,
      options: levels.map((id): Option => [id, wordFor(agencyWords.levels, id, agencyWords.unknown)]),
    },
    {
      name: "kind",
      label: filter.kind,
      options: kinds.map((id): Option => [id, wordFor(agencyWords.kinds, id, agencyWords.unknown)]),
    },
  ] as const;
  return (
    <form
      className={`panel row ${css.filter}`}
      action={`${href(lang, "/quality")}#list`}
      aria-label={filter.legend}
    >
      <label className={`field ${css.wide}`}>
        {words.check}
        <select name="check" defaultValue={search.check ?? ""}>
          <option value="">{filter.any}</option>
          {catalog.checks
            .filter(({ id }) => held.has(id) || id === search.check)
            .map(({ id, statement }) => (
              <option key={id} value={id}>
                {statement[lang]}
              </option>
            ))}
        </select>
      </label>
      <label className={`field ${css.wide}`}>
        {filter.agency}
        <input
          name="agency"
          defaultValue={search.agency ?? ""}
          placeholder={filter.agencyHint}
          maxLength={80}
        />
      </label>
      {selects.map(({ name, label, options }) => (
        <ChoiceField
          key={name}
          name={name}
          label={label}
          options={options}
          any={filter.any}
          chosen={search[name] === undefined ? undefined : String(search[name])}
        />
      ))}
      <label className={`field ${css.short}`}>
        {filter.region}
        <input
          name="region"
          defaultValue={search.region ?? ""}
          placeholder={filter.regionHint}
          inputMode="numeric"
          pattern="\d{2,6}"
          maxLength={6}
        />
      </label>
      <button type="submit">{filter.submit}</button>
      {queryOf(search) === "" ? null : (
        <a className={css.clear} href={`${href(lang, "/quality")}#list`}>
          {filter.clear}
        </a>
      )}
    </form>
  );
}
