import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { valueWords } from "@/app/_desk/value-words.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import type { DeadlineTerms } from "@/db/desk/deadlines.ts";
import { getRegistryWords } from "@/lib/catalog/registry.ts";
import css from "./deadlines.module.css";

interface Props {
  readonly desk: Desk;
  readonly fields: Readonly<Record<string, string>>;
  /** What is set, where what was filled in may be another. */
  readonly now?: DeadlineTerms | undefined;
  /** The rule that is changed, as it is shown. */
  readonly seen?: { readonly rule: number; readonly revision: number };
  readonly label: string;
  readonly submit: string;
}

/** A deadline to be set or changed. Where somebody changed it meanwhile, what is set stands beside what was typed. */
export function DeadlineForm({ desk, fields, now, seen, label, submit }: Props) {
  const { lang } = desk;
  const { form: words, wrong } = messages(lang).deadlines;
  const { kinds, levels } = getRegistryWords();
  const named = (list: typeof kinds) => list.map(({ id, name }) => [id, name[lang]] as const);
  const problems = (fields.wrong ?? "").split(" ").filter((id) => id in wrong) as (keyof typeof wrong)[];
  const noted = (name: keyof DeadlineTerms) => <Now name={name} fields={fields} now={now} desk={desk} />;
  const number = (name: "since" | "until" | "month" | "day", size: number, required: boolean) => (
    <label className="field">
      {words[name]}
      <input
        name={name}
        inputMode="numeric"
        pattern="\d{1,4}"
        required={required}
        size={size}
        maxLength={4}
        defaultValue={fields[name]}
      />
      {noted(name)}
    </label>
  );
  const choice = (name: "kind" | "level", list: typeof kinds) => (
    <div>
      <ChoiceField
        name={name}
        label={words[name]}
        options={named(list)}
        any={words.all}
        chosen={fields[name]}
      />
      {noted(name)}
    </div>
  );
  return (
    <DeskForm desk={desk} action="/desk/deadlines/set" className={`panel ${css.form}`} label={label}>
      {seen === undefined ? null : (
        <>
          <input type="hidden" name="rule" value={seen.rule} />
          <input type="hidden" name="revision" value={seen.revision} />
        </>
      )}
      {problems.length === 0 ? null : (
        <ul className="note error" role="alert">
          {problems.map((id) => (
            <li key={id}>{wrong[id]}</li>
          ))}
        </ul>
      )}
      <div className={css.fields}>
        <label className="field">
          {words.region}
          <input
            name="region"
            inputMode="numeric"
            pattern="\d{6}"
            size={8}
            maxLength={6}
            defaultValue={fields.region}
          />
          {noted("region")}
        </label>
        {number("since", 5, true)}
        {number("until", 5, false)}
        {choice("kind", kinds)}
        {choice("level", levels)}
        <fieldset className={`row ${css.day}`}>
          <legend>{words.next}</legend>
          {number("month", 3, true)}
          {number("day", 3, true)}
        </fieldset>
        <label className="field">
          {words.basis}
          <input name="basis" required size={32} maxLength={400} defaultValue={fields.basis} />
          {noted("basis")}
        </label>
      </div>
      <div>
        <button type="submit">{submit}</button>
      </div>
    </DeskForm>
  );
}

interface NowProps extends Pick<Props, "fields" | "now" | "desk"> {
  readonly name: keyof DeadlineTerms;
}

/** What is set now, where it is not what the field holds. */
function Now({ name, fields, now, desk }: NowProps) {
  const { form: words } = messages(desk.lang).registry;
  const value = String(now?.[name] ?? "");
  if (now === undefined || value === (fields[name] ?? "")) return null;
  const named = valueWords(desk.lang)[name]?.[value] ?? value;
  return <small className={css.now}>{fill(words.now, { value: named || words.nothing })}</small>;
}
