import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import type { BatchView } from "@/db/desk/batches.ts";
import type { DraftView } from "@/db/desk/drafts.ts";
import type { Scope } from "@/lib/model.ts";
import css from "./batch.module.css";

interface Props {
  readonly draft: DraftView;
  readonly batch: BatchView;
  readonly desk: Desk;
}

/** Whose report it is, of which year and scope: to be decided, or changed. */
export function DecisionForm({ draft, batch, desk }: Props) {
  const { frame, desk: words } = messages(desk.lang);
  const { decision: own } = words;
  const { key, revision, agency, year, scope, candidateNames } = draft;
  return (
    <DeskForm
      desk={desk}
      action={`/desk/batches/${batch.key}/decide`}
      className={css.decision}
      label={fill(own.label, { n: key })}
    >
      <input type="hidden" name="draft" value={key} />
      <input type="hidden" name="revision" value={revision} />
      {candidateNames.length > 0 ? (
        <fieldset>
          <legend>{own.candidates}</legend>
          {candidateNames.map(([id, name]) => (
            <label key={id} className="choice">
              <input type="radio" name="candidate" value={id} defaultChecked={id === agency} />
              {name} <span className="small soft">{id}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
      <div className="row">
        <label className="field">
          {candidateNames.length > 0 ? own.other : own.agency}
          <input
            name="other"
            defaultValue={candidateNames.length > 0 ? "" : (agency ?? "")}
            autoCapitalize="none"
            maxLength={80}
            size={24}
            placeholder="government-350100"
          />
        </label>
        <label className="field">
          {own.year}
          <input
            name="year"
            inputMode="numeric"
            pattern="\d{4}"
            required
            defaultValue={year ?? ""}
            size={6}
            maxLength={4}
          />
        </label>
        <ChoiceField
          name="scope"
          label={own.scope}
          options={Object.entries(frame.scope) as [Scope, string][]}
          chosen={scope ?? "own-organ"}
        />
        <button type="submit">{own.submit}</button>
      </div>
    </DeskForm>
  );
}
