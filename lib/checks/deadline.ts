import type { Catalog } from "../catalog/catalog.ts";
import type { CheckOf } from "../catalog/check-schema.ts";
import type { CheckResult } from "./result.ts";
import type { CheckSubject } from "./subject.ts";

/** When a report had to be out: by the agency's kind, in the year after the report's. */

type Deadline = CheckOf<"deadline">;

const two = (part: number): string => String(part).padStart(2, "0");

const applies = (check: Deadline, year: number): boolean =>
  check.since <= year && (check.until ?? year) >= year;

/** The deadline of an agency's report, as an ISO date; `undefined` where none is declared. */
export function findDeadline(
  kind: string | null,
  year: number,
  catalog: Catalog,
): { readonly check: Deadline; readonly date: string } | undefined {
  const deadlines = catalog.checks
    .filter((check) => check.kind === "deadline")
    .filter((check) => applies(check, year));
  const check =
    deadlines.find(({ kinds }) => kind !== null && kinds.includes(kind)) ??
    deadlines.find(({ kinds }) => kinds.includes("*"));
  if (check === undefined) return undefined;
  return { check, date: `${year + 1}-${two(check.month)}-${two(check.day)}` };
}

const DAY = 86_400_000;

/** Days between two ISO dates, positive when `date` is later than `deadline`. */
export function daysLate(date: string, deadline: string): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${deadline}T00:00:00Z`)) / DAY);
}

export function runDeadline(check: Deadline, subject: CheckSubject, catalog: Catalog): CheckResult[] {
  const due = findDeadline(subject.agency.kind, subject.year, catalog);
  if (due?.check.id !== check.id) return [];
  const head = { check: check.id, instance: "", operands: [] };
  if (subject.published === null || subject.agency.kind === null)
    return [{ ...head, verdict: "not-assessable", left: null, right: null, words: due.date }];
  const late = daysLate(subject.published, due.date);
  return [
    {
      ...head,
      verdict: late > 0 ? "failed" : "passed",
      left: Math.max(late, 0),
      right: 0,
      words: `${subject.published} ${due.date}`,
    },
  ];
}
