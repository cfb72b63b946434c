import type { Catalog } from "../catalog/catalog.ts";
import type { Check } from "../catalog/check-schema.ts";
import { runClaims } from "./claims.ts";
import { runDeadline } from "./deadline.ts";
import { runForm } from "./form.ts";
import { runJump, runNear, runNonNegative, runPower, runRequires, runSilence } from "./plausibility.ts";
import { runRelations } from "./relations.ts";
import { runIdentity, runRepetition } from "./resemblance.ts";
import type { CheckResult } from "./result.ts";
import { runRollUp } from "./roll-up.ts";
import type { CheckSubject } from "./subject.ts";

/** Every check of the catalog on one report: the one implementation behind command line, ingest, pages and API. */

function runOne(check: Check, subject: CheckSubject, catalog: Catalog): readonly CheckResult[] {
  switch (check.kind) {
    case "relation":
      // Spelled out and run together: they are many and share their look-ups.
      return [];
    case "jump":
      return runJump(check, subject, catalog);
    case "non-negative":
      return runNonNegative(check, subject);
    case "requires":
      return runRequires(check, subject, catalog);
    case "power":
      return runPower(check, subject);
    case "silence":
      return runSilence(check, subject, catalog);
    case "repetition":
      return runRepetition(check, subject);
    case "identity":
      return runIdentity(check, subject);
    case "roll-up":
      return runRollUp(check, subject, catalog);
    case "deadline":
    case "local-deadline":
      return runDeadline(check, subject, catalog);
    case "form":
      return runForm(check, subject, catalog);
    case "near":
      return runNear(check, subject, catalog);
    case "claim":
      return runClaims(check, subject, catalog);
  }
}

/** Results in the order of the catalog. Checks that do not apply to the year or the forms of the report have none. */
export function runChecks(subject: CheckSubject, catalog: Catalog): CheckResult[] {
  const due = new Map(
    catalog.checks
      .filter(({ since, until }) => since <= subject.year && (until ?? subject.year) >= subject.year)
      .map((check) => [check.id, check]),
  );
  const relations = runRelations(subject, catalog).filter(({ check }) => due.has(check));
  const others = [...due.values()].flatMap((check) => runOne(check, subject, catalog));
  const order = new Map(catalog.checks.map(({ id }, at) => [id, at]));
  return [...relations, ...others].sort((a, b) => (order.get(a.check) ?? 0) - (order.get(b.check) ?? 0));
}

/** The deadlines alone, which rest on no figure. */
export function runDeadlines(subject: CheckSubject, catalog: Catalog): CheckResult[] {
  return catalog.checks.flatMap((check) =>
    check.kind === "deadline" || check.kind === "local-deadline" ? runDeadline(check, subject, catalog) : [],
  );
}
