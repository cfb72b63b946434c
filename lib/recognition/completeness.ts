import type { Catalog } from "../catalog/catalog.ts";
import type { Edition } from "../catalog/schema.ts";
import type { Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import type { RecognizedMatch } from "./recognize.ts";
import { listTemplates } from "./template.ts";

/**
 * What a report should have had. The edition with most cells is the report's own: each of its tables is expected whole,
 * also one that is nowhere. A part of another edition's table beside it (the platform block of 2014 in a report of 2019)
 * is what the agency chose to add: of that only what is there is expected.
 */

function findMain(matches: readonly RecognizedMatch[], catalog: Catalog): Edition | undefined {
  const cells = (id: string): number =>
    matches.filter((match) => match.edition === id).reduce((sum, match) => sum + match.bindings.length, 0);
  const counts = catalog.editions.map((edition) => ({ edition, count: cells(edition.id) }));
  return counts.sort((a, b) => b.count - a.count).find(({ count }) => count > 0)?.edition;
}

function judge(match: RecognizedMatch, main: Edition | undefined): Outcome<RecognizedMatch> {
  const [example] = match.missing;
  if (example === undefined || match.expected === match.bindings.length)
    return { value: match, findings: [] };
  const added = match.edition !== main?.id && match.bindings.length < match.expected / 2;
  const finding: Finding = {
    code: added ? "table-partial" : "cells-missing",
    parameters: {
      edition: match.edition,
      table: match.table,
      missing: match.missing.length,
      read: match.bindings.length,
      expected: match.expected,
      example: `${example.label}/${example.memberLabel}`,
    },
  };
  return { value: added ? { ...match, expected: match.bindings.length } : match, findings: [finding] };
}

function listMissing(
  matches: readonly RecognizedMatch[],
  main: Edition | undefined,
  catalog: Catalog,
): RecognizedMatch[] {
  const found = new Set(matches.map((match) => match.table));
  return listTemplates(catalog)
    .filter(({ edition, table }) => edition === main && edition.tables.length > 1 && !found.has(table.id))
    .map(({ edition, table, cells }) => ({
      edition: edition.id,
      table: table.id,
      grids: [],
      bindings: [],
      missing: cells,
      expected: cells.length,
    }));
}

/** The matches with what each should have had, and the tables of the report's form that it lacks. */
export function complete(
  matches: readonly RecognizedMatch[],
  catalog: Catalog,
): Outcome<readonly RecognizedMatch[]> {
  const main = findMain(matches, catalog);
  const judged = matches.map((match) => judge(match, main));
  const missing = listMissing(matches, main, catalog);
  return {
    value: [...judged.map((outcome) => outcome.value), ...missing],
    findings: [
      ...missing.map(
        ({ edition, table, expected }): Finding => ({
          code: "table-missing",
          parameters: { edition, table, expected },
        }),
      ),
      ...judged.flatMap((outcome) => outcome.findings),
    ],
  };
}
