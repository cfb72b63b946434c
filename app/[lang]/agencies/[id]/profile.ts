import { getDatabase } from "@/db/index.ts";
import { getAgency } from "@/db/queries/agencies.ts";
import { listCheckRecord } from "@/db/queries/check-record.ts";
import { listRates } from "@/db/queries/rates.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import { listReports } from "@/db/queries/reports.ts";
import { listSeries } from "@/db/queries/series.ts";
import { type Catalog, getCatalog } from "@/lib/catalog/catalog.ts";
import type { AgencySummary, CheckRecord, Figure, RateFigure, ReportSummary } from "@/lib/views.ts";

/** Charts of a profile: indicators in one drawing, or the parts of a composition. */
export const CHARTS = [
  { id: "requests", kind: "trend", indicators: ["requests-received", "results-total"] },
  { id: "outcomes", kind: "composition", composition: "request-outcomes" },
  {
    id: "reconsideration",
    kind: "trend",
    indicators: ["reconsideration-total", "reconsideration-corrected"],
  },
  { id: "litigation", kind: "trend", indicators: ["litigation-total", "litigation-corrected"] },
  { id: "documents", kind: "trend", indicators: ["normative-documents-issued"] },
  { id: "items", kind: "trend", indicators: ["items-disclosed"] },
] as const;

export const KEY_INDICATORS = [
  "requests-received",
  "results-total",
  "denied",
  "reconsideration-total",
  "litigation-total",
  "normative-documents-issued",
  "items-disclosed",
] as const;
export const KEY_RATE = "disclosure-rate";

export interface Profile {
  readonly agency: AgencySummary;
  readonly reports: readonly ReportSummary[];
  /** Every year from the first held to the last. */
  readonly years: readonly number[];
  readonly figures: readonly Figure[];
  readonly rates: readonly RateFigure[];
  /** What the checks said of each report, the newest first. */
  readonly checks: readonly CheckRecord[];
  readonly catalog: Catalog;
  readonly dataVersion: number;
}

/** The indicators of keys and charts, each once. */
function indicatorsOf(catalog: Catalog): readonly string[] {
  const charted = CHARTS.flatMap((chart) => {
    if (chart.kind === "trend") return [...chart.indicators];
    const composition = catalog.compositions.find(({ id }) => id === chart.composition);
    return composition ? [...composition.parts, composition.whole] : [];
  });
  return [...new Set([...KEY_INDICATORS, ...charted])];
}

/** Everything the profile of an agency says; `undefined` when the agency is not held. */
export async function findProfile(id: string): Promise<Profile | undefined> {
  const db = getDatabase();
  const catalog = getCatalog();
  const agency = await getAgency(db, id);
  if (!agency) return undefined;
  const first = agency.years[0] ?? 0;
  const years = Array.from(
    { length: agency.years.length > 0 ? (agency.years.at(-1) ?? first) - first + 1 : 0 },
    (_, index) => first + index,
  );
  const agencies = [id];
  return {
    agency,
    years,
    catalog,
    reports: await listReports(db, { agency: id }),
    figures: await listSeries(db, catalog, { agencies, indicators: [...indicatorsOf(catalog)], years }),
    rates: await listRates(db, catalog, { agencies, rate: KEY_RATE, years }),
    checks: await listCheckRecord(db, id),
    dataVersion: (await getDataVersion(db)).version,
  };
}

export function figureAt(profile: Profile, indicator: string, year: number): Figure | undefined {
  return profile.figures.find((figure) => figure.indicator === indicator && figure.year === year);
}
