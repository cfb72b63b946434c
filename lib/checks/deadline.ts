import type { Catalog } from "../catalog/catalog.ts";
import type { CheckOf } from "../catalog/check-schema.ts";
import type { Bilingual } from "../catalog/schema.ts";
import type { CheckResult } from "./result.ts";
import type { CheckSubject } from "./subject.ts";

/**
 * When a report had to be out, in the year after the report's: by the date that somebody set for a region and years,
 * else by the law, which goes by the agency's kind.
 */

type Deadline = CheckOf<"deadline">;

/** A date set for some agencies and years beside the law. */
export interface DeadlineRule {
  /** Its number; it keeps it when it is changed. */
  readonly rule: number;
  /** Division code, with what lies in it; `null`: everywhere. */
  readonly region: string | null;
  /** What the codes of its regions begin with; empty: everywhere. */
  readonly prefix: string;
  /** First and last report year; `null`: every year from the first. */
  readonly since: number;
  readonly until: number | null;
  /** `null`: all. */
  readonly kind: string | null;
  readonly level: string | null;
  readonly month: number;
  readonly day: number;
  /** What it rests on: the document that sets it. */
  readonly basis: string;
}

/** Of an agency, what its deadline goes by. */
export interface DueAgency {
  readonly kind: string | null;
  readonly level?: string | null;
  readonly region?: string | null;
}

export interface DueDate {
  /** The check that judges it. */
  readonly check: string;
  readonly date: string;
  readonly basis: Bilingual;
  /** `null` where the law alone says it. */
  readonly rule: DeadlineRule | null;
}

const two = (part: number): string => String(part).padStart(2, "0");

const dateIn = (year: number, { month, day }: Pick<DeadlineRule, "month" | "day">): string =>
  `${year + 1}-${two(month)}-${two(day)}`;

const applies = (check: Pick<Deadline, "since" | "until">, year: number): boolean =>
  check.since <= year && (check.until ?? year) >= year;

/** Whether a rule is about an agency in a year. */
export function isUnder(rule: DeadlineRule, agency: DueAgency, year: number): boolean {
  const { since, until, prefix, kind, level } = rule;
  return (
    since <= year &&
    (until ?? year) >= year &&
    (prefix === "" || (agency.region ?? "").startsWith(prefix)) &&
    (kind === null || kind === agency.kind) &&
    (level === null || level === agency.level)
  );
}

const spanOf = ({ since, until }: DeadlineRule): number => (until ?? 9999) - since;

/** The smaller region before the larger, a kind named before none, then a level, then the fewer years. */
const bySpecificity = (a: DeadlineRule, b: DeadlineRule): number =>
  b.prefix.length - a.prefix.length ||
  Number(b.kind !== null) - Number(a.kind !== null) ||
  Number(b.level !== null) - Number(a.level !== null) ||
  spanOf(a) - spanOf(b) ||
  b.since - a.since ||
  b.rule - a.rule;

/** The date of the law; `undefined` where none is declared. */
export function findLegalDeadline(kind: string | null, year: number, catalog: Catalog): DueDate | undefined {
  const deadlines = catalog.checks
    .filter((check) => check.kind === "deadline")
    .filter((check) => applies(check, year));
  const check =
    deadlines.find(({ kinds }) => kind !== null && kinds.includes(kind)) ??
    deadlines.find(({ kinds }) => kinds.includes("*"));
  if (check === undefined) return undefined;
  return { check: check.id, date: dateIn(year, check), basis: check.basis, rule: null };
}

/** The deadline of an agency's report, as an ISO date with what it rests on; the most specific rule before the law. */
export function findDeadline(
  agency: DueAgency,
  year: number,
  catalog: Catalog,
  rules: readonly DeadlineRule[] = [],
): DueDate | undefined {
  const [rule] = rules.filter((one) => isUnder(one, agency, year)).sort(bySpecificity);
  const check = catalog.checks.find((one) => one.kind === "local-deadline");
  if (rule === undefined || check === undefined) return findLegalDeadline(agency.kind, year, catalog);
  return { check: check.id, date: dateIn(year, rule), basis: { zh: rule.basis, en: rule.basis }, rule };
}

/**
 * Whether the law asks all whom a rule is about for an earlier day, in some of its years. Where the law says nothing there
 * is nothing to be later than.
 */
export function isLaterThanLaw(
  rule: Pick<DeadlineRule, "since" | "until" | "kind" | "month" | "day">,
  kinds: readonly string[],
  catalog: Catalog,
): boolean {
  const { since, until, kind } = rule;
  // The law is the same from one of its beginnings to the next.
  const begins = catalog.checks.filter((check) => check.kind === "deadline").map((check) => check.since);
  const years = [since, ...begins.filter((year) => year > since && year <= (until ?? year))];
  const about = kind === null ? kinds : [kind];
  return years.some((year) => {
    const legal = about.map((one) => findLegalDeadline(one, year, catalog));
    return legal.length > 0 && legal.every((due) => due !== undefined && due.date < dateIn(year, rule));
  });
}

/** Ids of the checks that judge deadlines. */
export const deadlineChecks = ({ checks }: Catalog): string[] =>
  checks.filter(({ kind }) => kind === "deadline" || kind === "local-deadline").map(({ id }) => id);

const DAY = 86_400_000;

/** Days between two ISO dates, positive when `date` is later than `deadline`. */
export function daysLate(date: string, deadline: string): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - Date.parse(`${deadline}T00:00:00Z`)) / DAY);
}

export function runDeadline(
  check: Deadline | CheckOf<"local-deadline">,
  subject: CheckSubject,
  catalog: Catalog,
): CheckResult[] {
  const due = findDeadline(subject.agency, subject.year, catalog, subject.deadlines);
  if (due === undefined || due.check !== check.id) return [];
  const head = { check: check.id, instance: "", operands: [] };
  const said = due.rule === null ? due.date : `${due.date} ${due.rule.basis}`;
  if (subject.published === null || subject.agency.kind === null)
    return [{ ...head, verdict: "not-assessable", left: null, right: null, words: said }];
  const late = daysLate(subject.published, due.date);
  return [
    {
      ...head,
      verdict: late > 0 ? "failed" : "passed",
      left: Math.max(late, 0),
      right: 0,
      words: `${subject.published} ${said}`,
    },
  ];
}
