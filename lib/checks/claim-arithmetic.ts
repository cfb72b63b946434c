import type { Catalog } from "../catalog/catalog.ts";
import type { Claim } from "../report.ts";
import { type BasisSum, basesOfSubject, type Comparison, isMet, listBases, OPEN } from "./claim-bases.ts";
import type { CheckSubject } from "./subject.ts";

/** Percentages and sums of the prose worked out again. */

type ClaimOf<Kind extends Claim["kind"]> = Extract<Claim, { kind: Kind }>;

/** What is left of a fraction when it is written in decimals. */
const EPSILON = 1e-9;

/** Whether a percentage is printed as rounded, or cut, to its places. */
function isPrintedAs({ amount, places }: Pick<Claim, "amount" | "places">, exact: number): boolean {
  const step = 10 ** -places;
  const stated = Math.abs(amount);
  const actual = Math.abs(exact);
  const sameSign = Math.sign(amount) === Math.sign(exact) || stated === 0 || actual < step;
  return sameSign && actual >= stated - step / 2 - EPSILON && actual < stated + step - EPSILON;
}

const rounded = (value: number, places: number): number => Number(value.toFixed(Math.min(places + 1, 6)));

interface Whole {
  readonly id: string;
  readonly amount: number;
  readonly operands: BasisSum["operands"];
}

export function compareShare(
  claim: ClaimOf<"share">,
  subject: CheckSubject,
  catalog: Catalog,
): Comparison | undefined {
  const { totals, subjects } = catalog.claims.share;
  const place = { side: "right", year: subject.year } as const;
  const bases = subjects.includes(claim.subject ?? "")
    ? listBases(totals, subject.facts, place, catalog)
    : [];
  const wholes: Whole[] = [
    ...claim.wholes.map((amount) => ({ id: "text", amount, operands: [] })),
    ...bases.flatMap(({ id, sum, operands }) => (sum === null ? [] : [{ id, amount: sum, operands }])),
  ].filter(({ amount }) => amount > 0);
  const shares = [claim.of, ...claim.sums].flatMap((part) =>
    wholes.map((whole) => ({ ...whole, share: (part / whole.amount) * 100 })),
  );
  const met = shares.find(({ share }) => isPrintedAs(claim, share));
  if (met !== undefined) {
    const right = rounded(met.share, claim.places);
    return { verdict: "passed", basis: met.id, left: claim.amount, right, operands: met.operands };
  }
  const [nearest] = shares.sort(
    (a, b) => Math.abs(a.share - claim.amount) - Math.abs(b.share - claim.amount),
  );
  if (nearest === undefined) return undefined;
  if (!claim.certain || bases.some(({ sum }) => sum === null))
    return { ...OPEN, basis: nearest.id, operands: [] };
  const right = rounded(nearest.share, claim.places);
  return { verdict: "failed", basis: nearest.id, left: claim.amount, right, operands: nearest.operands };
}

interface Change {
  readonly id: string;
  readonly now: BasisSum;
  readonly before: BasisSum | undefined;
  /** In per cent or in number, as the claim says it. */
  readonly change: number | null;
}

/** The change of a basis; figures of different forms are not the same figure. */
function changeOf(now: BasisSum, before: BasisSum | undefined, percent: boolean): Change {
  const sameForm = before !== undefined && [...now.editions].every((edition) => before.editions.has(edition));
  const from = sameForm ? before.sum : null;
  const known = now.sum !== null && from !== null && (!percent || from > 0);
  const difference = known ? now.sum - from : null;
  const change =
    difference === null || from === null ? null : percent ? (difference / from) * 100 : difference;
  return { id: now.id, now, before, change };
}

export function compareGrowth(
  claim: ClaimOf<"growth">,
  subject: CheckSubject,
  catalog: Catalog,
): Comparison | undefined {
  const ids = basesOfSubject(claim.subject, catalog);
  const { level } = claim;
  const now = listBases(ids, subject.facts, { side: "left", year: subject.year }, catalog);
  const due = level === null ? now : now.filter(({ sum }) => sum !== null && isMet(level, sum));
  if (now.length === 0) return undefined;
  const [first = now[0]] = due;
  const basis = first?.id ?? "";
  if (due.length === 0) return { ...OPEN, basis, operands: [] };
  const earlier = listBases(ids, subject.previous ?? [], { side: "right", year: subject.year - 1 }, catalog);
  const percent = claim.unit === "%";
  const changes = due.map((one) =>
    changeOf(
      one,
      earlier.find(({ id }) => id === one.id),
      percent,
    ),
  );
  const operandsOf = ({ now: own, before }: Change) => [...own.operands, ...(before?.operands ?? [])];
  const met = changes.find(
    ({ change }) => change !== null && (percent ? isPrintedAs(claim, change) : change === claim.amount),
  );
  if (met !== undefined) {
    const right = rounded(met.change ?? 0, claim.places);
    return { verdict: "passed", basis: met.id, left: claim.amount, right, operands: operandsOf(met) };
  }
  const unknown = changes.find(({ change }) => change === null);
  if (unknown !== undefined) {
    const absent = unknown.now.operands.map((operand) => ({
      indicator: operand.indicator,
      member: operand.member,
      side: "right" as const,
      sign: operand.sign,
      year: subject.year - 1,
      status: "absent" as const,
      amount: null,
    }));
    return { ...OPEN, basis: unknown.id, operands: subject.previous === null ? absent : operandsOf(unknown) };
  }
  const [main] = changes;
  if (!claim.certain || main === undefined) return { ...OPEN, basis, operands: [] };
  const right = rounded(main.change ?? 0, claim.places);
  return { verdict: "failed", basis, left: claim.amount, right, operands: operandsOf(main) };
}

export function compareList(claim: ClaimOf<"list">): Comparison {
  const sum = claim.parts.reduce((total, part) => total + part, 0);
  const found = { basis: "text", left: claim.amount, right: sum, operands: [] };
  if (sum === claim.amount || claim.wholes.includes(sum)) return { ...found, verdict: "passed" };
  return claim.certain ? { ...found, verdict: "failed" } : { ...OPEN, basis: "text", operands: [] };
}
