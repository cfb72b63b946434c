import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { Vote } from "@/lib/model.ts";
import css from "./report.module.css";

interface Props {
  readonly evidence: readonly Vote[];
  readonly lang: Language;
  /** Whose evidence it is, where a page shows that of several reports. */
  readonly of?: string;
}

/** The votes that decided agency, year and scope. */
export function Evidence({ evidence, lang, of }: Props) {
  const { report, frame } = messages(lang);
  const words = report.evidence;
  const scopes: Readonly<Record<string, string>> = frame.scope;
  const answer = (vote: Vote) =>
    vote.question === "scope" ? (scopes[vote.answer] ?? vote.answer) : vote.answer;
  return (
    <details>
      <summary>{words.summary}</summary>
      <p className="soft small">{evidence.length > 0 ? words.intro : words.none}</p>
      {evidence.length > 0 ? (
        <ScrollRegion
          name={of === undefined ? words.summary : `${of}: ${words.summary}`}
          lang={lang}
          className={css.rows}
        >
          <table>
            <thead>
              <tr>
                <th scope="col">{words.question}</th>
                <th scope="col">{words.answer}</th>
                <th scope="col">{words.source}</th>
                <th scope="col">{words.words}</th>
                <th scope="col" className="number">
                  {words.weight}
                </th>
              </tr>
            </thead>
            <tbody>
              {evidence.map((vote) => (
                <tr key={`${vote.question} ${vote.source} ${vote.answer} ${vote.words}`}>
                  <th scope="row">{words.questions[vote.question]}</th>
                  <td>{answer(vote)}</td>
                  <td>{words.sources[vote.source]}</td>
                  <td>{vote.words}</td>
                  <td className="number">{vote.weight}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ) : null}
    </details>
  );
}
