import { messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { cellAnchor } from "@/lib/exports/form-markup.ts";
import { type NumberedFinding, originalAt } from "./numbered-findings.ts";
import css from "./report.module.css";

interface Props {
  readonly findings: readonly NumberedFinding[];
  /** Anchors of the cells drawn on the page: a finding elsewhere links to the original alone. */
  readonly drawn: ReadonlySet<string>;
  readonly lang: Language;
}

/** Findings with their number, sentence, remedy and the cell they touch. */
export function FindingList({ findings, drawn, lang }: Props) {
  const { report, frame } = messages(lang);
  return (
    <ol className={css.findings}>
      {findings.map(({ number, finding, message, remedy }) => (
        <li key={number} id={`finding-${number}`} value={number}>
          <span className={`chip ${finding.severity}`}>{frame.severity[finding.severity]}</span> {message}
          {remedy ? <span className="soft"> {remedy}</span> : null}
          {finding.origin ? (
            <span className={css.jump}>
              {drawn.has(cellAnchor(finding.origin)) ? (
                <a href={`#${cellAnchor(finding.origin)}`}>{report.findings.cell}</a>
              ) : null}{" "}
              <a href={originalAt(finding.origin)} target="original">
                {report.findings.original}
              </a>
            </span>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
