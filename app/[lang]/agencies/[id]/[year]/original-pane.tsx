import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import css from "./report.module.css";

interface Props {
  readonly document: string;
  readonly fileName: string;
  /** Cell to open at: table-row-column. */
  readonly cell: string | undefined;
  readonly lang: Language;
}

/** The original beside the form; the numbers of the form are links that target its frame. */
export function OriginalPane({ document, fileName, cell, lang }: Props) {
  const { original } = messages(lang).report;
  const view = `/documents/${document}/view${cell ? `#cell-${cell}` : ""}`;
  return (
    <aside className={css.original} aria-labelledby="original">
      <input type="checkbox" id="fold" className={css.fold} />
      <div className={css.bar}>
        <h2 id="original">{original.heading}</h2>
        <span className={css.file}>{fileName}</span>
        <a href={view} target="_blank" rel="noopener">
          {original.open}
        </a>
        <a href={href(lang, `/documents/${document}`)}>{original.about}</a>
        <label htmlFor="fold">{original.fold}</label>
      </div>
      <iframe
        name="original"
        title={fill(original.frame, { file: fileName })}
        src={view}
        sandbox=""
        loading="lazy"
      />
    </aside>
  );
}
