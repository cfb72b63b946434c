import { getDatabase } from "@/db/index.ts";
import { findAgencyCard, listForerunners, listOfLine } from "@/db/queries/agency-card.ts";
import { listCheckRecord } from "@/db/queries/check-record.ts";
import { listRates } from "@/db/queries/rates.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import { listReports } from "@/db/queries/reports.ts";
import { listSeries } from "@/db/queries/series.ts";
import { type Catalog, getCatalog } from "@/lib/catalog/catalog.ts";
import type { CheckRecord } from "@/lib/check-views.ts";
import type { AgencyCard, AgencyRef, LineageEdge } from "@/lib/registry-views.ts";
import type { Figure, RateFigure, ReportSummary } from "@/lib/views.ts";

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

/** Whose years go before those of the agency, because the lineage says that it is the same body. */
export interface Forerunner extends AgencyRef, Pick<LineageEdge, "kind" | "on"> {
  readonly years: readonly number[];
  readonly figures: readonly Figure[];
}

/** So many others of its line of work are named. */
const MOST_OF_LINE = 12;

export interface Profile {
  readonly agency: AgencyCard;
  /** The nearest first; only those of which reports are held. */
  readonly forerunners: readonly Forerunner[];
  /** Others in the same line of work of which reports are held. */
  readonly ofLine: readonly AgencyRef[];
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

function spanOf(years: readonly number[]): number[] {
  const [first = 0] = years;
  const last = years.at(-1) ?? first - 1;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** Everything the profile of an agency says; `undefined` for an unknown id. */
export async function findProfile(id: string): Promise<Profile | undefined> {
  const db = getDatabase();
  const catalog = getCatalog();
  const agency = await findAgencyCard(db, id);
  if (!agency) return undefined;
  const years = spanOf(agency.years);
  const indicators = [...indicatorsOf(catalog)];
  const forerunners: Forerunner[] = [];
  for (const { kind, on, ...ref } of await listForerunners(db, id)) {
    const held = (await findAgencyCard(db, ref.id))?.years ?? [];
    if (held.length === 0) continue;
    const figures = await listSeries(db, catalog, { agencies: [ref.id], indicators, years: spanOf(held) });
    forerunners.push({ ...ref, kind, on, years: held, figures });
  }
  const agencies = [id];
  return {
    ...{ agency, forerunners, years },
    ofLine: agency.line === null ? [] : await listOfLine(db, agency.line, MOST_OF_LINE),
    catalog,
    reports: await listReports(db, { agency: id }),
    figures: await listSeries(db, catalog, { agencies, indicators, years }),
    rates: await listRates(db, catalog, { agencies, rate: KEY_RATE, years }),
    checks: await listCheckRecord(db, id),
    dataVersion: (await getDataVersion(db)).version,
  };
}

export function figureAt(profile: Profile, indicator: string, year: number): Figure | undefined {
  return profile.figures.find((figure) => figure.indicator === indicator && figure.year === year);
}
