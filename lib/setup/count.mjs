import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/**
 * A check that either holds or not.
 * @param {boolean} holds
 * @returns {Count}
 */
export const countOne = (holds) => ({ passed: holds ? 1 : 0, failed: holds ? 0 : 1, skipped: 0 });

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export function sum(counts) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const count of counts) for (const key of Object.keys(total)) total[key] += count[key];
  return total;
}

/**
 * Counts of vitest's JSON report. A file that could not be loaded has no tests and counts as one failure.
 * @param {string} file
 * @param {number} exitCode
 */
export function countVitest(file, exitCode) {
  if (!existsSync(file)) return countOne(false);
  const report = JSON.parse(readFileSync(file, "utf8"));
  const unloaded = report.testResults.filter(
    (suite) => suite.status === "failed" && !suite.assertionResults.some((test) => test.status === "failed"),
  );
  return withExitCode(exitCode, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

/**
 * Counts of Playwright's JSON report.
 * @param {string} file
 * @param {number} exitCode
 */
export function countPlaywright(file, exitCode) {
  if (!existsSync(file)) return countOne(false);
  const { stats, errors } = JSON.parse(readFileSync(file, "utf8"));
  return withExitCode(exitCode, {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  });
}

/** A runner that failed without naming a failed test (an unhandled error, no tests found) is a failure too. */
function withExitCode(exitCode, count) {
  return exitCode !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/**
 * The last line of `npm test`.
 * @param {Count} count
 */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
