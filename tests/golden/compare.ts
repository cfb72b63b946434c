import type { Catalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import type { Fact } from "../../lib/model.ts";
import type { ExpectedCell } from "./recipe.ts";

/** Facts in the shape of the truth: amounts in the unit, not in its smallest part. */
export function toCells(facts: readonly Fact[], catalog: Catalog): readonly ExpectedCell[] {
  return facts.map((fact): ExpectedCell => {
    const scale = catalog.units.find((unit) => unit.id === fact.unit)?.scale ?? 1;
    const amount = fact.value.status === "reported" ? fact.value.amount / scale : null;
    return [fact.edition, fact.indicator, fact.member, fact.value.status, amount, fact.printed || null];
  });
}

const nameOf = (cell: ExpectedCell) => cell.slice(0, 3).join("/");
const printValue = (cell: ExpectedCell) => (cell[3] === "reported" ? `${cell[4]}` : cell[3]);

const NOTHING = "(nothing)";

/** Whether a difference is a cell that was not read at all. */
export function isMissing(difference: string): boolean {
  return difference.endsWith(`got ${NOTHING}`);
}

/** Whether a difference is a cell that was not read, or of which the reader says that it could not be. */
export function isUnread(difference: string): boolean {
  return isMissing(difference) || difference.endsWith("got illegible");
}

/**
 * Differences between what was printed and what was read, one line each: `cell: expected, got`. A cell read that
 * was never printed counts, unless the reader itself says that it is absent or illegible.
 */
export function listDifferences(
  expected: readonly ExpectedCell[],
  read: readonly ExpectedCell[],
  compare: "all" | "never-wrong",
): readonly string[] {
  const got = new Map<string, string[]>();
  for (const cell of read) got.set(nameOf(cell), [...(got.get(nameOf(cell)) ?? []), printValue(cell)]);
  const wanted = new Set(expected.map(nameOf));
  const wrong = expected.flatMap((cell) => {
    const values = got.get(nameOf(cell)) ?? [NOTHING];
    return values.length === 1 && values[0] === printValue(cell)
      ? []
      : [`${nameOf(cell)}: expected ${printValue(cell)}, got ${values.join(" and ")}`];
  });
  const invented = read
    .filter((cell) => !wanted.has(nameOf(cell)) && cell[3] !== "absent" && cell[3] !== "illegible")
    .map((cell) => `${nameOf(cell)}: expected ${NOTHING}, got ${printValue(cell)}`);
  return [...(compare === "all" ? wrong : wrong.filter((line) => !isMissing(line))), ...invented];
}

/** A file through the whole reader, with the codes and severities of its findings. */
export async function readFile(fileName: string, bytes: Uint8Array, catalog: Catalog, url?: string) {
  const { value: readings, findings: onFile } = await readReports(
    { fileName, bytes, ...(url && { url }) },
    catalog,
  );
  const report = readings[0]?.report ?? null;
  const findings = [...onFile, ...readings.flatMap((reading) => reading.findings)];
  const severityOf = (code: string) =>
    catalog.findings.find((candidate) => candidate.code === code)?.severity ?? "error";
  return {
    report,
    cells: toCells(report?.facts ?? [], catalog),
    codes: [...new Set(findings.map((finding) => finding.code))],
    grave: [...new Set(findings.map((finding) => finding.code))].filter(
      (code) => severityOf(code) !== "info",
    ),
  };
}
