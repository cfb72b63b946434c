import { cellText } from "@/app/_components/cell-text.ts";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { itemPage } from "@/app/_desk/item-of.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import type { listCorrections } from "@/db/desk/correct.ts";
import type { ReviewItem } from "@/db/desk/review.ts";
import { civilInstant } from "@/lib/format.ts";

interface Props {
  readonly desk: Desk;
  readonly item: ReviewItem;
  readonly held: ReturnType<typeof listCorrections>;
  readonly mayEdit: boolean;
}

/** All corrections of a report, whatever became of them. */
export function CorrectionList({ desk, item, held, mayEdit }: Props) {
  const { lang } = desk;
  const { corrections: words } = messages(lang).desk.review;
  if (held.length === 0) return null;
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections">{words.heading}</h2>
      <ol className="plain">
        {held.map((one) => {
          const label = [one.label, one.memberLabel].filter((part) => part !== "").join(" · ");
          const was = cellText({ status: one.wasStatus, amount: one.wasAmount, unit: one.unit }, lang);
          const is = cellText({ status: one.isStatus, amount: one.isAmount, unit: one.unit }, lang);
          const by = { name: one.by, at: civilInstant(one.at), why: one.why, evidence: one.evidence };
          return (
            <li key={one.key}>
              <span className={one.state === "due" ? "chip warning" : "chip"}>{words.states[one.state]}</span>{" "}
              {fill(words.line, { label, was, is })} <span className="small soft">{fill(words.by, by)}</span>
              {mayEdit && one.state === "pending" ? (
                <DeskForm
                  desk={desk}
                  action={`${itemPage({ report: String(item.report) })}/discard`}
                  label={fill(words.discardLabel, { n: one.key })}
                >
                  <input type="hidden" name="correction" value={one.key} />
                  <button type="submit" className="quiet">
                    {words.discard}
                  </button>
                </DeskForm>
              ) : null}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
