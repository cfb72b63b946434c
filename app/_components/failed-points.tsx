import { fill, messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { Figure, FigureFailure } from "@/lib/views.ts";
import { checkAddress } from "./check-cells.ts";

interface Props {
  readonly figures: readonly Figure[];
  /** Of the agencies drawn, by id; a chart of one agency needs none. */
  readonly names?: ReadonlyMap<string, string>;
  readonly catalog: Catalog;
  readonly lang: Language;
}

interface Point {
  readonly agency: string;
  readonly year: number;
  readonly failure: FigureFailure;
}

function pointsOf(figures: readonly Figure[]): readonly Point[] {
  const points = new Map<string, Point>();
  for (const { agency, year, value, failures } of figures) {
    if (value.status !== "reported") continue;
    for (const failure of failures)
      points.set(`${agency} ${year} ${failure.year} ${failure.check} ${failure.instance}`, {
        agency,
        year,
        failure,
      });
  }
  return [...points.values()].toSorted((a, b) => a.year - b.year);
}

/** What the marks of a chart lead to: each failed check that touches a point, at its place in the report. */
export function FailedPoints({ figures, names, catalog, lang }: Props) {
  const words = messages(lang).quality.chart;
  const points = pointsOf(figures);
  if (points.length === 0) return null;
  return (
    <details className="failed-points">
      <summary>
        <span className="mark" aria-hidden="true">
          !
        </span>{" "}
        {fill(words.listHeading, { n: points.length })}
      </summary>
      <p className="small soft">{words.mark}</p>
      <ul className="small">
        {points.map(({ agency, year, failure }) => (
          <li key={`${agency} ${year} ${failure.year} ${failure.check} ${failure.instance}`}>
            <a href={checkAddress(failure, failure, lang)}>
              {names?.get(agency)} {year}:{" "}
              {catalog.checks.find(({ id }) => id === failure.check)?.statement[lang]}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
