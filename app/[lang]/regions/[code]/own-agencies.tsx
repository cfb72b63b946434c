import { agencyName } from "@/app/_components/agency-name.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount } from "@/lib/format.ts";
import { groupBy } from "@/lib/statistics/group-by.ts";
import { wordFor } from "../../agencies/agency-table.ts";
import css from "./region.module.css";
import type { RegionView } from "./region.ts";

/** So many of a kind are named; the list has them all. */
const NAMED = 40;

/** The agencies of the region itself, kind by kind. */
export function OwnAgencies({ view, lang }: { readonly view: RegionView; readonly lang: Language }) {
  const { agencies: agencyWords, regions } = messages(lang);
  const words = regions.own;
  const kinds = [...groupBy(view.agencies, ({ kind }) => kind ?? "")].toSorted(
    ([a], [b]) => Number(a !== "government") - Number(b !== "government") || (a < b ? -1 : 1),
  );
  return (
    <section aria-labelledby="own">
      <h2 id="own">{words.heading}</h2>
      {kinds.length === 0 ? <p>{words.none}</p> : null}
      {kinds.map(([kind, agencies]) => {
        const counts = {
          n: formatCount(agencies.filter(({ held }) => held).length, lang),
          total: formatCount(agencies.length, lang),
        };
        const more = agencies.length - NAMED;
        return (
          <div key={kind}>
            <h3>
              {wordFor(agencyWords.kinds, kind || null, agencyWords.unknown)}{" "}
              <small className="soft">{fill(words.withReports, counts)}</small>
            </h3>
            <ul className={css.names}>
              {agencies.slice(0, NAMED).map((agency) => (
                <li key={agency.id} className={agency.held ? css.held : undefined}>
                  <a href={href(lang, `/agencies/${agency.id}`)}>{agencyName(agency, lang)}</a>
                  {agency.validTo === null ? null : (
                    <small className="soft">
                      {" "}
                      {fill(agencyWords.ended, { year: agency.validTo.slice(0, 4) })}
                    </small>
                  )}
                </li>
              ))}
            </ul>
            {more > 0 ? (
              <p className="small">
                <a href={href(lang, `/agencies?region=${view.node.code}&kind=${kind}`)}>
                  {fill(words.more, { n: formatCount(more, lang) })}
                </a>
              </p>
            ) : null}
          </div>
        );
      })}
    </section>
  );
}
