import type { Catalog } from "../../lib/catalog/catalog.ts";
import type { Indicator } from "../../lib/catalog/schema.ts";
import { deriveFigure, orderSeries, type SeriesEntry } from "../../lib/statistics/derive-figure.ts";
import type { Figure } from "../../lib/views.ts";
import type { Database } from "../client.ts";
import { listCells, type StoredCell } from "./series-cells.ts";
import { listNotices, type Notice, noticesOf } from "./series-notices.ts";
import { type ChosenReport, listChosenReports } from "./series-reports.ts";

export interface SeriesSelection {
  readonly agencies: readonly string[];
  readonly indicators: readonly string[];
  readonly years: readonly number[];
  /** Applicant member; `total` where not given. */
  readonly member?: string;
}

/**
 * One figure for every agency × indicator × year asked, in that order; what is not held is `absent`. Each rests on one
 * report: where several scopes are held, on the usual one. Throws on an indicator that the catalog lacks.
 */
export async function listSeries(
  db: Database,
  catalog: Catalog,
  { agencies, indicators, years, member = "total" }: SeriesSelection,
): Promise<Figure[]> {
  const asked = indicators.map((id) => findIndicator(catalog, id));
  const reports = listChosenReports(db, agencies, years);
  const versions = [...reports.values()].map(({ version }) => version);
  const cells = listCells(
    db,
    versions,
    asked.flatMap(({ series }) => series),
    member,
  );
  const notices = listNotices(db, versions);

  return agencies.flatMap((agency) =>
    asked.flatMap(({ indicator, series }) =>
      years.map((year) => {
        const report = reports.get(`${agency} ${year}`);
        const figure = { agency, year, indicator: indicator.id, member };
        if (report === undefined) return { ...figure, ...ABSENT, unit: indicator.unit };
        const find = cells.get(report.version);
        return {
          ...figure,
          ...figureOf(report, series, indicator.unit, find, notices.get(report.version) ?? []),
        };
      }),
    ),
  );
}

const ABSENT = {
  scope: null,
  value: { status: "absent" },
  edition: null,
  grade: null,
  cells: [],
  findings: [],
} as const satisfies Partial<Figure>;

function findIndicator(
  catalog: Catalog,
  id: string,
): { indicator: Indicator; series: readonly SeriesEntry[] } {
  const indicator = catalog.indicators.find((known) => known.id === id);
  if (indicator === undefined) throw new Error(`No indicator ${id} in the catalog`);
  return { indicator, series: orderSeries(catalog, indicator) };
}

function figureOf(
  { scope, document, fileName }: ChosenReport,
  series: readonly SeriesEntry[],
  unit: string,
  held: ReadonlyMap<string, StoredCell> | undefined,
  notices: readonly Notice[],
) {
  const derived = deriveFigure(series, unit, (edition, term) => held?.get(`${edition} ${term}`));
  const { value, edition, grade, terms } = derived;
  return {
    scope,
    value,
    unit: derived.unit,
    edition,
    grade,
    cells: terms.map(({ cell }) => ({ ...cell, document, fileName })),
    findings: noticesOf(
      notices,
      terms.map(({ cell }) => cell),
    ),
  };
}
