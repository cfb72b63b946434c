import { deadlineWords } from "@/app/_components/deadline-words.ts";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import { listRevisions, type PlacedDeadline } from "@/db/desk/deadlines.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { civilInstant } from "@/lib/format.ts";
import { DeadlineForm } from "./deadline-form.tsx";
import css from "./deadlines.module.css";

interface Props {
  readonly deadline: PlacedDeadline;
  readonly desk: Desk;
  /** Within the remit of who looks at it. */
  readonly isHis: boolean;
  /** A change that could not be taken, as it was filled in. */
  readonly kept: Readonly<Record<string, string>> | undefined;
  /** Its end that could not be taken, as it was filled in. */
  readonly ending: Readonly<Record<string, string>> | undefined;
}

/** A deadline with what may be done about it, and all that it was. */
export function DeadlineEntry({ deadline, desk, isHis, kept, ending }: Props) {
  const { lang } = desk;
  const { deadlines: words } = messages(lang);
  const { rule, revision, place, basis, by, at, isEnded, isLaterThanLaw } = deadline;
  const { years, agencies, date } = deadlineWords(deadline, lang);
  const fields = Object.fromEntries(
    (["region", "since", "until", "kind", "level", "month", "day", "basis"] as const).map((name) => [
      name,
      String(deadline[name] ?? ""),
    ]),
  );
  const revisions = listRevisions(getDeskDatabase(), rule);
  const seen = { rule, revision };
  return (
    <li id={`deadline-${rule}`} className={css.entry}>
      <h3>
        {place || words.everywhere} · {years} · {agencies}
      </h3>
      <p>
        <b>{date}</b> {isLaterThanLaw ? <span className="chip warning">{words.later}</span> : null} {basis}{" "}
        <span className="soft small">{fill(words.byLine, { name: by, at: civilInstant(at) })}</span>
      </p>
      {isHis && !isEnded ? (
        <>
          <details open={kept !== undefined}>
            <summary>{words.change}</summary>
            <DeadlineForm
              desk={desk}
              fields={kept ?? fields}
              now={kept === undefined ? undefined : deadline}
              seen={seen}
              label={fill(words.changeLabel, { n: rule })}
              submit={words.form.save}
            />
          </details>
          <details open={ending !== undefined}>
            <summary>{words.end}</summary>
            <DeskForm
              desk={desk}
              action="/desk/deadlines/end"
              className={`panel ${css.form}`}
              label={fill(words.endLabel, { n: rule })}
            >
              <input type="hidden" name="rule" value={rule} />
              <input type="hidden" name="revision" value={revision} />
              <div className={css.fields}>
                <label className="field">
                  {words.form.last}
                  <input
                    name="last"
                    inputMode="numeric"
                    pattern="\d{4}"
                    size={5}
                    maxLength={4}
                    defaultValue={ending?.last}
                  />
                </label>
                <label className="field">
                  {words.form.why}
                  <input name="basis" required size={32} maxLength={400} defaultValue={ending?.why} />
                </label>
              </div>
              <div>
                <button type="submit">{words.form.endSubmit}</button>
              </div>
            </DeskForm>
          </details>
        </>
      ) : null}
      {revisions.length > 1 ? (
        <details>
          <summary>{fill(words.history, { n: revisions.length })}</summary>
          <ol reversed>
            {revisions.map((one) => {
              const told = deadlineWords(one, lang);
              return (
                <li key={one.key}>
                  {told.years} · {told.agencies} · {told.date} {one.basis}{" "}
                  <span className="soft small">
                    {fill(words.byLine, { name: one.by, at: civilInstant(one.at) })}
                  </span>
                </li>
              );
            })}
          </ol>
        </details>
      ) : null}
    </li>
  );
}
