import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { messages } from "@/app/_messages/messages.ts";
import { getRegistryWords } from "@/lib/catalog/registry.ts";
import css from "./deadlines.module.css";

interface Props {
  readonly desk: Desk;
  readonly fields: Readonly<Record<string, string>>;
  /** The rule that is changed, as it is shown. */
  readonly seen?: { readonly rule: number; readonly revision: number };
  readonly label: string;
  readonly submit: string;
}

/** A deadline to be set or changed. */
export function DeadlineForm({ desk, fields, seen, label, submit }: Props) {
  const { lang } = desk;
  const { form: words, wrong } = messages(lang).deadlines;
  const { kinds, levels } = getRegistryWords();
  const named = (list: typeof kinds) => list.map(({ id, name }) => [id, name[lang]] as const);
  const problems = (fields.wrong ?? "").split(" ").filter((id) => id in wrong) as (keyof typeof wrong)[];
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
    </label>
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
        </label>
        {number("since", 5, true)}
        {number("until", 5, false)}
        <ChoiceField
          name="kind"
          label={words.kind}
          options={named(kinds)}
          any={words.all}
          chosen={fields.kind}
        />
        <ChoiceField
          name="level"
          label={words.level}
          options={named(levels)}
          any={words.all}
          chosen={fields.level}
        />
        <fieldset className={`row ${css.day}`}>
          <legend>{words.next}</legend>
          {number("month", 3, true)}
          {number("day", 3, true)}
        </fieldset>
        <label className="field">
          {words.basis}
          <input name="basis" required size={32} maxLength={400} defaultValue={fields.basis} />
        </label>
      </div>
      <div>
        <button type="submit">{submit}</button>
      </div>
    </DeskForm>
  );
}
