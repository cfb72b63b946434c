import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount } from "@/lib/format.ts";

interface PagesProps {
  /** `{from}`, `{to}`, `{total}` filled in. */
  readonly shown: string;
  readonly page: number;
  readonly size: number;
  readonly total: number;
  /** Path and query of a page, with the anchor of the list. */
  readonly addressOf: (page: number) => string;
  readonly lang: Language;
}

/** Which part of a list is shown, with the ways to the part before and after. */
export function Pages({ shown, page, size, total, addressOf, lang }: PagesProps) {
  const { list } = messages(lang).quality;
  const from = (page - 1) * size + 1;
  const to = Math.min(page * size, total);
  return (
    <nav className="actions small" aria-label={list.pages}>
      <span className="soft">{fill(shown, { from, to, total: formatCount(total, lang) })}</span>
      {page > 1 ? <a href={href(lang, addressOf(page - 1))}>{list.previous}</a> : null}
      {to < total ? <a href={href(lang, addressOf(page + 1))}>{list.next}</a> : null}
    </nav>
  );
}

const FORMATS = ["csv", "xlsx", "json"] as const;

interface DownloadsProps {
  /** Of several lists on a page. */
  readonly name?: string;
  readonly path: string;
  readonly query: string;
  readonly lang: Language;
}

/** The files that hold the rows of a list. */
export function Downloads({ name, path, query, lang }: DownloadsProps) {
  const { downloads } = messages(lang).quality;
  const label = name === undefined ? downloads.label : `${downloads.label}: ${name}`;
  return (
    <nav className="actions small no-print" aria-label={label}>
      <span className="soft">{label}</span>
      {FORMATS.map((format) => (
        <a key={format} href={`${href(lang, path)}/data.${format}${query}`}>
          {format.toUpperCase()}
        </a>
      ))}
    </nav>
  );
}
