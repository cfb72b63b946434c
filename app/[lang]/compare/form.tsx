import { StateField } from "@/app/_components/state-note.tsx";
import { fill, href } from "@/app/_messages/messages.ts";
import { AgencyChoice } from "./agency-choice.tsx";
import styles from "./compare.module.css";
import type { Comparison } from "./comparison.ts";
import { SCALES, type Subject, VIEWS } from "./search-params.ts";
import { moreSubjects, subjectOptions } from "./subject-options.ts";
import { compositionOf } from "./subjects.ts";
import type { Words } from "./words.ts";

/** Kinds of chart with an axis that can be logarithmic. */
const SCALED: ReadonlySet<string> = new Set(["line", "bar", "dot"]);

interface Props {
  readonly comparison: Comparison;
  readonly words: Words;
}

/** What to compare, as a plain form: it works without scripts, and its answer is an address. */
export function Form({ comparison, words }: Props) {
  const { selection, subjects, years, catalog, kinds, chart, mode, base, shown } = comparison;
  const { form } = words.compare;
  const composed = shown.kind === "composition";
  const [first] = subjects;
  return (
    <form className={`panel ${styles.form}`} action={href(words.lang, "/compare")}>
      <StateField query={selection.state} />
      <AgencyChoice comparison={comparison} words={words} />
      <div className={styles.choices}>
        <div className="field">
          <label htmlFor="show">{form.subject}</label>
          <select
            id="show"
            name="show"
            dangerouslySetInnerHTML={{ __html: subjectOptions(catalog, first, words) }}
          />
        </div>
        <Years years={years} words={words} />
        {composed ? null : (
          <Choice name="view" legend={form.view} values={VIEWS} words={form.views} chosen={selection.view} />
        )}
      </div>
      {composed ? null : <MoreSubjects comparison={comparison} words={words} />}
      <div className={styles.choices}>
        <Choice name="chart" legend={form.chart} values={kinds} words={form.charts} chosen={chart} />
        <Choice
          name="mode"
          legend={composed ? form.modeComposed : form.mode}
          values={modesOf(comparison, composed)}
          words={form.modes}
          chosen={mode}
        />
        {mode === "index" && (
          <label className="field">
            {form.base}
            <input
              name="base"
              inputMode="numeric"
              pattern="\d{4}"
              size={5}
              className={styles.year}
              defaultValue={base ?? undefined}
            />
          </label>
        )}
        {!composed && SCALED.has(chart) && (
          <Choice
            name="scale"
            legend={form.scale}
            values={SCALES}
            words={form.scales}
            chosen={selection.scale}
          />
        )}
        <button type="submit">{form.submit}</button>
      </div>
    </form>
  );
}

/** Ways to show the values that what is chosen has. */
function modesOf({ catalog, subjects, selection }: Comparison, composed: boolean) {
  if (composed) return ["share", "absolute"] as const;
  const share = compositionOf(catalog, subjects) === undefined ? [] : (["share"] as const);
  const index = selection.view === "agency-indicator" ? [] : (["index"] as const);
  return ["absolute" as const, ...share, ...index];
}

function Years({ years, words }: { readonly years: readonly number[]; readonly words: Words }) {
  const { form } = words.compare;
  const field = { inputMode: "numeric", pattern: "\\d{4}", size: 5 } as const;
  return (
    <fieldset>
      <legend>{form.years}</legend>
      <div className={styles.years}>
        <input {...field} name="from" aria-label={form.from} defaultValue={years.at(0)} />
        <span aria-hidden="true">–</span>
        <input {...field} name="to" aria-label={form.to} defaultValue={years.at(-1)} />
      </div>
    </fieldset>
  );
}

/** Further indicators and rates, by group; those whose names hold what was sought stand open. */
function MoreSubjects({ comparison, words }: Props) {
  const { catalog, subjects, selection } = comparison;
  const { form } = words.compare;
  const rest: readonly Subject[] = subjects.slice(1);
  const { markup, found } = moreSubjects(catalog, rest, selection.seek, words);
  return (
    <details className={styles.more} open={rest.length > 0 || selection.seek !== ""}>
      <summary>{form.also}</summary>
      <div className={styles.find}>
        <input
          type="search"
          name="seek"
          aria-label={form.alsoSeek}
          placeholder={form.alsoSeek}
          defaultValue={selection.seek}
        />
        <button className="quiet" type="submit">
          {form.findSubmit}
        </button>
      </div>
      {found === 0 && selection.seek !== "" && (
        <p className="small">{fill(form.alsoNone, { seek: selection.seek })}</p>
      )}
      <div className={styles.subjects} dangerouslySetInnerHTML={{ __html: markup }} />
    </details>
  );
}

interface ChoiceProps<T extends string> {
  readonly name: string;
  readonly legend: string;
  readonly values: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly chosen: T;
}

/** One of several; nothing where there is no choice. */
function Choice<T extends string>({ name, legend, values, words, chosen }: ChoiceProps<T>) {
  if (values.length < 2) return null;
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
