import { fill, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { FindingList } from "./finding-list.tsx";
import type { NumberedFinding, OriginalOf } from "./numbered-findings.ts";

interface Props {
  readonly findings: readonly NumberedFinding[];
  /** Those that touch no cell of a form. */
  readonly general: readonly NumberedFinding[];
  readonly drawn: ReadonlySet<string>;
  readonly originalOf?: OriginalOf;
  readonly lang: Language;
}

/** All findings of the report: the general ones in words, those beside cells as links to where they stand. */
export function FindingOverview({ findings, general, drawn, originalOf, lang }: Props) {
  const words = messages(lang).report.findings;
  const beside = findings.filter((finding) => !general.includes(finding));
  return (
    <section aria-labelledby="findings">
      <h2 id="findings">{fill(words.heading, { n: findings.length })}</h2>
      {findings.length === 0 ? <p>{words.none}</p> : null}
      {general.length > 0 ? (
        <FindingList findings={general} drawn={drawn} originalOf={originalOf} lang={lang} />
      ) : null}
      {beside.length > 0 ? (
        <p className="small actions">
          {words.beside}
          {beside.map(({ number }) => (
            <a key={number} href={`#finding-${number}`}>
              {fill(words.number, { n: number })}
            </a>
          ))}
        </p>
      ) : null}
    </section>
  );
}
