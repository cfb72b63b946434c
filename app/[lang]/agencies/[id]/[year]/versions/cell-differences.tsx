import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { Downloads } from "@/app/_components/list-navigation.tsx";
import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { formatCount, formatDate } from "@/lib/format.ts";
import type { VersionEntry } from "@/lib/views.ts";
import type { At } from "./at.ts";
import { drawDifferences } from "./difference-table.ts";
import css from "./versions.module.css";
import type { VersionComparison } from "./versions.ts";

interface Props {
  readonly at: At;
  readonly versions: readonly VersionEntry[];
  readonly comparison: VersionComparison | undefined;
}

/** The cells in which two versions differ, each value leading to its place in its own original. */
export function CellDifferences({ at, versions, comparison }: Props) {
  const { path, scope, search, lang } = at;
  const { versions: all } = messages(lang);
  const words = all.difference;
  if (!comparison)
    return versions.length < 2 ? <p className="note">{words.one}</p> : <Choice at={at} versions={versions} />;
  const { from, to, differences, same } = comparison;
  const heading = fill(words.heading, {
    from: from.number,
    to: to.number,
    n: formatCount(differences.length, lang),
  });
  const query = queryOf({ scope, from: from.number, to: to.number });
  return (
    <section aria-labelledby="difference">
      <h2 id="difference">{heading}</h2>
      <Choice at={{ ...at, search: { ...search, from: from.number, to: to.number } }} versions={versions} />
      {from.document === to.document && from.number !== to.number ? (
        <p className="note">{words.sameFile}</p>
      ) : null}
      {differences.length === 0 ? (
        <p className="note">{fill(words.none, { n: formatCount(same, lang) })}</p>
      ) : (
        <>
          <p>{fill(words.same, { n: formatCount(same, lang) })}</p>
          <DrawnRegion
            name={words.region}
            lang={lang}
            className={css.differences}
            markup={drawDifferences(comparison, getCatalog(), lang)}
          />
        </>
      )}
      <Downloads name={all.downloads} path={path} query={query} lang={lang} />
    </section>
  );
}

function Choice({ at, versions }: Omit<Props, "comparison">) {
  const { path, scope, search, lang } = at;
  const { choose } = messages(lang).versions;
  const options = versions.map(({ number, fileName, readAt }) => {
    const values = { n: number, file: fileName, date: formatDate(readAt, lang) };
    return [String(number), fill(choose.version, values)] as const;
  });
  const field = (name: "from" | "to") => {
    const chosen = search[name];
    return (
      <ChoiceField
        name={name}
        label={choose[name]}
        options={options}
        chosen={chosen === undefined ? undefined : String(chosen)}
      />
    );
  };
  return (
    <form
      className={`panel row ${css.choose}`}
      action={`${href(lang, path)}#difference`}
      aria-label={choose.legend}
    >
      <input type="hidden" name="scope" value={scope} />
      {search.against === undefined ? null : <input type="hidden" name="against" value={search.against} />}
      {field("from")}
      {field("to")}
      <button type="submit">{choose.submit}</button>
    </form>
  );
}
