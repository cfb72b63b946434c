import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { itemPage } from "@/app/_desk/item-of.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { listReviews, type ReviewItem } from "@/db/desk/review.ts";
import { VERDICTS } from "@/lib/desk/states.ts";
import { civilInstant } from "@/lib/format.ts";

interface Props {
  readonly desk: Desk;
  readonly item: ReviewItem;
}

/** What somebody says of the report as it stands, and what was said before. */
export function VerdictForm({ desk, item }: Props) {
  const { review: words } = messages(desk.lang).desk;
  const { verdict, history } = words;
  const reviews = listReviews(getDeskDatabase(), item);
  return (
    <section aria-labelledby="verdict">
      <h2 id="verdict">{verdict.heading}</h2>
      <DeskForm
        desk={desk}
        action={`${itemPage({ report: String(item.report) })}/verdict`}
        className="panel row"
        label={verdict.label}
        mark="data-verdict-form"
      >
        <input type="hidden" name="fingerprint" value={item.fingerprint} />
        <ChoiceField
          name="verdict"
          label={verdict.choose}
          options={VERDICTS.map((one) => [one, words.verdicts[one]])}
          chosen={item.unread > 0 ? "left-unread" : "accepted"}
        />
        <label className="field">
          {verdict.note}
          <input name="note" maxLength={2000} size={24} />
        </label>
        <button type="submit">{verdict.submit}</button>
      </DeskForm>
      {reviews.length === 0 ? null : (
        <details>
          <summary>{history.heading}</summary>
          <ol className="plain small">
            {reviews.map(({ key, at, by, verdict: given, version, note }) => (
              <li key={key}>
                {fill(history.line, {
                  at: civilInstant(at),
                  name: by,
                  verdict: words.verdicts[given],
                  version,
                })}{" "}
                <span className="soft">{note}</span>
              </li>
            ))}
          </ol>
        </details>
      )}
    </section>
  );
}
