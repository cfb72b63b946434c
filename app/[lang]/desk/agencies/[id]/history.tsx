import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { href, messages } from "@/app/_messages/messages.ts";
import { detailLines } from "@/app/[lang]/desk/audit/detail-lines.ts";
import { listAudit } from "@/db/desk/audit.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { REGISTRY_ACTIONS } from "@/lib/desk/actions.ts";
import { civilInstant } from "@/lib/format.ts";

const MOST_SHOWN = 50;

/** Who changed an agency when. */
export function History({ id, lang }: { readonly id: string; readonly lang: Language }) {
  const all = messages(lang);
  const { desk, registry } = all;
  const { history: words } = registry;
  const filter = { about: id, among: REGISTRY_ACTIONS };
  const { rows } = listAudit(getDeskDatabase(), filter, { size: MOST_SHOWN, number: 1 });
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.heading}</h2>
      {rows.length === 0 ? (
        <p className="note">{words.none}</p>
      ) : (
        <>
          <p className="soft">
            {words.note} <a href={href(lang, `/desk/audit?subject=${id}`)}>{words.all}</a>
          </p>
          <ScrollRegion name={words.heading} lang={lang}>
            <table>
              <thead>
                <tr>
                  {[words.at, words.who, words.what, words.detail].map((head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map(({ key, at, actor, address, action, detail }) => (
                  <tr key={key}>
                    <td className="number">{civilInstant(at)}</td>
                    <td>{address === null ? desk.audit.commandLine : actor}</td>
                    <td>{desk.actions[action]}</td>
                    <td>
                      {detailLines(detail, all, lang).map((line) => (
                        <div key={line}>{line}</div>
                      ))}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        </>
      )}
    </section>
  );
}
