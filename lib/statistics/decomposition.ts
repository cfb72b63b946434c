/**
 * Where a difference comes from.
 *
 * Two agencies (or two years of one) with groups of cases, say by who asked, differ in their rate because their groups
 * have other rates, or because they have other shares of each group. With the share sᵢ and the rate rᵢ of group i,
 * r = Σ sᵢ rᵢ, and
 *
 *     r″ − r′ = Σ ½(sᵢ′ + sᵢ″)(rᵢ″ − rᵢ′)  +  Σ ½(rᵢ′ + rᵢ″)(sᵢ″ − sᵢ′)
 *               rates                          mix
 *
 * which is exact and treats both alike: E. M. Kitagawa, Components of a difference between two rates, Journal of the
 * American Statistical Association 50 (1955) 1168–1194. The number of cases c = n r differs besides by their volume:
 *
 *     c″ − c′ = ½(r′ + r″)(n″ − n′)  +  ½(n′ + n″)(r″ − r′)
 *               volume                  rates and mix
 */

/** Cases of one group: `count` of `total`, e.g. disclosed of decided. */
export interface GroupCases {
  readonly group: string;
  readonly count: number;
  readonly total: number;
}

export interface Decomposition {
  /** r″ − r′, the sum of `rates` and `mix`. */
  readonly difference: number;
  /** By other rates within the groups. */
  readonly rates: number;
  /** By other shares of the groups. */
  readonly mix: number;
  readonly groups: readonly {
    readonly group: string;
    readonly rates: number;
    readonly mix: number;
  }[];
  /** c″ − c′, the sum of its three parts. */
  readonly cases: {
    readonly difference: number;
    readonly volume: number;
    readonly rates: number;
    readonly mix: number;
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/**
 * The difference of `after` from `before`, which must hold the same groups once each, in any order. A group without
 * cases on one side has the rate of the other there, so that it counts as mix alone. `undefined` where the groups differ, a side has no
 * cases at all, or a number is negative.
 */
export function decompose(
  before: readonly GroupCases[],
  after: readonly GroupCases[],
): Decomposition | undefined {
  const later = new Map(after.map((cases) => [cases.group, cases]));
  const pairs = before.flatMap((first) => {
    const second = later.get(first.group);
    return second === undefined ? [] : [{ first, second }];
  });
  const alike = pairs.length === before.length && before.length === after.length;
  if (
    !alike ||
    later.size !== after.length ||
    new Set(before.map(({ group }) => group)).size !== before.length
  )
    return undefined;
  if ([...before, ...after].some(({ count, total }) => count < 0 || total < 0 || (total === 0 && count > 0)))
    return undefined;
  const [n1, n2] = [sum(before.map(({ total }) => total)), sum(after.map(({ total }) => total))];
  if (n1 === 0 || n2 === 0) return undefined;
  const [c1, c2] = [sum(before.map(({ count }) => count)), sum(after.map(({ count }) => count))];
  const [r1, r2] = [c1 / n1, c2 / n2];
  const groups = pairs.map(({ first, second }) => {
    const own = (cases: GroupCases, other: GroupCases) =>
      cases.total > 0 ? cases.count / cases.total : other.total > 0 ? other.count / other.total : 0;
    const [rate1, rate2] = [own(first, second), own(second, first)];
    const [share1, share2] = [first.total / n1, second.total / n2];
    return {
      group: first.group,
      rates: ((share1 + share2) / 2) * (rate2 - rate1),
      mix: ((rate1 + rate2) / 2) * (share2 - share1),
    };
  });
  const rates = sum(groups.map((group) => group.rates));
  const mix = sum(groups.map((group) => group.mix));
  const n = (n1 + n2) / 2;
  return {
    difference: r2 - r1,
    rates,
    mix,
    groups,
    cases: { difference: c2 - c1, volume: ((r1 + r2) / 2) * (n2 - n1), rates: n * rates, mix: n * mix },
  };
}
