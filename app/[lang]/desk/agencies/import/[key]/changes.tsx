import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { valueWords } from "@/app/_desk/value-words.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { type AgencyChange, changedColumns } from "@/db/desk/registry.ts";
import type { ImportColumn } from "@/lib/catalog/registry.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount } from "@/lib/format.ts";
import css from "../../agencies.module.css";

const MOST_SHOWN = 500;

interface Props {
  readonly changes: readonly AgencyChange[];
  readonly lang: Language;
}

/** Agencies that a file would change, with what each column was and would be. */
export function Changes({ changes, lang }: Props) {
  const { import: words } = messages(lang).registry;
  const heading = fill(words.changes, { n: formatCount(changes.length, lang) });
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{heading}</h2>
      <ScrollRegion name={heading} lang={lang} className={css.changes}>
        <table>
          <thead>
            <tr>
              {[words.row, words.agency, words.what].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, MOST_SHOWN).map((change) => (
              <Row key={change.id} change={change} lang={lang} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {changes.length > MOST_SHOWN ? (
        <p className="soft">{fill(words.mostShown, { n: MOST_SHOWN })}</p>
      ) : null}
    </section>
  );
}

function Row({ change, lang }: { readonly change: AgencyChange; readonly lang: Language }) {
  const { registry, desk } = messages(lang);
  const { import: words } = registry;
  const { row, id, was, is } = change;
  const labels: Readonly<Record<string, string>> = desk.audit.detail;
  const colon = lang === "zh" ? "\uff1a" : ": ";
  const nameOf = (column: ImportColumn): string => `${labels[column] ?? column}${colon}`;
  const named = valueWords(lang);
  const say = (column: ImportColumn, value: string | null): string =>
    value === null ? "" : (named[column]?.[value] ?? value);
  const columns = changedColumns(change).filter((column) => column !== "id");
  return (
    <tr>
      <td>{row}</td>
      <th scope="row">
        {was === null ? (
          <>
            {is.name} <span className="chip">{words.added}</span>
          </>
        ) : (
          <a href={href(lang, `/desk/agencies/${id}`)}>{was.name}</a>
        )}{" "}
        <code>{id}</code>
      </th>
      <td>
        {columns.map((column) => (
          <div key={column}>
            {nameOf(column)}
            {was === null || !was[column] ? null : (
              <>
                <del>{say(column, was[column])}</del>{" "}
              </>
            )}
            <ins>{say(column, is[column]) || registry.form.nothing}</ins>
          </div>
        ))}
      </td>
    </tr>
  );
}
