import { messages } from "@/app/_messages/messages.ts";
import type { Break, Language } from "@/lib/catalog/schema.ts";
import { formatDate } from "@/lib/format.ts";
import css from "./indicator.module.css";

interface Props {
  readonly breaks: readonly Break[];
  readonly lang: Language;
}

/** Changes of form and law in order of time. */
export function BreakList({ breaks, lang }: Props) {
  const words = messages(lang).indicators.page;
  return (
    <section aria-labelledby="breaks">
      <h2 id="breaks">{words.breaks}</h2>
      {breaks.length === 0 ? <p className="soft">{words.breaksNone}</p> : null}
      <ol className={css.breaks}>
        {breaks
          .toSorted((a, b) => a.date.localeCompare(b.date))
          .map((entry) => (
            <li key={entry.id}>
              <span className={css.date}>
                <time dateTime={entry.date}>{formatDate(entry.date, lang)}</time>{" "}
                <span className="chip">{words.breakKinds[entry.kind]}</span>
              </span>
              <span>
                <strong>{entry.name[lang]}</strong>
                <span className="soft"> {entry.note[lang]}</span>
              </span>
            </li>
          ))}
      </ol>
    </section>
  );
}
