import type { Catalog } from "../../lib/catalog/catalog.ts";
import type { Indicator } from "../../lib/catalog/schema.ts";
import { deriveFigure, orderSeries, type SeriesEntry } from "../../lib/statistics/derive-figure.ts";
import type { Figure } from "../../lib/views.ts";
import type { Database } from "../client.ts";
import { listCells } from "./series-cells.ts";
import { failuresOf, listFailuresByCell, listNotices, noticesOf } from "./series-notices.ts";
import { listChosenReports } from "./series-reports.ts";

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
  const cells = listCells(
    db,
    reports.values(),
    asked.flatMap(({ series }) => series),
    member,
  );
  const notices = listNotices(
    db,
    [...reports.values()].map(({ version }) => version),
  );

  const failing = listFailuresByCell(db, agencies, years);

  return agencies.flatMap((agency) =>
    asked.flatMap(({ indicator, series }) =>
      years.map((year): Figure => {
        const report = reports.get(`${agency} ${year}`);
        const held = report && cells.get(report.version);
        const derived = deriveFigure(series, indicator.unit, held);
        const found = derived.terms.map(({ cell }) => cell);
        const failures = failuresOf(failing, found);
        const touching = report ? noticesOf(notices.get(report.version) ?? [], found) : [];
        return {
          agency,
          year,
          scope: report?.scope ?? null,
          indicator: indicator.id,
          member,
          value: derived.value,
          unit: derived.unit,
          edition: derived.edition,
          grade: derived.grade,
          cells: found,
          findings: [...new Set([...touching, ...failures.map(({ code }) => code)])],
          failures,
        };
      }),
    ),
  );
}

function findIndicator(
  catalog: Catalog,
  id: string,
): { indicator: Indicator; series: readonly SeriesEntry[] } {
  const indicator = catalog.indicators.find((known) => known.id === id);
  if (indicator === undefined) throw new Error(`No indicator ${id} in the catalog`);
  return { indicator, series: orderSeries(catalog, indicator) };
}
