import { agencyName } from "@/app/_components/agency-name.ts";
import { residentNotes } from "@/app/_components/resident-notes.ts";
import { fill } from "@/app/_messages/messages.ts";
import { isTypesetFromFigures } from "@/db/seed-documents.ts";
import type { Indicator } from "@/lib/catalog/schema.ts";
import type { Figure } from "@/lib/views.ts";
import { writeYears } from "./address.ts";
import { breaksOf } from "./chart.ts";
import type { Comparison } from "./comparison.ts";
import { partsOf } from "./grid.ts";
import type { Words } from "./words.ts";

/** Notes under one heading; `numbered` are those that lines in the drawing carry. */
export interface NoteGroup {
  readonly heading: string;
  readonly numbered: boolean;
  readonly notes: readonly string[];
}

/** Kinds of chart in which breaks are lines. */
const DRAW_BREAKS: ReadonlySet<string> = new Set(["line", "bar", "multiples"]);

/** The figures behind what is shown, whatever its kind. */
export function figuresOf({ shown }: Comparison): readonly Figure[] {
  return shown.kind === "composition"
    ? shown.figures
    : shown.subjects.flatMap(({ figures }) => figures.flatMap(partsOf));
}

/**
 * What a reader must know before drawing a conclusion: definitions, formulas, breaks, grades, scopes, coverage and
 * failed checks. The same under the figure and in every file.
 */
export function listNotes(comparison: Comparison, words: Words): NoteGroup[] {
  const { frame, compare } = words;
  const figures = figuresOf(comparison);
  const held = figures.filter(({ scope }) => scope !== null);
  const scopes = [...new Set(held.flatMap(({ scope }) => scope ?? []))];
  const plain = (heading: string, notes: readonly string[]) => ({ heading, numbered: false, notes });
  return [
    plain(compare.notes.what, definitions(comparison, words)),
    {
      heading: DRAW_BREAKS.has(comparison.chart) ? compare.notes.breaks : compare.notes.changes,
      numbered: true,
      notes: breaksOf(comparison).map(
        ({ entry }) =>
          `${entry.date} ${compare.notes[entry.kind]} · ${entry.name[words.lang]}: ${entry.note[words.lang]}`,
      ),
    },
    plain(compare.notes.editions, editionNotes(comparison, held, words)),
    plain(compare.notes.coverage, [coverage(comparison, figures, words), ...leftOut(comparison, words)]),
    plain(compare.notes.scopes, [
      fill(scopes.length > 1 ? compare.notes.scopesText : compare.notes.scopeText, {
        scopes: scopes.map((scope) => frame.scope[scope]).join(compare.separator),
      }),
    ]),
    plain(compare.notes.failed, failures(comparison, figures, words)),
    plain(compare.notes.origin, held.some(restsOnTypeset) ? [frame.typesetSome] : []),
  ].filter(({ notes, numbered }) => notes.length > 0 || numbered);
}

const restsOnTypeset = ({ cells }: Figure): boolean =>
  cells.some((cell) => isTypesetFromFigures(cell.document));

function definitions({ shown, mode, base, catalog, layer }: Comparison, { lang, compare }: Words): string[] {
  const { notes } = compare;
  if (shown.kind === "composition") return [`${shown.entry.name[lang]}: ${shown.entry.description[lang]}`];
  const each = shown.subjects.flatMap((subject) => {
    const name = subject.entry.name[lang];
    if (subject.kind === "rate") {
      const formula = fill(notes.formulaText, { formula: subject.entry.formula[lang] });
      const regions = layer.agencies.map(({ region }) => region);
      const residents = subject.entry.residents
        ? residentNotes(catalog, { regions, years: layer.years }, lang)
        : [];
      return [`${name}: ${[formula, subject.entry.caveat[lang], ...residents].join(" ")}`];
    }
    const { definition, basis, caveat } = subject.entry;
    const share =
      subject.kind === "share" ? fill(notes.share, { part: name, whole: subject.whole.name[lang] }) : "";
    const said = [definition?.[lang], basis?.[lang], caveat?.[lang], share].filter((part) => part);
    return said.length === 0 ? [] : [`${name}: ${said.join(" ")}`];
  });
  const index = fill(notes.index, { year: base ?? "", n: catalog.thresholds.growth });
  return mode === "index" ? [...each, index] : each;
}

/** One line for every form the figures come from; of several indicators, only lines that say something. */
function editionNotes(
  { catalog }: Comparison,
  figures: readonly Figure[],
  { lang, frame, compare }: Words,
): string[] {
  const used = new Set(figures.map(({ indicator }) => indicator));
  const indicators = catalog.indicators.filter(({ id }) => used.has(id));
  const several = indicators.length > 1;
  const noteOf = (indicator: Indicator) =>
    indicator.series.flatMap(({ edition, grade, note }) => {
      const own = figures.filter((figure) => figure.indicator === indicator.id && figure.edition === edition);
      if (own.length === 0 || (several && grade === "exact")) return [];
      const line = fill(compare.notes.editionYears, {
        edition: catalog.editions.find(({ id }) => id === edition)?.name[lang] ?? edition,
        years: writeYears(
          own.map(({ year }) => year),
          "–",
          compare.separator,
        ),
        grade: frame.grade[grade],
      });
      return [`${several ? `${indicator.name[lang]} · ` : ""}${line}${note ? ` — ${note[lang]}` : ""}`];
    });
  return indicators.flatMap(noteOf);
}

/** Of how many agency years reports are held, and how many agencies are there in all. */
function coverage({ layer, known }: Comparison, figures: readonly Figure[], { compare }: Words): string {
  const all = new Set(figures.map(({ agency, year }) => `${agency} ${year}`));
  const held = new Set(
    figures.flatMap(({ agency, year, scope }) => (scope === null ? [] : `${agency} ${year}`)),
  );
  return fill(compare.notes.coverageText, {
    held: held.size,
    all: all.size,
    agencies: layer.agencies.length,
    known: known.length,
  });
}

/** An address that stands for more agencies than are shown must say so wherever it is shown. */
export function leftOut({ agencies, leftOut: n }: Comparison, { compare }: Words): string[] {
  return n === 0 ? [] : [fill(compare.leftOut, { n: agencies.length, of: agencies.length + n })];
}

function failures(
  { layer, catalog }: Comparison,
  figures: readonly Figure[],
  { lang, compare }: Words,
): string[] {
  const names = new Map(layer.agencies.map((agency) => [agency.id, agencyName(agency, lang)]));
  const failed = figures
    .filter(({ value }) => value.status === "reported")
    .flatMap(({ agency, year, failures: own }) =>
      own.map(({ check }) =>
        fill(compare.notes.failedText, {
          agency: names.get(agency) ?? agency,
          year,
          check: catalog.checks.find(({ id }) => id === check)?.statement[lang] ?? check,
        }),
      ),
    );
  return [...new Set(failed)];
}
