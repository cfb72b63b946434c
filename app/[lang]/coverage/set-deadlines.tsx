import { deadlineWords } from "@/app/_components/deadline-words.ts";
import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { fill, messages } from "@/app/_messages/messages.ts";
import type { SetDeadline } from "@/db/queries/deadlines.ts";
import type { Language } from "@/lib/catalog/schema.ts";

interface Props {
  readonly deadlines: readonly SetDeadline[];
  readonly lang: Language;
}

/** The dates that regions and years have beside those of the law. */
export function SetDeadlines({ deadlines, lang }: Props) {
  const { setDeadlines: words } = messages(lang).coverage;
  if (deadlines.length === 0) return null;
  const heading = fill(words.heading, { n: deadlines.length });
  return (
    <section aria-labelledby="deadlines">
      <h2 id="deadlines">{heading}</h2>
      <p className="small soft">{words.note}</p>
      <ScrollRegion name={heading} lang={lang}>
        <table>
          <thead>
            <tr>
              {[words.region, words.years, words.agencies, words.date, words.basis].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {deadlines.map((deadline) => {
              const { years, agencies, date } = deadlineWords(deadline, lang);
              return (
                <tr key={deadline.rule}>
                  <th scope="row">{deadline.place || words.everywhere}</th>
                  <td>{years}</td>
                  <td>{agencies}</td>
                  <td>{date}</td>
                  <td>{deadline.basis}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}
