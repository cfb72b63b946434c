import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { runChecks } from "../../lib/checks/run-checks.ts";
import type { CheckSubject } from "../../lib/checks/subject.ts";
import { subjectsOf } from "../fixtures/check-subjects.ts";

const catalog = getCatalog();
/** Knowing of no twin and of no other agency in the file, they hold; every table that is read is of some edition. */
const ALWAYS_TOLD = ["same-as-another-agency", "file-of-two-agencies", "edition-of-year"];

describe.each(catalog.checks.map((check) => [check.id, check] as const))("%s", (id, check) => {
  const { passing, failing, notAssessable } = subjectsOf(check, catalog);
  const verdictsOn = (subject: CheckSubject) =>
    new Set(runChecks(subject, catalog).flatMap((result) => (result.check === id ? [result.verdict] : [])));

  it("passes where it holds", () => {
    const verdicts = verdictsOn(passing);
    expect(verdicts).toContain("passed");
    expect(verdicts).not.toContain("failed");
  });

  it("fails where it does not hold, with both sides or words", () => {
    const failed = runChecks(failing, catalog).find((one) => one.check === id && one.verdict === "failed");
    expect(failed).toBeDefined();
    if (failed?.left !== null && failed?.right !== null) expect(failed?.left).not.toBe(failed?.right);
    else expect(failed.words ?? failed.other).toBeDefined();
  });

  it("is not assessable where a term is missing, and is never taken for failed", () => {
    if (notAssessable === null) {
      expect(ALWAYS_TOLD).toContain(id);
      return;
    }
    const verdicts = verdictsOn(notAssessable);
    expect(verdicts).toContain("not-assessable");
    expect(verdicts).not.toContain("failed");
  });
});
