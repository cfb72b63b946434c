import { agencyName } from "@/app/_components/agency-name.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import styles from "./compare.module.css";
import type { Comparison } from "./comparison.ts";
import { CHARTS, MODES, SCALES } from "./search-params.ts";
import { subjectOptions } from "./subject-options.ts";

/** So many agencies are listed to choose from; the rest are found by name. */
const LISTED = 48;

interface Props {
  readonly comparison: Comparison;
  readonly lang: Language;
}

/** What to compare, as a plain form: it works without scripts, and its answer is an address. */
export function Form({ comparison, lang }: Props) {
  const { selection, shown, years, catalog } = comparison;
  const { form } = messages(lang).compare;
  return (
    <form className={`panel ${styles.form}`} action={href(lang, "/compare")}>
      <AgencyChoice comparison={comparison} lang={lang} />
      <div className={styles.choices}>
        <div className="field">
          <label htmlFor="show">{form.subject}</label>
          <select
            id="show"
            name="show"
            dangerouslySetInnerHTML={{ __html: subjectOptions(catalog, shown, lang) }}
          />
        </div>
        <fieldset>
          <legend>{form.years}</legend>
          <div className={styles.years}>
            <input
              name="from"
              inputMode="numeric"
              pattern="\d{4}"
              size={5}
              aria-label={form.from}
              defaultValue={years.at(0)}
            />
            <span aria-hidden="true">–</span>
            <input
              name="to"
              inputMode="numeric"
              pattern="\d{4}"
              size={5}
              aria-label={form.to}
              defaultValue={years.at(-1)}
            />
          </div>
        </fieldset>
        {shown.kind === "composition" ? (
          <Choice name="mode" legend={form.mode} values={MODES} words={form.modes} chosen={selection.mode} />
        ) : (
          <>
            <Choice
              name="chart"
              legend={form.chart}
              values={CHARTS}
              words={form.charts}
              chosen={selection.chart}
            />
            <Choice
              name="scale"
              legend={form.scale}
              values={SCALES}
              words={form.scales}
              chosen={selection.scale}
            />
          </>
        )}
        <button type="submit">{form.submit}</button>
      </div>
    </form>
  );
}

function AgencyChoice({ comparison, lang }: Props) {
  const { known, selection } = comparison;
  const { form } = messages(lang).compare;
  const chosen = new Set(selection.agencies);
  const named = known.filter(({ nameZh, nameEn, id }) =>
    [nameZh, nameEn ?? "", id].some((text) => text.toLowerCase().includes(selection.find.toLowerCase())),
  );
  const listed = [...comparison.agencies, ...named.filter(({ id }) => !chosen.has(id))].slice(0, LISTED);
  const more = known.length - listed.length;
  return (
    <fieldset>
      <legend>{form.agencies}</legend>
      <div className={styles.agencies}>
        {listed.map((agency) => (
          <label key={agency.id} className="choice">
            <input type="checkbox" name="agencies" value={agency.id} defaultChecked={chosen.has(agency.id)} />
            <span>{agencyName(agency, lang)}</span>
          </label>
        ))}
      </div>
      <div className={styles.find}>
        <input
          type="search"
          name="find"
          aria-label={form.find}
          placeholder={form.find}
          defaultValue={selection.find}
        />
        <button className="quiet" type="submit">
          {form.findSubmit}
        </button>
      </div>
      {more > 0 && <p className="small soft">{fill(form.more, { n: more })}</p>}
    </fieldset>
  );
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly legend: string;
  readonly values: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly chosen: T;
}

function Choice<T extends string>({ name, legend, values, words, chosen }: ChoiceProps<T>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className={styles.radios}>
        {values.map((value) => (
          <label key={value} className="choice">
            <input type="radio" name={name} value={value} defaultChecked={value === chosen} />
            {words[value]}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
