import { agencyName } from "@/app/_components/agency-name.ts";
import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { StateField } from "@/app/_components/state-note.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { html } from "@/lib/exports/html.ts";
import { formatCount } from "@/lib/format.ts";
import { wordFor } from "../agencies/agency-table.ts";
import { pathOf, pathOfGroup } from "./address.ts";
import css from "./rank.module.css";
import type { Ranking } from "./ranking.ts";
import { choiceWords } from "./wording.ts";

interface Props {
  readonly ranking: Ranking;
  readonly lang: Language;
}

/** Every rate and indicator, grouped, as one string: 150 elements cost too much. */
function subjectOptions({ catalog, subject }: Ranking, rates: string, lang: Language): string {
  const group = (
    name: string,
    kind: "rate" | "indicator",
    entries: readonly { id: string; name: { zh: string; en: string } }[],
  ) => {
    const options = entries.map((entry) => {
      const chosen = kind === subject.kind && entry.id === subject.entry.id;
      return html`<option value="${kind}.${entry.id}"${chosen && html` selected`}>${entry.name[lang]}</option>`;
    });
    return html`<optgroup label="${name}">${options}</optgroup>`;
  };
  const indicators = catalog.groups.map(({ id, name }) =>
    group(
      name[lang],
      "indicator",
      catalog.indicators.filter((entry) => entry.group === id),
    ),
  );
  return html`${group(rates, "rate", catalog.rates)}${indicators}`.markup;
}

const present = (ids: readonly (string | null)[]): readonly string[] =>
  [...new Set(ids)].filter((id) => id !== null).toSorted();

/** What is ranked, of when and of whom, as a plain form: it works without scripts, and its answer is an address. */
export function RankForm({ ranking, lang }: Props) {
  const { rank, agencies, compare } = messages(lang);
  const { form } = rank;
  const { search, year, years, group, known, of } = ranking;
  const kinds = present(known.map(({ kind }) => kind));
  const levels = present(known.map(({ level }) => level));
  return (
    <form className={`panel row ${css.form}`} action={href(lang, "/rank")} aria-label={form.legend}>
      <StateField query={ranking.state.query} />
      <label className={`field ${css.wide}`}>
        {form.subject}
        <select
          name="show"
          dangerouslySetInnerHTML={{ __html: subjectOptions(ranking, compare.form.rates, lang) }}
        />
      </label>
      <ChoiceField
        name="year"
        label={form.year}
        options={[...new Set([year, ...years])]
          .toSorted((a, b) => b - a)
          .map((one) => [String(one), String(one)])}
        chosen={String(year)}
      />
      <label className={`field ${css.wide}`}>
        {form.agency}
        <input
          name="agency"
          type="search"
          maxLength={80}
          placeholder={form.agencyHint}
          defaultValue={of ? agencyName(of, lang) : (search.agency ?? "")}
        />
      </label>
      {of ? (
        <input type="hidden" name="peers" value={group.peers?.id ?? ""} />
      ) : (
        <>
          <ChoiceField
            name="kind"
            label={form.kind}
            any={form.any}
            chosen={group.shared.kind}
            options={kinds.map((id) => [id, wordFor(agencies.kinds, id, agencies.unknown)])}
          />
          <ChoiceField
            name="level"
            label={form.level}
            any={form.any}
            chosen={group.shared.level}
            options={levels.map((id) => [id, wordFor(agencies.levels, id, agencies.unknown)])}
          />
          <label className={`field ${css.short}`}>
            {form.region}
            <input
              name="region"
              defaultValue={group.shared.region ?? ""}
              placeholder={form.regionHint}
              inputMode="numeric"
              pattern="\d{2,6}"
              maxLength={6}
            />
          </label>
        </>
      )}
      <button type="submit">{form.submit}</button>
    </form>
  );
}

/** Other groups, one click away, each with its number of agencies. */
export function GroupLinks({ ranking, lang }: Props) {
  const words = messages(lang);
  const { group } = words.rank;
  const { choices, unknown } = ranking.group;
  return (
    <nav className={`${css.groups} no-print`} aria-label={group.label}>
      <span className="soft small">{group.label}</span>
      <ul>
        {choices.map((choice) => {
          const path = pathOfGroup(ranking, choice);
          return (
            <li key={path}>
              <a className="chip" href={href(lang, path)} aria-current={choice.chosen ? "true" : undefined}>
                {choiceWords(choice, lang, words)} ({formatCount(choice.members, lang)})
              </a>
            </li>
          );
        })}
        {ranking.of ? (
          <li>
            <a className="chip" href={href(lang, pathOf(ranking, { of: undefined, peers: undefined }))}>
              {group.without}
            </a>
          </li>
        ) : null}
      </ul>
      {unknown > 0 ? (
        <p className="small soft">{fill(group.unknown, { n: formatCount(unknown, lang) })}</p>
      ) : null}
    </nav>
  );
}
