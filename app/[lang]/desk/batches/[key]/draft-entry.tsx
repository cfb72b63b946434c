import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { FindingLines } from "@/app/_desk/finding-lines.tsx";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { Evidence } from "@/app/[lang]/agencies/[id]/[year]/evidence.tsx";
import type { BatchView } from "@/db/desk/batches.ts";
import type { DraftView } from "@/db/desk/drafts.ts";
import { civilInstant } from "@/lib/format.ts";
import css from "./batch.module.css";
import { DecisionForm } from "./decision-form.tsx";

interface Props {
  readonly draft: DraftView;
  readonly batch: BatchView;
  readonly desk: Desk;
  readonly mayEdit: boolean;
}

/** One report of a file: whose it is and how that is known, how much was read, what publishing it would do. */
export function DraftEntry({ draft, batch, desk, mayEdit }: Props) {
  const { lang } = desk;
  const { frame, desk: words } = messages(lang);
  const { draft: own } = words;
  const { agency, agencyName, year, scope, cellsRead, cellsExpected, findings, isDoubtful, isLeftOut } =
    draft;
  const decision = <DecisionForm draft={draft} batch={batch} desk={desk} />;
  return (
    <div id={`draft-${draft.key}`} className={css.draft}>
      <p>
        {isDoubtful ? <span className="chip warning">{own.doubtful}</span> : null}{" "}
        {isLeftOut ? <span className="chip">{own.leftOut}</span> : null}{" "}
        <strong>
          {agency === null || isDoubtful ? (
            (agencyName ?? own.nobody)
          ) : (
            <a href={href(lang, `/agencies/${agency}`)}>{agencyName}</a>
          )}
        </strong>{" "}
        · {year ?? own.noYear} · {scope === null ? own.noScope : frame.scope[scope]} ·{" "}
        {fill(own.cells, { read: cellsRead, expected: cellsExpected })}
      </p>
      {draft.relation === null ? null : (
        <p className="small">{fill(own.relations[draft.relation], { version: draft.version ?? 1 })}</p>
      )}
      {draft.rivals.length > 0 ? (
        <p className="note warning">
          {fill(own.rivals, { files: draft.rivals.join(words.remit.separator) })}
        </p>
      ) : null}
      {draft.decidedBy === null ? null : (
        <p className="small soft">
          {fill(own.decided, { name: draft.decidedBy, at: civilInstant(draft.decidedAt ?? "") })}
        </p>
      )}
      {findings.length > 0 ? (
        <details open={isDoubtful}>
          <summary>{fill(own.findings, { n: findings.length })}</summary>
          <FindingLines findings={findings} lang={lang} />
        </details>
      ) : null}
      <Evidence evidence={draft.evidence} lang={lang} of={fill(own.name, { n: draft.key })} />
      {mayEdit ? (
        <>
          {isDoubtful ? (
            decision
          ) : (
            <details>
              <summary>{own.change}</summary>
              {decision}
            </details>
          )}
          <DeskForm
            desk={desk}
            action={`/desk/batches/${batch.key}/leave-out`}
            label={fill(own.leaveOut.label, { n: draft.key })}
          >
            <input type="hidden" name="draft" value={draft.key} />
            <input type="hidden" name="revision" value={draft.revision} />
            <input type="hidden" name="out" value={isLeftOut ? "no" : "yes"} />
            <button type="submit" className="quiet">
              {isLeftOut ? own.leaveOut.takeIn : own.leaveOut.submit}
            </button>
          </DeskForm>
        </>
      ) : null}
    </div>
  );
}
