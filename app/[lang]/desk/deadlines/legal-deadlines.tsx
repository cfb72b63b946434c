import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { fill, messages } from "@/app/_messages/messages.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";

/** The dates of the law, which apply where nothing else is set. */
export function LegalDeadlines({ lang }: { readonly lang: Language }) {
  const { deadlines, coverage } = messages(lang);
  const { law: words } = deadlines;
  const { setDeadlines } = coverage;
  const legal = getCatalog().checks.filter((check) => check.kind === "deadline");
  return (
    <section aria-labelledby="law">
      <h2 id="law">{words.heading}</h2>
      <ScrollRegion name={words.heading} lang={lang}>
        <table>
          <thead>
            <tr>
              {[words.statement, words.years, words.basis].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {legal.map(({ id, statement, since, until, basis }) => (
              <tr key={id}>
                <th scope="row">{statement[lang]}</th>
                <td>
                  {fill(until === undefined ? setDeadlines.from : setDeadlines.span, {
                    since,
                    until: until ?? "",
                  })}
                </td>
                <td>{basis[lang]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
