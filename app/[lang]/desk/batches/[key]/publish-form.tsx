import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { messages } from "@/app/_messages/messages.ts";
import type { BatchView } from "@/db/desk/batches.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { findHindrance } from "@/db/desk/publish.ts";
import css from "./batch.module.css";

interface Props {
  readonly desk: Desk;
  readonly batch: BatchView;
}

/** Makes a batch the next release, or says what stands in the way. */
export function PublishForm({ desk, batch }: Props) {
  const { batch: words, problems } = messages(desk.lang).desk;
  const { publish } = words;
  const hindrance = findHindrance(getDeskDatabase(), desk.user, batch.key);
  return (
    <section aria-labelledby="publish">
      <h2 id="publish">{publish.heading}</h2>
      <p className="small soft">{publish.note}</p>
      {hindrance === undefined ? (
        <DeskForm
          desk={desk}
          action={`/desk/batches/${batch.key}/publish`}
          className={`panel ${css.decision}`}
          label={publish.heading}
        >
          <label className="field">
            {publish.name}
            <input name="title" required maxLength={200} defaultValue={batch.name} />
          </label>
          <label className="field">
            {publish.notes}
            <textarea name="notes" rows={3} maxLength={4000} className={css.notes} />
          </label>
          <label className="choice">
            <input type="checkbox" name="sure" value="yes" required />
            {publish.sure}
          </label>
          <div>
            <button type="submit">{publish.submit}</button>
          </div>
        </DeskForm>
      ) : (
        <p className="note">{problems[hindrance]}</p>
      )}
    </section>
  );
}
