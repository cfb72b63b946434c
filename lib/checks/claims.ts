import type { Catalog } from "../catalog/catalog.ts";
import type { CheckOf } from "../catalog/check-schema.ts";
import type { Claim } from "../report.ts";
import { compareGrowth, compareList, compareShare } from "./claim-arithmetic.ts";
import { type BasisSum, basesOfSubject, type Comparison, isMet, listBases, OPEN } from "./claim-bases.ts";
import type { CheckResult, Verdict } from "./result.ts";
import type { CheckSubject } from "./subject.ts";

/**
 * Text against table: a number of the prose is compared with what the tables have for it, several bases in order (received;
 * received + carried in; results; …). It fails only where every basis is known and none matches, the words around it are all
 * understood, and it counts the same work as the report. `words` of a result are the id of the basis and the sentence.
 */

type ClaimCheck = CheckOf<"claim">;

/** What keeps a claim that no basis matches from being held against the report. */
function judge(claim: Claim, bases: readonly BasisSum[]): Comparison {
  const [first] = bases;
  const met = bases.find(({ sum }) => sum !== null && isMet(claim, sum));
  if (met !== undefined)
    return { verdict: "passed", basis: met.id, left: claim.amount, right: met.sum, operands: met.operands };
  const unknown = bases.find(({ sum }) => sum === null);
  const basis = first?.id ?? "";
  if (!claim.certain) return { ...OPEN, basis, operands: [] };
  if (unknown !== undefined || first === undefined) {
    const inferred = bases.some(({ lenient }) => lenient !== null && isMet(claim, lenient));
    return {
      ...OPEN,
      basis: unknown?.id ?? basis,
      operands: unknown?.operands ?? [],
      ...(inferred && { inferred: "blank-as-zero" as const }),
    };
  }
  return { verdict: "failed", basis, left: claim.amount, right: first.sum, operands: first.operands };
}

const isLevel = ({ kind }: Claim): boolean => kind === "count" || kind === "money";

/** The check of nothing takes the claims of nothing, and those of something where the tables have nothing. */
function compareLevel(
  check: ClaimCheck,
  claim: Claim,
  subject: CheckSubject,
  catalog: Catalog,
): Comparison | undefined {
  const bases = listBases(
    basesOfSubject(claim.subject, catalog),
    subject.facts,
    { side: "right", year: subject.year },
    catalog,
  );
  if (bases.length === 0) return undefined;
  const isNothing = claim.amount === 0 || bases.every(({ sum }) => sum === 0);
  return isNothing === (check.of === "none") ? judge(claim, bases) : undefined;
}

function compare(
  check: ClaimCheck,
  claim: Claim,
  subject: CheckSubject,
  catalog: Catalog,
): Comparison | undefined {
  switch (check.of) {
    case "level":
    case "none":
      return isLevel(claim) ? compareLevel(check, claim, subject, catalog) : undefined;
    case "share":
      return claim.kind === "share" ? compareShare(claim, subject, catalog) : undefined;
    case "growth":
      return claim.kind === "growth" ? compareGrowth(claim, subject, catalog) : undefined;
    case "list":
      return claim.kind === "list" ? compareList(claim) : undefined;
  }
}

/** The same through rereadings of the same text: what is stated of what. */
function instanceOf(claim: Claim): string {
  const of = claim.kind === "share" ? `/${claim.of}` : "";
  return `${claim.subject ?? "text"}${of}/${claim.amount}${claim.unit === "%" ? "%" : ""}`;
}

const RANK: Readonly<Record<Verdict, number>> = { passed: 0, failed: 1, "not-assessable": 2 };

export function runClaims(check: ClaimCheck, subject: CheckSubject, catalog: Catalog): CheckResult[] {
  const results = new Map<string, CheckResult>();
  for (const claim of subject.claims) {
    if (check.subjects !== undefined && !check.subjects.includes(claim.subject ?? "")) continue;
    const found = compare(check, claim, subject, catalog);
    if (found === undefined) continue;
    // A list adds up or not, whosever work it counts.
    const foreign = claim.scope !== null && claim.scope !== subject.scope && check.of !== "list";
    const { basis, ...comparison } = foreign ? { ...OPEN, basis: found.basis, operands: [] } : found;
    const instance = instanceOf(claim);
    const result = { check: check.id, instance, ...comparison, words: `${basis} ${claim.sentence}` };
    const known = results.get(instance);
    if (known === undefined || RANK[result.verdict] < RANK[known.verdict]) results.set(instance, result);
  }
  return [...results.values()];
}
