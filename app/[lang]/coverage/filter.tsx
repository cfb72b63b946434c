import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { queryOf } from "@/app/_components/search-fields.ts";
import { href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { wordFor } from "../agencies/agency-table.ts";
import type { CoverageGrid } from "./coverage.ts";
import type { CoverageSearch } from "./search-params.ts";

interface Props {
  readonly search: CoverageSearch;
  readonly coverage: CoverageGrid;
  readonly lang: Language;
}

const present = (ids: readonly (string | null)[]): string[] =>
  [...new Set(ids)].filter((id) => id !== null).toSorted();

/** A plain form over agencies and years; it works without script. */
export function CoverageFilter({ search, coverage, lang }: Props) {
  const { agencies: agencyWords, coverage: words, quality } = messages(lang);
  const { filter } = quality;
  const { all, span, years } = coverage;
  const choices = [
    ["level", filter.level, present(all.map(({ level }) => level)), agencyWords.levels],
    ["kind", filter.kind, present(all.map(({ kind }) => kind)), agencyWords.kinds],
  ] as const;
  const every = Array.from({ length: span[1] - span[0] + 1 }, (_, at) => span[1] - at);
  const ends = [
    ["from", words.from, search.from ?? years[0] ?? span[0]],
    ["to", words.to, search.to ?? years.at(-1) ?? span[1]],
  ] as const;
  return (
    <form className="panel row" action={href(lang, "/coverage")} aria-label={words.filter}>
      <label className="field">
        {filter.region}
        <input
          name="region"
          defaultValue={search.region ?? ""}
          placeholder={filter.regionHint}
          inputMode="numeric"
          pattern="\d{2,6}"
          maxLength={6}
          size={10}
        />
      </label>
      {choices.map(([name, label, ids, wordsOf]) => (
        <ChoiceField
          key={name}
          name={name}
          label={label}
          options={ids.map((id) => [id, wordFor(wordsOf, id, agencyWords.unknown)])}
          any={filter.any}
          chosen={search[name]}
        />
      ))}
      {ends.map(([name, label, chosen]) => (
        <ChoiceField
          key={name}
          name={name}
          label={label}
          options={every.map((year) => [String(year), String(year)])}
          chosen={String(chosen)}
        />
      ))}
      <button type="submit">{filter.submit}</button>
      {queryOf(search) === "" ? null : <a href={href(lang, "/coverage")}>{filter.clear}</a>}
    </form>
  );
}
