import { agencyName } from "@/app/_components/agency-name.ts";
import { fill } from "@/app/_messages/messages.ts";
import type { getDatabase } from "@/db/index.ts";
import { listSeries } from "@/db/queries/series.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Rate } from "@/lib/catalog/schema.ts";
import type { DifferenceChart, DifferenceStep } from "@/lib/charts/still-charts.ts";
import type { ShownStep } from "@/lib/exports/comparison-rows.ts";
import { formatRate } from "@/lib/format.ts";
import { type Decomposition, decompose, type GroupCases } from "@/lib/statistics/decomposition.ts";
import { sumValues } from "@/lib/statistics/sum.ts";
import type { Figure, RateFigure } from "@/lib/views.ts";
import type { Comparison } from "./comparison.ts";
import type { Asked } from "./subjects.ts";
import type { Words } from "./words.ts";

/** The figures of a rate by who asked. */
export async function readGroups(
  db: ReturnType<typeof getDatabase>,
  catalog: Catalog,
  rate: Rate,
  asked: Asked,
): Promise<Figure[]> {
  const indicators = [...new Set([...rate.numerator, ...rate.denominator])];
  const members = catalog.members.filter(({ id, dimension }) => dimension === "applicant" && id !== "total");
  const each = await Promise.all(
    members.map(({ id }) => listSeries(db, catalog, { ...asked, indicators, member: id })),
  );
  return each.flat();
}

/** Cases of each group of one report; `undefined` where a number is missing or they are not the printed total. */
function casesOf(rate: Rate, figure: RateFigure, groups: readonly Figure[]): GroupCases[] | undefined {
  const own = groups.filter(({ agency, year }) => agency === figure.agency && year === figure.year);
  const amountOf = (member: string, ids: readonly string[]) => {
    const value = sumValues(
      ids.map((id) => {
        const found = own.find((one) => one.member === member && one.indicator === id);
        return found?.value ?? { status: "absent" };
      }),
    );
    return value.status === "reported" ? value.amount : undefined;
  };
  const cases = [...new Set(own.map(({ member }) => member))].flatMap((group) => {
    const [count, total] = [amountOf(group, rate.numerator), amountOf(group, rate.denominator)];
    return count === undefined || total === undefined ? [] : [{ group, count, total }];
  });
  const add = (side: "count" | "total") => cases.reduce((sum, one) => sum + one[side], 0);
  const { numerator, denominator } = figure;
  const whole =
    numerator.status === "reported" &&
    denominator.status === "reported" &&
    add("count") === numerator.amount &&
    add("total") === denominator.amount;
  return whole ? cases : undefined;
}

interface Decomposed {
  readonly first: RateFigure & { readonly value: number };
  readonly second: RateFigure & { readonly value: number };
  readonly parts: Decomposition;
}

const hasValue = (figure: RateFigure | undefined): figure is RateFigure & { readonly value: number } =>
  figure !== undefined && figure.value !== null;

/** The first two rates and where their difference comes from; `undefined` where the groups are not printed whole. */
function decomposeShown({ shown }: Comparison): Decomposed | undefined {
  const [subject] = shown.kind === "values" ? shown.subjects : [];
  if (shown.kind !== "values" || subject?.kind !== "rate") return undefined;
  const [first, second] = subject.figures;
  if (!hasValue(first) || !hasValue(second)) return undefined;
  const [before, after] = [first, second].map((figure) => casesOf(subject.entry, figure, shown.groups));
  const parts = before && after && decompose(before, after);
  return parts && { first, second, parts };
}

const movesRate = ({ rates }: { readonly rates: number }): boolean => rates !== 0;

/**
 * What the difference of two rates comes from: other rates within the groups of applicants, or other shares of the groups
 * (E. M. Kitagawa 1955, see lib/statistics/decomposition.ts). `undefined` where the groups are not printed whole.
 */
export function buildDifference(
  comparison: Comparison,
  { lang, compare }: Words,
): DifferenceChart | undefined {
  const decomposed = decomposeShown(comparison);
  if (decomposed === undefined) return undefined;
  const { layer, catalog } = comparison;
  const { first, second, parts } = decomposed;
  const points = (name: string, share: number): DifferenceStep => ({
    name,
    value: share * 100,
    text: `${share < 0 ? "\u2212" : "+"}${Math.abs(share * 100).toLocaleString(lang, { maximumFractionDigits: 2 })}`,
  });
  const end = ({ agency: id, year, value }: Decomposed["first"]): DifferenceStep => {
    const agency = layer.agencies.find((one) => one.id === id);
    const name = agency === undefined ? id : agencyName(agency, lang);
    return { name: `${name} ${year}`, value: value * 100, text: formatRate(value, lang) };
  };
  const groups = parts.groups.filter(movesRate).map(({ group, rates }) => {
    const name = catalog.members.find(({ id }) => id === group)?.name[lang] ?? group;
    return points(fill(compare.difference.rates, { group: name }), rates);
  });
  return {
    kind: "difference",
    start: end(first),
    steps: [...groups, points(compare.difference.mix, parts.mix)],
    end: end(second),
  };
}

/** What a file of the difference holds beside the two rates: the cases of the groups, and the steps in percentage points. */
export function listDifference(comparison: Comparison): {
  readonly figures: readonly Figure[];
  readonly steps: readonly ShownStep[];
} {
  const decomposed = decomposeShown(comparison);
  if (decomposed === undefined || comparison.shown.kind !== "values") return { figures: [], steps: [] };
  const { first, second, parts } = decomposed;
  const isOf = (figure: Figure) =>
    [first, second].some(({ agency, year }) => agency === figure.agency && year === figure.year);
  return {
    figures: comparison.shown.groups.filter(isOf),
    steps: [
      ...parts.groups
        .filter(movesRate)
        .map(({ group, rates }) => ({ as: `difference-rates-${group}`, value: rates * 100 })),
      { as: "difference-mix", value: parts.mix * 100 },
    ],
  };
}
