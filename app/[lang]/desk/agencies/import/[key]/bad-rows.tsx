import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import type { Preview } from "@/app/_desk/registry-import.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { findingText } from "@/lib/catalog/finding-text.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { formatCount } from "@/lib/format.ts";
import css from "../../agencies.module.css";

interface Props {
  readonly preview: Preview;
  readonly lang: Language;
}

/** What is wrong with a registry file: row, column, reason, remedy. */
export function BadRows({ preview, lang }: Props) {
  const { import: words } = messages(lang).registry;
  const { problems, problemCount } = preview;
  const catalog = getCatalog();
  const heading = fill(words.bad, { n: formatCount(problemCount, lang) });
  return (
    <section aria-labelledby="bad">
      <h2 id="bad">{heading}</h2>
      <p className="note error">{words.badNote}</p>
      <ScrollRegion name={heading} lang={lang} className={css.changes}>
        <table>
          <thead>
            <tr>
              {[words.row, words.column, words.reason, words.remedy].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {problems.map((problem) => {
              const { message, remedy } = findingText(catalog, problem, lang);
              const { row, column } = problem;
              return (
                <tr key={`${row} ${column} ${message}`}>
                  <th scope="row">{row ?? words.whole}</th>
                  <td>
                    <code>{column}</code>
                  </td>
                  <td>{message}</td>
                  <td>{remedy}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
      {problemCount > problems.length ? (
        <p className="soft">{fill(words.more, { n: formatCount(problemCount - problems.length, lang) })}</p>
      ) : null}
    </section>
  );
}
