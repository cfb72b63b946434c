import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { DivisionChange } from "@/lib/registry-views.ts";
import type { RegionView } from "./region.ts";

/** What the code has named, and what came before and after. */
export function History({ view, lang }: { readonly view: RegionView; readonly lang: Language }) {
  const { history: words } = messages(lang).regions;
  const { history, source } = view;
  const named = history.named.filter(({ since }) => since > 0);
  if (named.length === 0) return null;
  const changes = [
    ["predecessors", words.predecessors, history.predecessors],
    ["successors", words.successors, history.successors],
  ] as const;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{words.heading}</h2>
      <ul>
        {named.map(({ name, since, until }) => (
          <li key={since}>
            {until === null
              ? fill(words.named, { name, since })
              : fill(words.namedUntil, { name, since, until: until - 1 })}
          </li>
        ))}
      </ul>
      {changes.map(([id, label, list]) =>
        list.length === 0 ? null : (
          <div key={id}>
            <h3>{label}</h3>
            <ul>
              {list.map((change) => (
                <li key={`${change.code} ${change.year}`}>
                  <Change change={change} words={words.change} lang={lang} />
                </li>
              ))}
            </ul>
          </div>
        ),
      )}
      <p className="small soft">{fill(words.note, { source: source.of, until: source.until })}</p>
    </section>
  );
}

function Change({
  change,
  words,
  lang,
}: {
  readonly change: DivisionChange;
  readonly words: string;
  readonly lang: Language;
}) {
  const { code, name, year } = change;
  return <a href={href(lang, `/regions/${code}`)}>{fill(words, { code, name, year })}</a>;
}
