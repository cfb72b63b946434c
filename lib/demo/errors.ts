import type { AgencyYear } from "./history.ts";
import { type Counts, countOf, type Table, TOTAL } from "./tables.ts";

/** What agencies do wrong when they report, each with the check that finds it (lib/catalog/checks). */

export const ERRORS = {
  sum: { check: "requests-results", needsPrevious: false },
  "last-year": { check: "same-as-last-year", needsPrevious: true },
  "other-agency": { check: "same-as-another-agency", needsPrevious: false },
  unit: { check: "fees-jump", needsPrevious: true },
  zeros: { check: "silent-after-busy-year", needsPrevious: true },
  "title-year": { check: "title-year", needsPrevious: false },
  text: { check: "text-received", needsPrevious: false },
  "carry-over": { check: "carry-over", needsPrevious: true },
} as const satisfies Readonly<Record<string, { readonly check: string; readonly needsPrevious: boolean }>>;

export type ErrorKind = keyof typeof ERRORS;
export const ERROR_KINDS = Object.keys(ERRORS) as ErrorKind[];

/** The check that finds the error in a report of this form. */
export function checkOf(kind: ErrorKind, edition: AgencyYear["edition"]): string {
  return kind === "sum" && edition === "form-2014" ? "replies" : ERRORS[kind].check;
}

const NATURAL = "natural-person";
/** Requests that are moved from one row to another. */
const SHIFTED = 3;
const YUAN_IN_TEN_THOUSAND = 10_000;

/** Adds to the cell of natural persons and to the total, or to the only cell of a row. */
function shift(table: Table, indicator: string, by: number): Table {
  const counts = table[indicator] ?? {};
  const members = [NATURAL, TOTAL].filter((member) => member in counts);
  const changed = members.map((member) => [member, (counts[member] ?? 0) + by] as const);
  return { ...table, [indicator]: { ...counts, ...Object.fromEntries(changed) } };
}

/** The table that tells of requests. */
export const requestTable = ({ edition }: AgencyYear): string =>
  edition === "form-2014" ? "statistics" : "requests";

const withTable = (report: AgencyYear, name: string, table: Table | undefined): AgencyYear =>
  table === undefined ? report : { ...report, tables: { ...report.tables, [name]: table } };

function emptied(table: Table): Table {
  const empty = (counts: Counts): Counts =>
    Object.fromEntries(Object.keys(counts).map((member) => [member, 0]));
  return Object.fromEntries(Object.entries(table).map(([indicator, counts]) => [indicator, empty(counts)]));
}

/** A report with an error in its tables; `other` is the report that was copied. */
export function err(report: AgencyYear, kind: ErrorKind, other: AgencyYear | undefined): AgencyYear {
  const name = requestTable(report);
  const table = report.tables[name] ?? {};
  switch (kind) {
    case "sum":
      return withTable(
        report,
        name,
        shift(table, name === "requests" ? "disclosed-in-full" : "replied-granted", 2),
      );
    case "last-year":
    case "other-agency":
      return withTable(report, name, other?.tables[name]);
    case "unit": {
      const disclosure = report.tables.disclosure ?? {};
      const fees = countOf(disclosure, "fees-charged") * YUAN_IN_TEN_THOUSAND;
      return withTable(report, "disclosure", { ...disclosure, "fees-charged": { [TOTAL]: fees } });
    }
    case "zeros": {
      const tables = Object.entries(report.tables).map(([id, each]) => [id, emptied(each)]);
      return { ...report, tables: Object.fromEntries(tables) };
    }
    case "carry-over":
      return withTable(
        report,
        name,
        shift(shift(table, "requests-carried-in", SHIFTED), "requests-received", -SHIFTED),
      );
    case "title-year":
    case "text":
      return report;
  }
}

/** A number of requests that nothing in the tables accounts for. */
export function wrongNumber(report: AgencyYear): number {
  const printed = Object.values(report.tables).flatMap((table) =>
    Object.values(table).flatMap(Object.values),
  );
  const table = report.tables[requestTable(report)];
  const received = countOf(table, "requests-received");
  const known = new Set([...printed, received + countOf(table, "requests-carried-in")]);
  let wrong = received + 10;
  while (known.has(wrong)) wrong += 10;
  return wrong;
}

/** Whether a report can bear the error; `previous` is the one of the year before. */
export function canErr(report: AgencyYear, kind: ErrorKind, previous: AgencyYear | undefined): boolean {
  const same = previous?.edition === report.edition;
  const table = report.tables[requestTable(report)];
  const answered = countOf(table, "results-total");
  switch (kind) {
    case "sum":
      return answered >= 5;
    case "last-year":
      return same && weightOf(previous?.tables[requestTable(report)]) >= MOST_WEIGHT;
    case "other-agency":
      return answered > 0;
    case "unit":
      return same && countOf(previous?.tables.disclosure, "fees-charged") >= LEAST_FEES;
    case "zeros":
      return (
        countOf(previous?.tables[previous === undefined ? "" : requestTable(previous)], "results-total") >=
        BUSY
      );
    case "title-year":
      return true;
    case "text":
      // The form of 2014 does not tell applicants apart, so that a number may count some of them.
      return report.edition !== "form-2014" && countOf(table, "requests-received") >= 5;
    case "carry-over":
      return report.year >= 2020 && countOf(table, "requests-received", NATURAL) > SHIFTED;
  }
}

/** Figures above zero, requests and fees (in hundredths of 10,000 yuan) from which the checks look. */
export const MOST_WEIGHT = 8;
const BUSY = 20;
const LEAST_FEES = 100;

export const weightOf = (table: Table | undefined): number =>
  Object.values(table ?? {}).reduce(
    (sum, counts) => sum + Object.values(counts).filter((count) => count > 0).length,
    0,
  );
