import { stateSuffix } from "@/app/_components/data-state.ts";
import { markedName } from "@/app/_components/demonstration-note.ts";
import type { ExportProps, ExportTable } from "@/app/_components/export-twins.ts";
import { refuseState } from "@/app/_components/refuse-state.ts";
import { sourceText } from "@/app/_components/source-text.ts";
import { stateSentences } from "@/app/_components/state-note.tsx";
import { fill, isLanguage } from "@/app/_messages/messages.ts";
import { figurePoint } from "@/lib/charts/trend-chart.ts";
import { errorResponse } from "@/lib/errors.ts";
import { comparisonTable, type ShownFigure } from "@/lib/exports/comparison-rows.ts";
import type { Figure } from "@/lib/views.ts";
import { pathOf } from "./address.ts";
import { breaksOf, shownUnit } from "./chart.ts";
import { type Comparison, readComparison } from "./comparison.ts";
import { listDifference } from "./difference.ts";
import { gridOf, isRate } from "./grid.ts";
import { listNotes } from "./notes-list.ts";
import { headline } from "./sentences.ts";
import { declaredRate, type ValueSubject } from "./subjects.ts";
import { type Words, wordsOf } from "./words.ts";

/** The comparison an address asks for, or the answer that says why there is none: a file must not guess. */
export async function readForExport(
  request: Request,
  { params }: ExportProps,
): Promise<{ readonly comparison: Comparison; readonly words: Words } | Response> {
  const { lang: asked } = await params;
  const words = wordsOf(isLanguage(asked) ? asked : "zh");
  const { searchParams } = new URL(request.url);
  const query = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
  const comparison = await readComparison(query);
  const refused = refuseState(comparison.state, words.lang);
  if (refused !== undefined) return refused;
  if (comparison.problems.length === 0) return { comparison, words };
  const problems = comparison.problems.map(({ parameter, value }) => `${parameter}=${value}`).join(", ");
  return errorResponse(400, "bad-query", fill(words.compare.csvProblem, { problems }));
}

/** The rows of the table that a view shows, in its order, with its notes: what CSV, XLSX and JSON hold. */
export async function findTable(request: Request, props: ExportProps): Promise<ExportTable | Response> {
  const found = await readForExport(request, props);
  if (found instanceof Response) return found;
  const { comparison, words } = found;
  const { dataVersion } = comparison;
  const notes = listNotes(comparison, words);
  const { compare } = words;
  return {
    name: fileName(comparison),
    dataVersion,
    address: pathOf(comparison.selection),
    words: {
      sheet: compare.downloads.data,
      notesSheet: compare.downloads.about,
      notes: [
        [compare.downloads.sheetTitle, headline(comparison, words.lang, compare)],
        [compare.downloads.heading, statedSource(comparison, words)],
        [compare.downloads.address, pathOf(comparison.selection)],
        ...notes.flatMap(({ heading, notes: own, numbered }) =>
          own.map((note, at): readonly [string, string] => [
            numbered ? `${heading} ${at + 1}` : heading,
            note,
          ]),
        ),
      ],
    },
    ...tableOf(comparison, words),
  };
}

/** One row a value shown, with everything it travels with. */
export function tableOf(comparison: Comparison, words: Words): ReturnType<typeof comparisonTable> {
  const { catalog, layer, dataVersion, changedAt, leftOut } = comparison;
  const context = { catalog, language: words.lang, agencies: layer.agencies, dataVersion };
  const shown = listShown(comparison, words);
  if (comparison.chart !== "difference")
    return comparisonTable({ shown, steps: [] }, context, { changedAt, leftOut });
  const { figures, steps } = listDifference(comparison);
  const cases = figures.map((figure): ShownFigure => {
    const scale = catalog.units.find(({ id }) => id === figure.unit)?.scale ?? 1;
    const value = figurePoint(figure, figure.unit, scale)?.value ?? null;
    return { figure, as: "absolute", value, breaks: [] };
  });
  return comparisonTable({ shown: [...shown, ...cases], steps }, context, { changedAt, leftOut });
}

/** Where the figures come from, with what must be said of a former state. */
export function statedSource(comparison: Comparison, words: Words): string {
  const { state, newer } = comparison;
  const { lang } = words;
  return [sourceText(comparison, lang), ...stateSentences({ state, newer, lang })].join(
    lang === "zh" ? "" : " ",
  );
}

/** Every value shown, row by row. */
function listShown(comparison: Comparison, words: Words): ShownFigure[] {
  const { shown, mode, base, layer } = comparison;
  const breaks = breaksOf(comparison);
  const unit = shownUnit(comparison);
  const brokenIn = (year: number) => {
    const before = layer.years[layer.years.indexOf(year) - 1];
    return breaks.flatMap(({ entry }) =>
      before !== undefined && entry.year > before && entry.year <= year ? entry.id : [],
    );
  };
  if (shown.kind === "composition")
    return composedFigures(comparison).map((figure) => ({
      figure,
      as: "absolute",
      value: figurePoint(figure, unit?.id ?? "", unit?.scale ?? 1)?.value ?? null,
      breaks: brokenIn(figure.year),
    }));
  return gridOf(comparison, words).rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => {
      if (cell === null) return [];
      const as = mode === "index" ? `index-${base}` : isRate(cell.figure) ? rateAs(cell.subject) : "absolute";
      return [{ figure: cell.figure, as, value: cell.point?.value ?? null, breaks: brokenIn(cell.year) }];
    }),
  );
}

/** `percent`, or so many `per-100` or `per-10000`. */
function rateAs(subject: ValueSubject): string {
  const { kind, per } = declaredRate(subject);
  return kind === "proportion" ? "percent" : `per-${per}`;
}

/** The parts and the whole; of a flow all its cells. */
function composedFigures({ shown, chart }: Comparison): readonly Figure[] {
  if (shown.kind !== "composition") return [];
  const ids = [...shown.entry.parts, shown.entry.whole];
  return chart === "flow" ? shown.figures : shown.figures.filter(({ indicator }) => ids.includes(indicator));
}

/** Name of the downloaded file without its extension, e.g. `gongkai-requests-received-2011-2025`. */
function fileName({ layer, state }: Comparison): string {
  const [first] = layer.subjects;
  const subject = layer.subjects.length === 1 ? (first?.id ?? "") : `${layer.subjects.length}-indicators`;
  return `gongkai-${subject}-${layer.years.at(0) ?? ""}-${layer.years.at(-1) ?? ""}${stateSuffix(state)}`;
}

export const drawingName = (comparison: Comparison): string => markedName(`${fileName(comparison)}.svg`);
