import { fill, messages } from "@/app/_messages/messages.ts";
import type { Language, Unit } from "@/lib/catalog/schema.ts";
import { cellAnchor } from "@/lib/exports/form-markup.ts";
import type { Fact } from "@/lib/model.ts";

interface Props {
  readonly facts: readonly Fact[];
  readonly amountText: (amount: number, unit: string) => string;
  readonly units: ReadonlyMap<string, Unit>;
  readonly lang: Language;
}

/** Cells whose printed text reads otherwise than the figure taken from them. */
export function PrintedOtherwise({ facts, amountText, units, lang }: Props) {
  if (facts.length === 0) return null;
  const { forms } = messages(lang).report;
  return (
    <details>
      <summary>{fill(forms.otherwise, { n: facts.length })}</summary>
      <ul className="small">
        {facts.map((fact) => (
          <li key={`${fact.indicator} ${fact.member}`}>
            <a href={`#${cellAnchor(fact.origin)}`}>
              <span lang="zh-CN">{[fact.label, fact.memberLabel].filter(Boolean).join(" · ")}</span>
            </a>{" "}
            {fill(forms.printedAs, {
              printed: fact.printed,
              figure: fact.value.status === "reported" ? amountText(fact.value.amount, fact.unit) : "",
              unit: units.get(fact.unit)?.name[lang] ?? "",
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}
