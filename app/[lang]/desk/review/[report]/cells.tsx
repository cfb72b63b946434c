import { cellText } from "@/app/_components/cell-text.ts";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { itemPage } from "@/app/_desk/item-of.ts";
import { lookAnchor, lookPath, slotOf } from "@/app/_desk/slot.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { originalAt } from "@/app/[lang]/agencies/[id]/[year]/numbered-findings.ts";
import { type DoubtfulCell, isDecided } from "@/db/desk/doubtful-cells.ts";
import type { ReviewItem } from "@/db/desk/review.ts";
import css from "../review.module.css";

interface Props {
  readonly desk: Desk;
  readonly item: ReviewItem;
  readonly cells: readonly DoubtfulCell[];
  /** The one that is looked at. */
  readonly at: string | undefined;
  /** The failures in words, by check and instance. */
  readonly failureOf: (name: string) => string;
  readonly mayEdit: boolean;
}

/** The cells to look at, one by one: each leads to its place in the original and in the form, and is decided here. */
export function Cells({ desk, item, cells, at, failureOf, mayEdit }: Props) {
  const { cells: words } = messages(desk.lang).review;
  if (cells.length === 0) return null;
  const decided = cells.filter(isDecided).length;
  const report = itemPage({ report: String(item.report) });
  const list = (
    <ol className={css.cells} id="cells-list">
      {cells.map((cell) => (
        <Entry
          key={slotOf(cell.fact)}
          desk={desk}
          report={report}
          cell={cell}
          isCurrent={slotOf(cell.fact) === at}
          failureOf={failureOf}
          mayEdit={mayEdit}
        />
      ))}
    </ol>
  );
  return (
    <section aria-labelledby="cells">
      <h2 id="cells">{fill(words.heading, { n: cells.length, decided })}</h2>
      <p className="small soft">{words.note}</p>
      {mayEdit ? (
        <DeskForm desk={desk} action={`${report}/cell`} label={words.label}>
          {list}
        </DeskForm>
      ) : (
        list
      )}
    </section>
  );
}

interface EntryProps extends Pick<Props, "desk" | "failureOf" | "mayEdit"> {
  readonly report: string;
  readonly cell: DoubtfulCell;
  readonly isCurrent: boolean;
}

function Entry({ desk, report, cell, isCurrent, failureOf, mayEdit }: EntryProps) {
  const { lang } = desk;
  const { cells: words } = messages(lang).review;
  const { fact, fingerprint, isUnread } = cell;
  const { value, unit, origin } = fact;
  const amount = value.status === "reported" ? value.amount : null;
  const label = [fact.label, fact.memberLabel].filter((part) => part !== "").join(" · ");
  const shown = cellText({ status: value.status, amount, unit }, lang);
  const slot = slotOf(fact);
  const name = fill(words.line, { label, value: shown });
  const verdict = isUnread ? "left-unread" : "accepted";
  return (
    <li
      id={lookAnchor(fact)}
      data-look={slot}
      data-name={name}
      data-why={reasonsOf(cell, failureOf, lang).join(" ")}
      data-open={isDecided(cell) ? undefined : ""}
      aria-current={isCurrent ? "true" : undefined}
    >
      <a href={href(lang, lookPath(report, fact))}>{name}</a> <State cell={cell} lang={lang} />
      <span className="small soft"> {reasonsOf(cell, failureOf, lang).join(" ")}</span>
      <span className={css.ways}>
        {origin.table === 0 ? null : (
          <a
            href={originalAt(origin)}
            target="original"
            data-original=""
            aria-label={fill(words.originalOf, { label })}
          >
            {words.original}
          </a>
        )}
        {mayEdit ? (
          <>
            <a
              href={href(lang, correctPath(report, cell))}
              data-correct=""
              aria-label={fill(words.correctOf, { label })}
            >
              {words.correct}
            </a>
            <button
              type="submit"
              name="decision"
              value={`${verdict}|${fingerprint}|${slot}`}
              className="quiet"
              data-verdict={verdict}
              aria-label={fill(words.decideOf, { label, verdict: words.verdicts[verdict] })}
            >
              {words.verdicts[verdict]}
            </button>
          </>
        ) : null}
      </span>
    </li>
  );
}

function correctPath(report: string, { fact, questions: [question] }: DoubtfulCell): string {
  const slot = encodeURIComponent(slotOf(fact));
  const asked = question === undefined ? "" : `&question=${question}`;
  return `${report}?cell=${slot}&at=${slot}${asked}#correct`;
}

function State({ cell, lang }: { readonly cell: DoubtfulCell; readonly lang: Desk["lang"] }) {
  const { cells: words } = messages(lang).review;
  if (cell.isCorrected) return <span className="chip">{words.corrected}</span>;
  if (cell.verdict === undefined) return <span className="chip warning">{words.open}</span>;
  return <span className="chip">{words.verdicts[cell.verdict]}</span>;
}

function reasonsOf(cell: DoubtfulCell, failureOf: Props["failureOf"], lang: Desk["lang"]): string[] {
  const { reasons } = messages(lang).review.cells;
  return [
    cell.isDue ? reasons.due : "",
    ...cell.questions.map((n) => fill(reasons.question, { n })),
    cell.isUnread ? reasons.unread : "",
    cell.isUnsure ? reasons.unsure : "",
    ...cell.failures.map(failureOf),
  ].filter((reason) => reason !== "");
}
