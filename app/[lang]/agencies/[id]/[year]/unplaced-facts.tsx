import { messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { cellAnchor } from "@/lib/exports/form-markup.ts";
import type { Fact } from "@/lib/model.ts";
import { type OriginalOf, originalAt } from "./numbered-findings.ts";

interface Props {
  readonly facts: readonly Fact[];
  readonly originalOf?: OriginalOf;
  readonly lang: Language;
}

/** Figures for which no form drawn has a cell, as printed: none is lost. */
export function UnplacedFacts({ facts, originalOf = originalAt, lang }: Props) {
  if (facts.length === 0) return null;
  return (
    <section aria-labelledby="unplaced">
      <h2 id="unplaced">{messages(lang).report.forms.unplaced}</h2>
      <ul>
        {facts.map((fact) => (
          <li key={cellAnchor(fact.origin)} id={cellAnchor(fact.origin)} lang="zh-CN">
            {[fact.label, fact.memberLabel].filter(Boolean).join(" · ")}{" "}
            <a href={originalOf(fact.origin)} target="original">
              {fact.printed}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
