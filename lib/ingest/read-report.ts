import type { Catalog } from "../catalog/catalog.ts";
import { readDocument } from "../documents/read-document.ts";
import { normalize } from "../facts/normalize.ts";
import type { Document, Finding, Report } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { findOtherKind, identify } from "../recognition/identify.ts";
import { recognize } from "../recognition/recognize.ts";
import { listGrids } from "../tables/grid.ts";
import { lookOf } from "../tables/printed.ts";

export interface SourceFile {
  readonly fileName: string;
  readonly url?: string;
  readonly bytes: Uint8Array;
}

/** Pictures of the size of a table matter where something of the form is missing; elsewhere they are charts and photos. */
function isTelling(finding: Finding, matches: Report["matches"]): boolean {
  return finding.code !== "table-as-picture" || matches.some((match) => match.missing.length > 0);
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

/**
 * Reads one file through all stages: document, grid, recognition, facts. Never throws for what a file may hold;
 * `value` is `null` when the file could not be read at all or not one cell of a statutory table was found, and a
 * finding of severity error says why.
 */
export async function readReport(file: SourceFile, catalog: Catalog): Promise<Outcome<Report | null>> {
  const read = await readDocument(file.bytes);
  if (read.value === null) return { value: null, findings: read.findings };
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
    return { value: null, findings: [...why, ...read.findings] };
  }
  const report: Report = {
    document,
    identity: identity.value,
    matches: recognized.value,
    facts: facts.value,
  };
  const findings = [
    ...read.findings.filter((finding) => isTelling(finding, recognized.value)),
    ...identity.findings,
    ...recognized.findings,
    ...facts.findings,
    ...noteEditions(report, catalog),
  ];
  return { value: report, findings };
}
