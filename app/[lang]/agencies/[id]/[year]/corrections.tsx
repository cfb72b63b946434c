import { cellText } from "@/app/_components/cell-text.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { civilInstant } from "@/lib/format.ts";
import type { CorrectionView } from "@/lib/release-views.ts";

interface Props {
  readonly corrections: readonly CorrectionView[];
  readonly lang: Language;
}

/** What was corrected in the report: was, is, when, why and on what evidence. */
export function Corrections({ corrections, lang }: Props) {
  if (corrections.length === 0) return null;
  const { corrections: words } = messages(lang).report;
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections">{words.heading}</h2>
      <p className="soft small">{words.intro}</p>
      <ul>
        {corrections.map((one) => {
          const label = [one.label, one.memberLabel].filter((part) => part !== "").join(" · ");
          const was = cellText({ status: one.wasStatus, amount: one.wasAmount, unit: one.unit }, lang);
          const is = cellText({ status: one.isStatus, amount: one.isAmount, unit: one.unit }, lang);
          const { why, evidence, release } = one;
          return (
            <li key={one.key}>
              {fill(words.line, { label, was, is })}{" "}
              <span className="small soft">
                {fill(words.by, { at: civilInstant(one.at).slice(0, 10), why, evidence })}
              </span>{" "}
              {release === null ? null : (
                <a href={href(lang, `/releases/${release}`)}>{fill(words.release, { n: release })}</a>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
