import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { citeBibtex, citeGbt7714 } from "@/lib/exports/citation.ts";
import { compareFrozen, parseFrozen, writeFrozen } from "@/lib/exports/fingerprint.ts";
import { escapeHtml } from "@/lib/exports/html.ts";
import { civilDate, formatDate } from "@/lib/format.ts";
import { Copyable } from "./copyable.tsx";
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
  readonly dataVersion: number;
  /** ISO 8601; `null` while nothing is stored. */
  readonly changedAt: string | null;
  /** Of the rows shown (lib/exports/fingerprint.ts). */
  readonly fingerprint: string;
}

const FRAME = { width: "100%", height: 560 };

/** The view's addresses, its frame for other sites, and how to cite it; all of it text, so that no script is needed. */
export async function TakeAlong(view: TakenView) {
  const { lang, path, framePath, title, dataVersion } = view;
  const { takeAlong: words } = messages(lang).frame;
  const origin = await siteOrigin();
  const permalink = `${origin}${href(lang, path)}`;
  const frozen = `${permalink}${path.includes("?") ? "&" : "?"}data=${writeFrozen(view)}`;
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
          note={fill(words.frozenNote, { version: dataVersion })}
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

interface FrozenProps extends Pick<TakenView, "lang" | "dataVersion" | "changedAt" | "fingerprint"> {
  /** What the address says after `data=`. */
  readonly given: string | readonly string[] | undefined;
}

/** What an address that was frozen to a data version must tell who opens it; nothing for any other address. */
export function FrozenNote({ given, lang, changedAt, ...now }: FrozenProps) {
  const text = [given ?? []].flat()[0];
  if (text === undefined || text === "") return null;
  const { since } = messages(lang).frame.takeAlong;
  const frozen = parseFrozen(text);
  const state = frozen === undefined ? "unreadable" : compareFrozen(frozen, now);
  const values = {
    version: frozen?.dataVersion ?? "",
    given: text.slice(0, 40),
    now: now.dataVersion,
    date: changedAt === null ? "" : formatDate(changedAt, lang),
  };
  const isWarning = state === "changed" || state === "future" || state === "unreadable";
  return (
    <p className={isWarning ? "note warning" : "note"} role="status">
      {fill(since[state], values)}
    </p>
  );
}
