import { cellText } from "@/app/_components/cell-text.ts";
import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { cellField } from "@/app/_desk/cell-field.ts";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { itemPage } from "@/app/_desk/item-of.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import { listCells, type listCorrections, willShow } from "@/db/desk/correct.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import type { Question } from "@/db/desk/questions.ts";
import type { ReviewItem } from "@/db/desk/review.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import type { Fact } from "@/lib/model.ts";
import css from "../review.module.css";

interface Props {
  readonly desk: Desk;
  readonly item: ReviewItem;
  readonly held: ReturnType<typeof listCorrections>;
  /** The cell it opens at: `edition|indicator|member`. */
  readonly chosen: string | undefined;
  /** The question of a reader that it answers. */
  readonly question: Question | undefined;
}

const STATUSES = ["reported", "blank", "dash", "not-applicable", "illegible"] as const;

/** Corrects one cell: each choice says what it shows now, so that nobody overwrites what he has not seen. */
export function CorrectionForm({ desk, item, held, chosen, question }: Props) {
  const { lang } = desk;
  const { frame, desk: words, review } = messages(lang);
  const { correct } = words.review;
  const db = getDeskDatabase();
  const facts = listCells(db, getCatalog(), item);
  const isChosen = (fact: Fact) => chosen === [fact.edition, fact.indicator, fact.member].join("|");
  const first = facts.find(isChosen);
  const tables = [...new Set(facts.map(({ edition, table }) => `${edition} ${table}`))];
  return (
    <details id="correct" open={first !== undefined}>
      <summary>{correct.heading}</summary>
      <p className="small soft">{correct.note}</p>
      <DeskForm
        desk={desk}
        action={`${itemPage({ report: String(item.report) })}/correct`}
        className={`panel ${css.form}`}
        label={correct.heading}
      >
        {question === undefined ? null : (
          <>
            <input type="hidden" name="question" value={question.key} />
            <input type="hidden" name="revision" value={question.revision} />
            <p className="small">{fill(review.questions.answers, { n: question.key })}</p>
          </>
        )}
        <label className="field">
          {correct.cell}
          <select
            name="cell"
            required
            defaultValue={first === undefined ? undefined : cellField(first, willShow(first, held))}
          >
            {tables.map((key) => (
              <optgroup key={key} label={tableName(key, lang)}>
                {facts
                  .filter(({ edition, table }) => `${edition} ${table}` === key)
                  .map((fact) => {
                    const shown = willShow(fact, held);
                    const now = fill(correct.now, { value: cellText({ ...shown, unit: fact.unit }, lang) });
                    const value = cellField(fact, shown);
                    return (
                      <option key={value} value={value}>
                        {[fact.label, fact.memberLabel, now].filter((part) => part !== "").join(" · ")}
                      </option>
                    );
                  })}
              </optgroup>
            ))}
          </select>
        </label>
        <div className="row">
          <ChoiceField
            name="status"
            label={correct.status}
            options={STATUSES.map((status) => [status, frame.status[status]])}
            chosen="reported"
          />
          <label className="field">
            {correct.amount}
            <input name="amount" inputMode="decimal" maxLength={20} size={12} placeholder={correct.unit} />
          </label>
        </div>
        <label className="field">
          {correct.why}
          <input name="why" required maxLength={2000} />
        </label>
        <label className="field">
          {correct.evidence}
          <input name="evidence" required maxLength={2000} />
        </label>
        <div>
          <button type="submit">{correct.submit}</button>
        </div>
      </DeskForm>
    </details>
  );
}

function tableName(key: string, lang: Desk["lang"]): string {
  const [edition, table] = key.split(" ");
  const form = getCatalog().editions.find(({ id }) => id === edition);
  return form?.tables.find(({ id }) => id === table)?.title[lang] ?? key;
}
