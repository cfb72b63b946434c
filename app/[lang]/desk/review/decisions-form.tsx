import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { countPending, listPending } from "@/db/desk/release-decisions.ts";
import css from "./review.module.css";

/** Makes what was reviewed the next release. */
export function DecisionsForm({ desk }: { readonly desk: Desk }) {
  const { review, problems } = messages(desk.lang).desk;
  const { publish: words } = review;
  const pending = listPending(getDeskDatabase(), desk.user);
  const { corrections, accepted, explanations } = pending;
  return (
    <section aria-labelledby="publish">
      <h2 id="publish">{words.heading}</h2>
      {countPending(pending) === 0 ? (
        <p className="note">{problems["nothing-decided"]}</p>
      ) : (
        <>
          <p>
            {fill(words.note, {
              corrections: corrections.length,
              accepted: accepted.length,
              explanations: explanations.length,
            })}
          </p>
          <DeskForm
            desk={desk}
            action="/desk/review/publish"
            className={`panel ${css.form}`}
            label={words.heading}
          >
            <label className="field">
              {words.name}
              <input name="title" required maxLength={200} defaultValue={words.title} />
            </label>
            <label className="field">
              {words.notes}
              <textarea name="notes" rows={3} maxLength={4000} className={css.text} />
            </label>
            <label className="choice">
              <input type="checkbox" name="sure" value="yes" required />
              {words.sure}
            </label>
            <div>
              <button type="submit">{words.submit}</button>
            </div>
          </DeskForm>
        </>
      )}
    </section>
  );
}
