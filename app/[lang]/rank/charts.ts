import { agencyName } from "@/app/_components/agency-name.ts";
import type { Messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { DistributionChart, FunnelChart, LimitPoint } from "@/lib/charts/spread-charts.ts";
import { amountInUnit } from "@/lib/exports/amount-in-unit.ts";
import { formatCount, formatRate } from "@/lib/format.ts";
import { type FunnelPlace, funnelLimits, funnelSteps } from "@/lib/statistics/funnel.ts";
import { type Entry, isRate, type Ranking } from "./ranking.ts";
import { valueWords } from "./wording.ts";

/** A value in the axis of the drawings: percent, so many per 100, or units; a digit after the point is kept of rates. */
function axisValue({ subject, catalog }: Ranking, value: number): number {
  if (subject.kind === "rate") return Math.round(value * subject.entry.per * 10) / 10;
  return amountInUnit(value, catalog.units.find(({ id }) => id === subject.entry.unit)?.scale ?? 1);
}

function measureOf({ subject, catalog }: Ranking, lang: Language) {
  return subject.kind === "rate"
    ? { percent: subject.entry.kind === "proportion", unit: subject.entry.unit?.[lang] ?? "" }
    : { percent: false, unit: catalog.units.find(({ id }) => id === subject.entry.unit)?.name[lang] ?? "" };
}

/** True of figures that compare only roughly with others of the year. */
const isRough = ({ figure }: Entry): boolean => figure.grade !== null && figure.grade !== "exact";

export function isMarked({ figure }: Entry): boolean {
  return isRate(figure)
    ? figure.parts.some(({ findings }) => findings.length > 0)
    : figure.findings.length > 0;
}

function pointOf(entry: Entry, { of }: Ranking, lang: Language) {
  const { figure, agency, ranked } = entry;
  const fraction =
    isRate(figure) && figure.numerator.status === "reported" && figure.denominator.status === "reported"
      ? `${formatCount(figure.numerator.amount, lang)} / ${formatCount(figure.denominator.amount, lang)}`
      : undefined;
  return {
    name: agencyName(agency, lang),
    ...(fraction === undefined ? {} : { hint: fraction }),
    ...(agency.id === of?.id ? { subject: true as const } : {}),
    ...(!ranked || isRough(entry) ? { hollow: true as const } : {}),
    ...(isMarked(entry) ? { marked: true as const } : {}),
  };
}

/** The ranked, the highest first; `undefined` when nobody is. */
export function buildDistribution(
  ranking: Ranking,
  lang: Language,
  { rank }: Messages,
): DistributionChart | undefined {
  const { ranked, distribution } = ranking.standings;
  if (ranked.length === 0) return undefined;
  const mark = (value: number, name: string) => ({
    value: axisValue(ranking, value),
    label: `${name} ${valueWords(ranking, value, lang)}`,
  });
  return {
    kind: "distribution",
    scale: ranking.search.scale ?? "linear",
    ...measureOf(ranking, lang),
    points: ranked.map(({ entry, value }) => ({
      ...pointOf(entry, ranking, lang),
      value: axisValue(ranking, value),
    })),
    quartiles: distribution
      ? {
          lower: mark(distribution.lower, rank.chart.lower),
          median: mark(distribution.median, rank.chart.median),
          upper: mark(distribution.upper, rank.chart.upper),
        }
      : null,
  };
}

const BEYOND: Readonly<Record<FunnelPlace, "none" | "inner" | "outer">> = {
  within: "none",
  "above-inner": "inner",
  "below-inner": "inner",
  "above-outer": "outer",
  "below-outer": "outer",
};

/** Rates over their cases; `undefined` of indicators and where fewer than two agencies have a rate. */
export function buildFunnel(ranking: Ranking, lang: Language, { rank }: Messages): FunnelChart | undefined {
  const { standings, target, catalog, subject } = ranking;
  if (target === undefined || subject.kind !== "rate") return undefined;
  const entries = [...standings.ranked.map(({ entry }) => entry), ...standings.small];
  const points = entries.flatMap((entry) =>
    entry.value === null || entry.cases === null || entry.place === null
      ? []
      : [
          {
            ...pointOf(entry, ranking, lang),
            n: entry.cases,
            value: axisValue(ranking, entry.value),
            beyond: BEYOND[entry.place],
          },
        ],
  );
  if (points.length < 2) return undefined;
  const cases = points.map(({ n }) => n);
  const steps = funnelSteps(Math.min(...cases) * 0.8, Math.max(...cases) * 1.2);
  const curve = (probability: number) => ({
    label: formatRate(probability, lang),
    limits: steps.flatMap((n): LimitPoint[] => {
      const limits = funnelLimits(target, n, probability);
      const at = (value: number) => Math.round(value * subject.entry.per * 100) / 100;
      return limits === undefined ? [] : [{ n, low: at(limits.low), high: at(limits.high) }];
    }),
  });
  const [inner, outer] = catalog.thresholds.limits;
  return {
    kind: "funnel",
    ...measureOf(ranking, lang),
    cases: rank.chart.cases,
    target: {
      value: axisValue(ranking, target.rate),
      label: `${rank.chart.together} ${valueWords(ranking, target.rate, lang)}`,
    },
    inner: curve(inner),
    outer: curve(outer),
    points,
  };
}
