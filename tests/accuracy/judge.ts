import type { Catalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import { toCells } from "../golden/compare.ts";
import type { ExpectedCell } from "../golden/recipe.ts";
import type { Case, Truth } from "./cases.ts";

/**
 * Cells of one document by what became of them. `wrong` is a number given for a cell that prints another or none:
 * the one thing that must not be. `mismarked` is a blank, a dash or a mark taken for another of these, or for a number.
 */
export interface Verdict {
  readonly name: string;
  readonly format: string;
  readonly traits: readonly string[];
  readonly cells: number;
  readonly right: number;
  readonly unread: number;
  readonly mismarked: number;
  /** One line each: cell, what it prints, what was read. */
  readonly wrong: readonly string[];
  readonly codes: readonly string[];
  readonly milliseconds: number;
}

type Fate = "right" | "unread" | "mismarked" | "wrong";

const nameOf = (cell: ExpectedCell): string => cell.slice(0, 3).join("/");
const readingOf = (cell: ExpectedCell): string => (cell[3] === "reported" ? String(cell[4]) : cell[3]);
const isUnread = (cell: ExpectedCell): boolean => cell[3] === "illegible" || cell[3] === "absent";

function judgeCell(expected: ExpectedCell, read: readonly ExpectedCell[]): Fate {
  const other = read.filter((cell) => readingOf(cell) !== readingOf(expected));
  if (other.some((cell) => cell[3] === "reported")) return "wrong";
  if (other.some((cell) => !isUnread(cell))) return "mismarked";
  return read.length > 0 && other.length === 0 ? "right" : "unread";
}

export interface Judgement {
  readonly counts: Readonly<Record<Fate, number>>;
  readonly wrong: readonly string[];
}

/** What was read, held against what was printed. A number for a cell that was never printed is wrong as well. */
export function judge(expected: readonly ExpectedCell[], read: readonly ExpectedCell[]): Judgement {
  const byName = new Map<string, ExpectedCell[]>();
  for (const cell of read) byName.set(nameOf(cell), [...(byName.get(nameOf(cell)) ?? []), cell]);
  const counts = { right: 0, unread: 0, mismarked: 0, wrong: 0 };
  const wrong: string[] = [];
  for (const cell of expected) {
    const found = byName.get(nameOf(cell)) ?? [];
    const fate = judgeCell(cell, found);
    counts[fate] += 1;
    if (fate === "wrong")
      wrong.push(`${nameOf(cell)}: printed ${readingOf(cell)}, read ${found.map(readingOf).join(" and ")}`);
  }
  const printed = new Set(expected.map(nameOf));
  for (const cell of read) {
    if (printed.has(nameOf(cell)) || cell[3] !== "reported") continue;
    wrong.push(`${nameOf(cell)}: not printed, read ${readingOf(cell)}`);
  }
  return { counts, wrong };
}

type Readings = Awaited<ReturnType<typeof readReports>>["value"];

/** What was read of each report, and what was read of none: a report of an agency that the file does not list. */
function pairReadings(truth: readonly Truth[], readings: Readings) {
  const isOf = ({ agency }: Truth, { report }: Readings[number]): boolean =>
    agency === undefined || report.identity.agency?.name === agency;
  return {
    pairs: truth.map((one) => ({ one, own: readings.filter((reading) => isOf(one, reading)) })),
    strange: readings.filter((reading) => !truth.some((one) => isOf(one, reading))),
  };
}

/** Reads a document through the whole product and judges every cell. A wrong year makes all that was read wrong. */
export async function readCase(one: Case, catalog: Catalog): Promise<Verdict> {
  const begun = performance.now();
  const { value: readings, findings } = await readReports(
    { fileName: one.fileName, bytes: one.bytes },
    catalog,
  );
  const milliseconds = performance.now() - begun;
  const { pairs, strange } = pairReadings(one.truth, readings);
  const cellsOf = (list: Readings) => list.flatMap(({ report }) => toCells(report.facts, catalog));
  const judged = pairs.map(({ one: truth, own }) => {
    const years = own.map(({ report }) => report.identity.year);
    const slips = years.filter((year) => year !== null && year !== truth.year);
    const { counts, wrong } = judge(truth.cells, cellsOf(own));
    return { counts, wrong: [...wrong, ...slips.map((year) => `year: printed ${truth.year}, read ${year}`)] };
  });
  const sum = (fate: Fate) => judged.reduce((total, { counts }) => total + counts[fate], 0);
  return {
    ...{ name: one.name, format: one.format, traits: one.traits },
    cells: one.truth.reduce((total, { cells }) => total + cells.length, 0),
    right: sum("right"),
    unread: sum("unread"),
    mismarked: sum("mismarked"),
    wrong: [
      ...judged.flatMap(({ wrong }) => wrong),
      ...strange.map(({ report }) => `not listed: ${report.identity.agency?.name}`),
    ],
    codes: [
      ...new Set([...findings, ...readings.flatMap((reading) => reading.findings)].map(({ code }) => code)),
    ],
    milliseconds,
  };
}
