import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { citeBibtex, citeGbt7714 } from "@/lib/exports/citation.ts";
import { withState } from "@/lib/exports/data-state.ts";
import { compareFrozen, parseFrozen, writeFrozen } from "@/lib/exports/fingerprint.ts";
import { escapeHtml } from "@/lib/exports/html.ts";
import { civilDate, formatDate } from "@/lib/format.ts";
import { Copyable } from "./copyable.tsx";
import type { DataState } from "./data-state.ts";
import { siteOrigin } from "./site-origin.ts";
import css from "./take-along.module.css";

/** A view that is to be taken along. */
export interface TakenView {
  readonly lang: Language;
  /** Path and query of the view without the language, as it is written for keeping. */
  readonly path: string;
  /** The same of its frame for other sites. */
  readonly framePath?: string;
  readonly title: string;
  /** The release that shows the same. */
  readonly release: number | null;
  readonly dataVersion: number;
  /** ISO 8601; `null` while nothing is stored. */
  readonly changedAt: string | null;
  /** Of the rows shown (lib/exports/fingerprint.ts). */
  readonly fingerprint: string;
}

const FRAME = { width: "100%", height: 560 };

/** The view's addresses, its frame for other sites, and how to cite it; all of it text, so that no script is needed. */
export async function TakeAlong(view: TakenView) {
  const { lang, path, framePath, title, dataVersion, release } = view;
  const { takeAlong: words } = messages(lang).frame;
  const origin = await siteOrigin();
  const permalink = `${origin}${href(lang, path)}`;
  const frozen = withState(permalink, release === null ? `data=${writeFrozen(view)}` : `release=${release}`);
  const frame = framePath === undefined ? undefined : `${origin}${href(lang, framePath)}`;
  const cited = citedView(view, frozen);
  return (
    <section className="no-print" aria-labelledby="take-along">
      <h2 id="take-along">{words.title}</h2>
      <div className={css.grid}>
        <Copyable id="permalink" label={words.permalink} text={permalink} note={words.permalinkNote} />
        <Copyable
          id="frozen"
          label={words.frozen}
          text={frozen}
          note={
            release === null
              ? fill(words.frozenNote, { version: dataVersion })
              : fill(words.frozenRelease, { release })
          }
        />
        <Copyable id="cite-gbt" label={`${words.cite} · ${words.gbt}`} text={citeGbt7714(cited)} rows={3} />
        <Copyable
          id="cite-bibtex"
          label={`${words.cite} · ${words.bibtex}`}
          text={citeBibtex(cited)}
          rows={9}
        />
        {frame === undefined ? null : (
          <div>
            <Copyable
              id="embed"
              label={words.embed}
              text={`<iframe src="${escapeHtml(frame)}" title="${escapeHtml(title)}" width="${FRAME.width}" height="${FRAME.height}" style="border:0" loading="lazy"></iframe>`}
              note={words.embedNote}
              rows={4}
            />
            <p className="small">
              <a href={frame}>{words.embedLink}</a>
            </p>
          </div>
        )}
      </div>
    </section>
  );
}

function citedView({ lang, title, dataVersion, changedAt }: TakenView, url: string) {
  const { takeAlong: words } = messages(lang).frame;
  return {
    author: words.author,
    title,
    edition: fill(words.edition, { version: dataVersion }),
    dataVersion,
    changed: changedAt === null ? null : civilDate(new Date(changedAt)),
    accessed: civilDate(new Date()),
    url,
  };
}

interface FrozenProps extends Pick<TakenView, "lang"> {
  /** Of the rows shown; `null` of a view that has none. */
  readonly fingerprint: string | null;
  /** What the address says after `data=`. */
  readonly given: string | readonly string[] | undefined;
  readonly state: DataState;
}

/**
 * What must be told of an address that was frozen beside the state that it shows (`StateNote`): that the state is not
 * to be had, or that its figures are not those whose fingerprint it bears.
 */
export function FrozenNote({ given, lang, state, fingerprint }: FrozenProps) {
  const { frame } = messages(lang);
  const { since } = frame.takeAlong;
  const { problem, dataVersion, changedAt } = state;
  const frozen = parseFrozen([given ?? []].flat()[0] ?? "");
  const isNamed = state.query.startsWith("data=") || problem?.startsWith("data=") === true;
  if (frozen === undefined || fingerprint === null || !isNamed)
    return problem === null ? null : (
      <p className="note warning" role="status">
        {fill(frame.state.problem, { named: problem.slice(0, 40) })}
      </p>
    );
  if (problem === null)
    return frozen.fingerprint === fingerprint ? null : (
      <p className="note warning" role="status">
        {since.otherwise}
      </p>
    );
  const became = compareFrozen(frozen, { dataVersion, fingerprint });
  const date = changedAt === null ? "" : formatDate(changedAt, lang);
  return (
    <p className={became === "same-figures" ? "note" : "note warning"} role="status">
      {fill(since[became], { version: frozen.dataVersion, now: dataVersion, date })}
    </p>
  );
}
