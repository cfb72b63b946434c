import { fill, messages } from "@/app/_messages/messages.ts";
import type { Indicator, Language } from "@/lib/catalog/schema.ts";
import type { Figure } from "@/lib/views.ts";
import { breaksOf } from "./chart.ts";
import type { Comparison } from "./comparison.ts";

interface Props {
  readonly comparison: Comparison;
  readonly lang: Language;
}

/** The figures behind what is shown, whatever its kind. */
function figuresOf({ shown }: Comparison): readonly Figure[] {
  return shown.kind === "rate" ? shown.figures.flatMap(({ parts }) => parts) : shown.figures;
}

/** `2011–2013, 2019`. */
function spans(years: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const year of [...new Set(years)].toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && year === last[1] + 1) last[1] = year;
    else runs.push([year, year]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}

/** Breaks, grades, formulas and caveats: what a reader must know before drawing a conclusion. */
export function Notes({ comparison, lang }: Props) {
  const { frame, compare } = messages(lang);
  const { catalog, shown } = comparison;
  const breaks = breaksOf(comparison);
  const figures = figuresOf(comparison).filter(({ scope }) => scope !== null);
  const used = new Set(figures.map(({ indicator }) => indicator));
  const indicators = catalog.indicators.filter(({ id }) => used.has(id));
  const scopes = [...new Set(figures.flatMap(({ scope }) => scope ?? []))];
  return (
    <section className="notes" aria-labelledby="notes">
      <h2 id="notes">{compare.notes.title}</h2>
      {shown.kind === "rate" && (
        <>
          <h3>{compare.notes.formula}</h3>
          <p>{fill(compare.notes.formulaText, { formula: shown.entry.formula[lang] })}</p>
          <p>{shown.entry.caveat[lang]}</p>
        </>
      )}
      {shown.kind === "composition" && <p>{shown.entry.description[lang]}</p>}
      {shown.kind === "indicator" && <Definition indicator={shown.entry} lang={lang} />}
      <h3>{shown.kind === "composition" ? compare.notes.changes : compare.notes.breaks}</h3>
      {breaks.length === 0 ? (
        <p>{compare.notes.noBreaks}</p>
      ) : (
        <ol>
          {breaks.map(({ number, entry }) => (
            <li key={entry.id} value={number}>
              {`${entry.date} ${compare.notes[entry.kind]} · ${entry.name[lang]}: ${entry.note[lang]}`}
            </li>
          ))}
        </ol>
      )}
      <h3>{compare.notes.editions}</h3>
      <ul>
        {indicators.map((indicator) =>
          editionNotes(comparison, indicator, figures, indicators.length > 1, lang),
        )}
      </ul>
      {scopes.length > 1 && (
        <>
          <h3>{compare.notes.scopes}</h3>
          <p>
            {fill(compare.notes.scopesText, {
              scopes: scopes.map((scope) => frame.scope[scope]).join(compare.separator),
            })}
          </p>
        </>
      )}
    </section>
  );
}

function Definition({ indicator, lang }: { readonly indicator: Indicator; readonly lang: Language }) {
  const { notes } = messages(lang).compare;
  return (
    <>
      {indicator.definition && (
        <p>
          <strong>{notes.definition}</strong> {indicator.definition[lang]} {indicator.basis?.[lang]}
        </p>
      )}
      {indicator.caveat && (
        <p>
          <strong>{notes.caveat}</strong> {indicator.caveat[lang]}
        </p>
      )}
    </>
  );
}

/** One line for every form the figures come from; of several indicators, only lines that say something. */
function editionNotes(
  { catalog }: Comparison,
  indicator: Indicator,
  figures: readonly Figure[],
  several: boolean,
  lang: Language,
) {
  const { frame, compare } = messages(lang);
  return indicator.series.flatMap(({ edition, grade, note }) => {
    const own = figures.filter((figure) => figure.indicator === indicator.id && figure.edition === edition);
    if (own.length === 0 || (several && grade === "exact")) return [];
    const line = fill(compare.notes.editionYears, {
      edition: catalog.editions.find(({ id }) => id === edition)?.name[lang] ?? edition,
      years: spans(own.map(({ year }) => year)),
      grade: frame.grade[grade],
    });
    const subject = several ? `${indicator.name[lang]} · ` : "";
    return <li key={`${indicator.id} ${edition}`}>{`${subject}${line}${note ? ` — ${note[lang]}` : ""}`}</li>;
  });
}
