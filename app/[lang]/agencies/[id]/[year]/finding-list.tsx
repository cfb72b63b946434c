import { drawOperands } from "@/app/_components/check-cells.ts";
import { DrawnMarkup } from "@/app/_components/drawn-markup.tsx";
import { explanationText } from "@/app/_components/explanation-text.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { checkAnchor } from "@/lib/exports/check-words.ts";
import { cellAnchor } from "@/lib/exports/form-markup.ts";
import { formatAmount } from "@/lib/format.ts";
import type { Origin } from "@/lib/model.ts";
import { type NumberedFinding, type OriginalOf, originalAt, placeWords } from "./numbered-findings.ts";
import css from "./report.module.css";

interface Props {
  readonly findings: readonly NumberedFinding[];
  /** Anchors of the cells drawn on the page: a finding elsewhere links to the original alone. */
  readonly drawn: ReadonlySet<string>;
  readonly originalOf?: OriginalOf | undefined;
  readonly lang: Language;
}

/** Findings with their number, sentence, remedy and the cell they touch. */
export function FindingList({ findings, drawn, originalOf = originalAt, lang }: Props) {
  const { report, frame, quality } = messages(lang);
  return (
    <ol className={css.findings}>
      {findings.map(({ number, finding, message, remedy, explanation }) => (
        <li key={number} id={`finding-${number}`} value={number}>
          {finding.check ? <span id={checkAnchor(finding)} className={css.anchor} /> : null}
          <span className={`chip ${finding.severity}`}>{frame.severity[finding.severity]}</span> {message}
          {remedy ? <span className="soft"> {remedy}</span> : null}
          {finding.origin ? (
            <span className={css.jump}>
              {drawn.has(cellAnchor(finding.origin)) ? (
                <a href={`#${cellAnchor(finding.origin)}`}>{report.findings.cell}</a>
              ) : null}{" "}
              <Original origin={finding.origin} originalOf={originalOf} lang={lang} />
            </span>
          ) : null}
          <CheckFigures finding={finding} originalOf={originalOf} lang={lang} />
          {explanation ? (
            <p className={css.explained}>
              {quality.verdicts.explained}: {explanationText(explanation, lang)}
            </p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

interface Placed {
  readonly originalOf: OriginalOf;
  readonly lang: Language;
}

/** The way to a cell in its original, or its place in words. */
function Original({ origin, originalOf, lang }: Placed & { readonly origin: Origin }) {
  const address = originalOf(origin);
  if (address === undefined) return <span className="soft">{placeWords(origin, lang)}</span>;
  return (
    <a href={address} target="original">
      {messages(lang).report.findings.original}
    </a>
  );
}

/** The figures of a failed check: both values, the difference and every cell. */
function CheckFigures({
  finding,
  originalOf,
  lang,
}: Placed & { readonly finding: NumberedFinding["finding"] }) {
  const { list } = messages(lang).quality;
  const { operands = [], left = null, right = null } = finding.detail ?? {};
  if (operands.length === 0) return null;
  const catalog = getCatalog();
  const unit = catalog.units.find(({ id }) => id === operands[0]?.unit) ?? { scale: 1 };
  const values =
    left === null || right === null
      ? []
      : ([
          [list.left, left],
          [list.right, right],
          [list.difference, left - right],
        ] as const);
  return (
    <details className={css.figures}>
      <summary>
        {values.map(([name, value]) => (
          <span key={name}>
            {name} <b>{formatAmount(value, unit, lang)}</b>
          </span>
        ))}
        <span>{fill(list.cells, { n: operands.length })}</span>
      </summary>
      <DrawnMarkup
        markup={drawOperands(operands, { year: yearOf(finding) }, catalog, lang, originalOf).markup}
      />
    </details>
  );
}

/** The year of the report: a check looks at it and at years before. */
function yearOf({ detail }: NumberedFinding["finding"]): number {
  return Math.max(0, ...(detail?.operands ?? []).map(({ year }) => year));
}
