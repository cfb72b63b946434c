import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { href, messages } from "@/app/_messages/messages.ts";
import { listBatches } from "@/db/desk/batches.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { may } from "@/lib/desk/roles.ts";
import { civilInstant } from "@/lib/format.ts";
import { BatchStates } from "./batches/batch-states.tsx";

/** The batches somebody may see, and the form that opens another. */
export function BatchList({ desk }: { readonly desk: Desk }) {
  const { lang, user } = desk;
  const { batches: words, batch: batchWords } = messages(lang).desk;
  const batches = listBatches(getDeskDatabase(), user);
  return (
    <section aria-labelledby="batches">
      <h2 id="batches">{words.heading}</h2>
      {may(user.role, "edit") ? (
        <DeskForm desk={desk} action="/desk/batches/open" className="panel row" label={words.open.label}>
          <label className="field">
            {words.open.name}
            <input name="name" required maxLength={100} size={32} placeholder={words.open.hint} />
          </label>
          <button type="submit">{words.open.submit}</button>
        </DeskForm>
      ) : null}
      {batches.length === 0 ? (
        <p className="note">{words.none}</p>
      ) : (
        <ScrollRegion name={words.heading} lang={lang}>
          <table>
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.state}</th>
                <th scope="col">{words.files}</th>
                <th scope="col">{words.openedBy}</th>
                <th scope="col">{words.openedAt}</th>
              </tr>
            </thead>
            <tbody>
              {batches.map(({ key, name, state, counts, openedBy, openedAt }) => (
                <tr key={key}>
                  <th scope="row">
                    <a href={href(lang, `/desk/batches/${key}`)}>{name}</a>
                  </th>
                  <td>{batchWords.states[state]}</td>
                  <td>
                    <BatchStates counts={counts} lang={lang} />
                  </td>
                  <td>{openedBy}</td>
                  <td className="number">{civilInstant(openedAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  );
}
