import type { ReactNode } from "react";
import { explanationText } from "@/app/_components/explanation-text.ts";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { itemPage } from "@/app/_desk/item-of.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import type { NumberedFinding } from "@/app/[lang]/agencies/[id]/[year]/numbered-findings.ts";
import { findNewest, listExplanationRows } from "@/db/desk/explain.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import type { ReviewItem } from "@/db/desk/review.ts";
import { civilDate, civilInstant } from "@/lib/format.ts";
import css from "../review.module.css";

interface Props {
  readonly desk: Desk;
  readonly item: ReviewItem;
  readonly findings: readonly NumberedFinding[];
  readonly mayEdit: boolean;
}

type Rows = ReturnType<typeof listExplanationRows>;
type Row = Rows[number];

/** What the agency says to each failed check, and what was said before. */
export function Explanations({ desk, item, findings, mayEdit }: Props) {
  const { explanations: words } = messages(desk.lang).review;
  const failed = findings.filter(({ finding }) => finding.check !== undefined);
  const rows = listExplanationRows(getDeskDatabase(), item);
  if (failed.length + rows.length === 0) return null;
  const failures = new Map(
    [
      ...rows.map(({ check, instance }) => ({ check, instance, message: undefined })),
      ...failed.map(({ finding: { check = "", instance = "" }, message }) => ({ check, instance, message })),
    ].map((one) => [`${one.check} ${one.instance}`, one]),
  );
  return (
    <section aria-labelledby="explanations">
      <h2 id="explanations">{words.heading}</h2>
      <p className="small soft">{words.note}</p>
      <ul className={`plain ${css.entries}`}>
        {[...failures.values()].map(({ check, instance, message }) => (
          <Failure
            key={`${check} ${instance}`}
            desk={desk}
            item={item}
            check={check}
            instance={instance}
            message={message}
            rows={rows.filter((one) => one.check === check && one.instance === instance)}
            mayEdit={mayEdit}
          />
        ))}
      </ul>
    </section>
  );
}

interface FailureProps extends Omit<Props, "findings"> {
  readonly check: string;
  readonly instance: string;
  /** `undefined` where the check no longer fails. */
  readonly message: string | undefined;
  readonly rows: Rows;
}

function Failure({ desk, item, check, instance, message, rows, mayEdit }: FailureProps) {
  const { explanations: words } = messages(desk.lang).review;
  const action = `${itemPage({ report: String(item.report) })}/explain`;
  const newest = findNewest(rows, { check, instance });
  const hidden = (
    <>
      <input type="hidden" name="check" value={check} />
      <input type="hidden" name="instance" value={instance} />
      <input type="hidden" name="seen" value={newest?.key ?? 0} />
    </>
  );
  const name = message ?? `${check} ${instance}`;
  return (
    <li>
      {name} {message === undefined ? <span className="chip">{words.gone}</span> : null}
      {rows.length > 0 ? (
        <ol className="plain small">
          {rows.map((row) => (
            <Said key={row.key} row={row} desk={desk} item={item} mayEdit={mayEdit}>
              {mayEdit && message !== undefined && row.words !== "" && row.key !== newest?.key ? (
                <DeskForm desk={desk} action={action} label={fill(words.againLabel, { n: row.key })}>
                  {hidden}
                  {(["words", "by", "source"] as const).map((part) => (
                    <input key={part} type="hidden" name={part} value={row[part]} />
                  ))}
                  <input type="hidden" name="at" value={row.at.slice(0, 10)} />
                  <button type="submit" className="quiet">
                    {words.again}
                  </button>
                </DeskForm>
              ) : null}
            </Said>
          ))}
        </ol>
      ) : null}
      {mayEdit && message !== undefined ? (
        <details>
          <summary>{newest === undefined || newest.words === "" ? words.add : words.change}</summary>
          <DeskForm
            desk={desk}
            action={action}
            className={`panel ${css.form}`}
            label={`${words.label} ${name}`}
          >
            {hidden}
            <Fields newest={newest} words={words} />
          </DeskForm>
        </details>
      ) : null}
      {mayEdit && newest !== undefined && newest.words !== "" && newest.state !== "pending" ? (
        <DeskForm
          desk={desk}
          action={`${action}/withdraw`}
          label={fill(words.withdrawLabel, { n: newest.key })}
        >
          {hidden}
          <button type="submit" className="quiet">
            {words.withdraw}
          </button>
        </DeskForm>
      ) : null}
    </li>
  );
}

interface FieldsProps {
  readonly newest: Row | undefined;
  readonly words: ReturnType<typeof messages>["review"]["explanations"];
}

function Fields({ newest, words }: FieldsProps) {
  const today = civilDate(new Date());
  const isSaid = newest !== undefined && newest.words !== "";
  return (
    <>
      <label className="field">
        {words.words}
        <textarea
          name="words"
          required
          rows={3}
          maxLength={4000}
          className={css.text}
          defaultValue={newest?.words}
        />
      </label>
      <label className="field">
        {words.by}
        <input name="by" required maxLength={200} defaultValue={isSaid ? newest.by : undefined} />
      </label>
      <div className="row">
        <label className="field">
          {words.source}
          <input name="source" required maxLength={500} size={32} defaultValue={newest?.source} />
        </label>
        <label className="field">
          {words.at}
          <input
            type="date"
            name="at"
            required
            max={today}
            defaultValue={isSaid ? newest.at.slice(0, 10) : undefined}
          />
        </label>
      </div>
      <div>
        <button type="submit">{words.submit}</button>
      </div>
    </>
  );
}

interface SaidProps extends Pick<Props, "desk" | "item" | "mayEdit"> {
  readonly row: Row;
  readonly children: ReactNode;
}

/** One row of the history. */
function Said({ row, desk, item, mayEdit, children }: SaidProps) {
  const { explanations: words } = messages(desk.lang).review;
  const { key, state, enteredBy, enteredAt } = row;
  const by = { name: enteredBy === "" ? words.commandLine : enteredBy, at: civilInstant(enteredAt) };
  return (
    <li>
      <span className="chip">{words.states[state]}</span>{" "}
      {row.words === "" ? words.withdrawn : explanationText(row, desk.lang)}{" "}
      <span className="soft">{fill(words.entered, by)}</span>
      {mayEdit && state === "pending" ? (
        <DeskForm
          desk={desk}
          action={`${itemPage({ report: String(item.report) })}/explain/discard`}
          label={fill(words.discardLabel, { n: key })}
        >
          <input type="hidden" name="explanation" value={key} />
          <button type="submit" className="quiet">
            {words.discard}
          </button>
        </DeskForm>
      ) : null}
      {children}
    </li>
  );
}
