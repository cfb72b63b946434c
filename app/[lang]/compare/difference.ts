import { agencyName } from "@/app/_components/agency-name.ts";
import { fill } from "@/app/_messages/messages.ts";
import type { getDatabase } from "@/db/index.ts";
import { listSeries } from "@/db/queries/series.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Rate } from "@/lib/catalog/schema.ts";
import type { DifferenceChart, DifferenceStep } from "@/lib/charts/still-charts.ts";
import { formatRate } from "@/lib/format.ts";
import { decompose, type GroupCases } from "@/lib/statistics/decomposition.ts";
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

/**
 * What the difference of two rates comes from: other rates within the groups of applicants, or other shares of the groups
 * (E. M. Kitagawa 1955, see lib/statistics/decomposition.ts). `undefined` where the groups are not printed whole.
 */
export function buildDifference(
  { shown, layer, catalog }: Comparison,
  { lang, compare }: Words,
): DifferenceChart | undefined {
  const [subject] = shown.kind === "values" ? shown.subjects : [];
  if (shown.kind !== "values" || subject?.kind !== "rate") return undefined;
  const [first, second] = subject.figures;
  if (first === undefined || second === undefined) return undefined;
  const [before, after] = [first, second].map((figure) => casesOf(subject.entry, figure, shown.groups));
  const parts = before && after && decompose(before, after);
  if (parts === undefined || first.value === null || second.value === null) return undefined;
  const points = (name: string, share: number): DifferenceStep => ({
    name,
    value: share * 100,
    text: `${share < 0 ? "\u2212" : "+"}${Math.abs(share * 100).toLocaleString(lang, { maximumFractionDigits: 2 })}`,
  });
  const end = (figure: RateFigure, value: number): DifferenceStep => {
    const agency = layer.agencies.find(({ id }) => id === figure.agency);
    const name = agency === undefined ? figure.agency : agencyName(agency, lang);
    return { name: `${name} ${figure.year}`, value: value * 100, text: formatRate(value, lang) };
  };
  const groups = parts.groups
    .filter(({ rates }) => rates !== 0)
    .map(({ group, rates }) => {
      const name = catalog.members.find(({ id }) => id === group)?.name[lang] ?? group;
      return points(fill(compare.difference.rates, { group: name }), rates);
    });
  return {
    kind: "difference",
    start: end(first, first.value),
    steps: [...groups, points(compare.difference.mix, parts.mix)],
    end: end(second, second.value),
  };
}
