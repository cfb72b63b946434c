import { agencyPage } from "@/app/_desk/agency-of.ts";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { fingerprintOf, type RegistryRow } from "@/db/desk/registry.ts";
import { ACTS, listOwnEdges } from "@/db/desk/registry-acts.ts";
import { formatDate } from "@/lib/format.ts";
import { CONTINUATIONS } from "@/lib/model.ts";
import css from "../agencies.module.css";

interface Props {
  readonly desk: Desk;
  readonly row: RegistryRow;
  /** An act that could not be taken, as it was filled in. */
  readonly kept: Readonly<Record<string, string>> | undefined;
}

/** What became of the agency: what is entered, and a form for each thing that may become of one. */
export function Acts({ desk, row, kept }: Props) {
  const { acts: words } = messages(desk.lang).registry;
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">{words.heading}</h2>
      <p className="soft">{words.note}</p>
      <Entered desk={desk} row={row} />
      <div className={css.acts}>
        {ACTS.map((act) => (
          <details key={act} open={kept?.act === act}>
            <summary>{words[act]}</summary>
            <ActForm desk={desk} row={row} act={act} kept={kept?.act === act ? kept : undefined} />
          </details>
        ))}
      </div>
    </section>
  );
}

function ActForm({ desk, row, act, kept }: Props & { readonly act: (typeof ACTS)[number] }) {
  const { lang } = desk;
  const { registry, agencies } = messages(lang);
  const { acts: words } = registry;
  const others = act !== "rename" && act !== "end";
  return (
    <DeskForm
      desk={desk}
      action={`${agencyPage({ id: row.id ?? "" })}/act`}
      className={css.form}
      label={words[act]}
    >
      <input type="hidden" name="act" value={act} />
      <input type="hidden" name="seen" value={fingerprintOf(row)} />
      <p className="small soft">{words.notes[act]}</p>
      <div className={css.fields}>
        {act === "rename" ? (
          <label className="field">
            {words.newName}
            <input name="name" required size={32} maxLength={200} defaultValue={kept?.name} />
          </label>
        ) : null}
        {act === "continue" ? (
          <label className="field">
            {words.as}
            <select name="as" defaultValue={kept?.as}>
              {CONTINUATIONS.map((kind) => (
                <option key={kind} value={kind}>
                  {agencies.profile.lineage.kinds[kind]}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        {others && act !== "split" ? (
          <label className="field">
            {words.into}
            <input
              name="into"
              required
              size={28}
              maxLength={200}
              autoCapitalize="none"
              defaultValue={kept?.into}
            />
          </label>
        ) : null}
        {act === "split" ? (
          <label className="field">
            {words.intoMany}
            <textarea name="into" required rows={3} cols={28} maxLength={2000} defaultValue={kept?.into} />
          </label>
        ) : null}
        <label className="field">
          {words.on}
          <input name="on" type="date" required defaultValue={kept?.on} />
        </label>
        <label className="field">
          {words.basis}
          <input name="basis" required size={32} maxLength={400} defaultValue={kept?.basis} />
        </label>
      </div>
      <div>
        <button type="submit">{words.submit}</button>
      </div>
    </DeskForm>
  );
}

function Entered({ desk, row }: Omit<Props, "kept">) {
  const { lang } = desk;
  const { registry, agencies } = messages(lang);
  const { acts: words } = registry;
  const { kinds, none } = agencies.profile.lineage;
  const id = row.id ?? "";
  const edges = listOwnEdges(getDeskDatabase(), id);
  if (edges.length === 0) return <p className="note">{words.none}</p>;
  return (
    <>
      <h3>{words.held}</h3>
      <ul>
        {edges.map(({ key, kind, on, basis, successor, successorName }) => (
          <li key={key}>
            {formatDate(on, lang)} {kinds[kind]}
            {successor === id ? null : " → "}
            {successor === null ? none : null}
            {successor !== null && successor !== id ? (
              <a href={href(lang, `/desk/agencies/${successor}`)}>{successorName}</a>
            ) : null}{" "}
            <span className="soft">{basis}</span>
            <details>
              <summary>{words.strike}</summary>
              <DeskForm
                desk={desk}
                action={`${agencyPage({ id })}/strike`}
                className={css.strike}
                label={fill(words.strikeLabel, { n: key })}
              >
                <input type="hidden" name="edge" value={key} />
                <input type="hidden" name="seen" value={fingerprintOf(row)} />
                <label className="field">
                  {words.why}
                  <input name="why" required size={28} maxLength={400} />
                </label>
                <button type="submit" className="quiet">
                  {words.strike}
                </button>
              </DeskForm>
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}
