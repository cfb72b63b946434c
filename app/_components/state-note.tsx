import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { ShownOtherwise } from "@/db/queries/history.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount, formatDate } from "@/lib/format.ts";
import { agencyName } from "./agency-name.ts";
import type { DataState } from "./data-state.ts";
import css from "./state-note.module.css";

const MOST_LISTED = 20;

type Named = Parameters<typeof agencyName>[0] & { readonly id: string };

interface Told {
  readonly state: DataState;
  readonly newer: readonly ShownOtherwise[];
  readonly lang: Language;
}

/** "You see the figures of release 3 (…). Newer figures exist: …", of a view of a former state; else nothing. */
export function stateSentences({ state, newer, lang }: Told): string[] {
  const { state: words } = messages(lang).frame;
  const { query, release, dataVersion, changedAt, isFormer } = state;
  if (query === "") return [];
  const values = { version: dataVersion, release: release?.number ?? "" };
  const shown =
    release === null
      ? fill(words.version, { ...values, date: changedAt === null ? "" : formatDate(changedAt, lang) })
      : fill(words.release, { ...values, date: formatDate(release.releasedAt, lang) });
  const since =
    newer.length === 0
      ? words.same
      : fill(newer.length === 1 ? words.newer.one : words.newer.many, { n: formatCount(newer.length, lang) });
  return [shown, since, ...(isFormer ? [words.checks] : [])];
}

interface Props extends Told {
  /** The view without the state, which is its newest one. */
  readonly path: string;
  readonly agencies: readonly Named[];
}

/** What whoever opens an address that names a state of the data must know. */
export function StateNote(props: Props) {
  const { state, newer, lang, path, agencies } = props;
  const { state: words } = messages(lang).frame;
  if (state.query === "") return null;
  const names = new Map(agencies.map((agency) => [agency.id, agencyName(agency, lang)]));
  return (
    <div className={`note ${newer.length > 0 ? "warning" : ""} ${css.state}`} role="status">
      <p>{stateSentences(props).join(lang === "zh" ? "" : " ")}</p>
      {newer.length === 0 ? null : (
        <details className="small no-print">
          <summary>{words.list}</summary>
          <ul className={css.changed}>
            {newer.slice(0, MOST_LISTED).map((one) => (
              <li key={`${one.agency} ${one.year} ${one.scope}`}>
                <Changed one={one} name={names.get(one.agency) ?? one.agency} lang={lang} />
              </li>
            ))}
            {newer.length > MOST_LISTED ? (
              <li>{fill(words.more, { n: formatCount(newer.length - MOST_LISTED, lang) })}</li>
            ) : null}
          </ul>
        </details>
      )}
      {state.isFormer ? (
        <p className="actions small no-print">
          <a href={href(lang, path)}>{words.newest}</a>
          <a href={href(lang, "/releases")}>{words.whatChanged}</a>
        </p>
      ) : null}
    </div>
  );
}

interface ChangedProps {
  readonly one: ShownOtherwise;
  readonly name: string;
  readonly lang: Language;
}

/** Leads to the versions side by side, where there are any. */
function Changed({ one, name, lang }: ChangedProps) {
  const { state: words, scope: scopes } = messages(lang).frame;
  const { agency, year, scope, was, is } = one;
  const text = fill(words.changed, { agency: name, year, scope: scopes[scope], what: changeText(one, lang) });
  if (is === null) return text;
  const query = was === null ? `?scope=${scope}` : `?scope=${scope}&from=${was}&to=${is}`;
  return <a href={href(lang, `/agencies/${agency}/${year}/versions${query}`)}>{text}</a>;
}

function changeText({ was, is }: ShownOtherwise, lang: Language): string {
  const { state: words } = messages(lang).frame;
  const text = was === null ? words.added : is === null ? words.gone : words.replaced;
  return fill(text, { was: was ?? "", is: is ?? "" });
}

/** Carries the state through a form. */
export function StateField({ query }: { readonly query: string }) {
  if (query === "") return null;
  const [name = "", value = ""] = query.split("=");
  return <input type="hidden" name={name} value={value} />;
}
