import type { Catalog } from "../catalog/catalog.ts";
import type { DeadlineRule } from "../checks/deadline.ts";
import { toFinding } from "../checks/finding.ts";
import { type CheckResult, missingOf, nameOf } from "../checks/result.ts";
import { runChecks } from "../checks/run-checks.ts";
import { aloneSubject } from "../checks/subject.ts";
import type { Fact, Finding, Scope, Vote } from "../model.ts";
import type { Agreement, ReportExtract } from "../report.ts";

/** The checks of one report by itself, before anything of it is stored: what an agency sees before publishing. */

export interface ReportChecks {
  readonly results: readonly CheckResult[];
  /** The failed ones. */
  readonly findings: readonly Finding[];
}

/** The year that votes of some sources name, where they agree. */
function yearOf(evidence: readonly Vote[], sources: readonly Vote["source"][]): number | null {
  const [only, ...more] = new Set(
    evidence
      .filter(({ question, source }) => question === "year" && sources.includes(source))
      .map(({ answer }) => Number(answer)),
  );
  return only === undefined || more.length > 0 ? null : only;
}

/** What is known of the report from elsewhere; the catalog says it where nothing else does. */
export interface KnownOfReport {
  readonly agency?: {
    readonly kind: string | null;
    readonly level: string | null;
    readonly region?: string | null;
  };
  /** Dates set for regions and years. */
  readonly deadlines?: readonly DeadlineRule[];
  /** Facts of the report of the year before. */
  readonly previous?: readonly Fact[] | null;
}

/** Whose work the figures count: as the report says, else as its agency's usually do. */
export function scopeOf({ identity }: Pick<ReportExtract, "identity">, catalog: Catalog): Scope {
  const listed = catalog.agencies.find(({ id }) => id === identity.agency?.id);
  return identity.scope ?? listed?.usualScope ?? "own-organ";
}

/** Checks that the report can fail or pass alone; those of other agencies are not assessable, nor of other years unless `known`. */
export function checkReport(
  report: ReportExtract,
  catalog: Catalog,
  known: KnownOfReport = {},
): ReportChecks {
  const { agency, year, published, evidence } = report.identity;
  if (year === null) return { results: [], findings: [] };
  const {
    kind = null,
    level = null,
    region = null,
  } = known.agency ?? catalog.agencies.find(({ id }) => id === agency?.id) ?? {};
  const alone = aloneSubject({
    agency: { id: agency?.id ?? "", kind, level, region },
    year,
    scope: scopeOf(report, catalog),
    facts: report.facts,
    claims: report.claims,
    sections: report.sections,
    published,
    years: {
      title: yearOf(evidence, ["title", "heading", "metadata"]),
      period: yearOf(evidence, ["period"]),
    },
  });
  const { previous = null, deadlines = [] } = known;
  const results = runChecks({ ...alone, previous, deadlines }, catalog);
  const findings = results.flatMap((result) => toFinding(result, report.agreements, catalog) ?? []);
  return { results, findings };
}

export interface DescribedCheck {
  readonly check: string;
  readonly instance: string;
  readonly verdict: CheckResult["verdict"];
  readonly left: number | null;
  readonly right: number | null;
  readonly missing: string[];
  readonly inferred?: "blank-as-zero";
  readonly agreement?: Agreement;
}

/** A result in the public shape; `left` and `right` in the unit of the cells. */
export function describeCheck(
  result: CheckResult,
  { agreements }: Pick<ReportExtract, "agreements">,
  catalog: Catalog,
): DescribedCheck {
  const { check, instance, verdict, left, right, operands, inferred } = result;
  const unit = operands.find(({ fact }) => fact !== undefined)?.fact?.unit;
  const scale = catalog.units.find(({ id }) => id === unit)?.scale ?? 1;
  const agreement = agreements[nameOf(result)];
  return {
    check,
    instance,
    verdict,
    left: left === null ? null : left / scale,
    right: right === null ? null : right / scale,
    missing: missingOf(result).map(({ indicator, member, year }) => `${indicator}/${member}/${year}`),
    ...(inferred && { inferred }),
    ...(agreement && { agreement }),
  };
}
