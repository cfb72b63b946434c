import type { Catalog } from "../catalog/catalog.ts";
import { readDocument } from "../documents/read-document.ts";
import { normalize } from "../facts/normalize.ts";
import type { Document, Finding, Report } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { findOtherKind, identify } from "../recognition/identify.ts";
import { recognize } from "../recognition/recognize.ts";
import { listUnplaced } from "../recognition/unplaced.ts";
import { listGrids } from "../tables/grid.ts";
import { lookOf } from "../tables/printed.ts";

export interface SourceFile {
  readonly fileName: string;
  readonly url?: string;
  readonly bytes: Uint8Array;
}

function explainNothing(document: Document, catalog: Catalog): Finding {
  const other = findOtherKind(document, catalog);
  if (other !== undefined)
    return {
      code: "other-kind-of-report",
      parameters: { kind: other.id, words: other.words },
    };
  const tables = document.blocks.filter((block) => block.kind === "table").length;
  return tables === 0
    ? { code: "no-tables", parameters: {} }
    : { code: "no-statutory-table", parameters: { tables } };
}

function noteEditions(report: Report, catalog: Catalog): Finding[] {
  const { year } = report.identity;
  if (year === null) return [];
  return catalog.editions
    .filter((edition) => report.matches.some((match) => match.edition === edition.id))
    .filter((edition) => edition.firstYear > year || (edition.lastYear ?? year) < year)
    .map((edition) => ({ code: "edition-not-of-year", parameters: { year, edition: edition.id } }));
}

/** One report and what its reader should know. */
export interface Reading {
  readonly report: Report;
  readonly findings: readonly Finding[];
}

/**
 * Reads one document through all stages: document, grid, recognition, facts. A document gives one report, or one for
 * each row of a collected table. Never throws for what a file may hold; no report means that the file could not be
 * read at all or not one cell of a statutory table was found, and a finding of severity error says why.
 */
export async function readReports(file: SourceFile, catalog: Catalog): Promise<Outcome<readonly Reading[]>> {
  const read = await readDocument(file.bytes);
  if (read.value === null) return { value: [], findings: read.findings };
  const document = read.value;
  const identity = identify(document, file, catalog);
  const recognized = recognize(
    listGrids(document, lookOf(catalog.notation)),
    catalog,
    document.sha256,
    identity.value.year,
  );
  const facts = normalize(recognized.value, document.sha256, catalog);
  if (facts.value.length === 0) {
    const unreadable = recognized.findings.filter((finding) => finding.code === "table-repeated");
    const why = unreadable.length > 0 ? unreadable : [explainNothing(document, catalog)];
    return { value: [], findings: [...why, ...read.findings] };
  }
  const report: Report = {
    document,
    identity: identity.value,
    matches: recognized.value,
    facts: facts.value,
    unplaced: listUnplaced(document, recognized.value, lookOf(catalog.notation)),
  };
  const findings = [
    ...read.findings,
    ...identity.findings,
    ...recognized.findings,
    ...facts.findings,
    ...noteEditions(report, catalog),
  ];
  return { value: [{ report, findings }], findings: [] };
}
