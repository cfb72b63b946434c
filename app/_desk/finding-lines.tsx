import { messages } from "@/app/_messages/messages.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { findingText } from "@/lib/catalog/finding-text.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { Finding } from "@/lib/model.ts";

interface Props {
  readonly findings: readonly Finding[];
  readonly lang: Language;
}

/** Findings in words, each with what to do. */
export function FindingLines({ findings, lang }: Props) {
  if (findings.length === 0) return null;
  const { frame } = messages(lang);
  const texts = new Map(
    findings.map((finding) => {
      const text = findingText(getCatalog(), finding, lang);
      return [text.message, text] as const;
    }),
  );
  return (
    <ul className="plain small">
      {[...texts.values()].map(({ severity, message, remedy }) => (
        <li key={message}>
          <span className={`chip ${severity}`}>{frame.severity[severity]}</span> {message}{" "}
          <span className="soft">{remedy}</span>
        </li>
      ))}
    </ul>
  );
}
