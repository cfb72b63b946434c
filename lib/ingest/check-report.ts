import type { Catalog } from "../catalog/catalog.ts";
import { toFinding } from "../checks/finding.ts";
import { type CheckResult, missingOf, nameOf } from "../checks/result.ts";
import { runChecks } from "../checks/run-checks.ts";
import { aloneSubject } from "../checks/subject.ts";
import type { Finding, Vote } from "../model.ts";
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

/** Checks that the report can fail or pass alone; those of other years and agencies are not assessable. */
export function checkReport(report: ReportExtract, catalog: Catalog): ReportChecks {
  const { agency, year, scope, published, evidence } = report.identity;
  if (year === null) return { results: [], findings: [] };
  const known = catalog.agencies.find(({ id }) => id === agency?.id);
  const subject = aloneSubject({
    agency: { id: agency?.id ?? "", kind: known?.kind ?? null, level: known?.level ?? null },
    year,
    scope: scope ?? known?.usualScope ?? "own-organ",
    facts: report.facts,
    claims: report.claims,
    sections: report.sections,
    published,
    years: {
      title: yearOf(evidence, ["title", "heading", "metadata"]),
      period: yearOf(evidence, ["period"]),
    },
  });
  const results = runChecks(subject, catalog);
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
