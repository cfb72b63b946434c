import { z } from "zod";
import type { Catalog } from "../catalog/catalog.ts";
import { findingText } from "../catalog/finding-text.ts";
import type { Language } from "../catalog/schema.ts";
import {
  DOCUMENT_FORMATS,
  type Fact,
  type Finding,
  READING_METHODS,
  SCOPES,
  SEVERITIES,
  VALUE_STATUSES,
} from "../model.ts";
import type { MatchExtract } from "../report.ts";
import { checkReport, describeCheck } from "./check-report.ts";
import type { FileReport } from "./file-reading.ts";

/** The public shape of `gongkai read --json`, one object a report (a file that gives none has one, too). `gongkai schema` prints it as JSON Schema. */

const Origin = z.strictObject({
  document: z.string().describe("SHA-256 of the file"),
  table: z.int().describe("Position of the table in the document, from 1"),
  row: z.int().describe("Row of the expanded table, from 1"),
  column: z.int().describe("Column of the expanded table, from 1"),
  offset: z.int().optional().describe("Offset in the decoded text, in UTF-16 units"),
  path: z.string().optional().describe("Element path in a page or Word file, cell address in a workbook"),
  page: z.int().optional().describe("Page, from 1, in formats that have pages"),
});

const Evidence = z.strictObject({
  question: z.enum(["agency", "year", "scope", "published", "identifier"]),
  source: z
    .string()
    .describe("Where the words stand: title, heading, period, metadata, file-name, url, text …"),
  answer: z.string().describe("What the words say"),
  weight: z.number().describe("Weight of the vote"),
  words: z.string().describe("The words as printed"),
});

const Agency = z.strictObject({
  id: z.string().nullable().describe("Id in the catalog; null when the catalog does not know the agency"),
  name: z.string().nullable().describe("Name; null when the file does not say whose report it is"),
  evidence: z.array(Evidence).describe("The votes that decided agency, year and scope"),
});

const TableOutput = z.strictObject({
  edition: z.string().describe("form-2014, form-2019, form-2021, annex-fujian …"),
  table: z.string().describe("Table of the edition: disclosure, requests, remedies, statistics, annex"),
  cells: z.strictObject({ read: z.int().nonnegative(), expected: z.int().nonnegative() }),
});

const FactOutput = z.strictObject({
  indicator: z.string().describe("Id of the indicator"),
  label: z.string().describe("Row path as on the official form, joined with /"),
  member: z.string().describe("Id of the column's member: natural-person …, total, cumulative"),
  memberLabel: z.string().describe("Column as on the official form"),
  edition: z.string(),
  unit: z.string().describe("Unit in Chinese; money is always in yuan"),
  status: z.enum(VALUE_STATUSES),
  amount: z.number().nullable().describe("The number in its unit; null unless status is reported"),
  printed: z.string().describe("Text of the cell as printed"),
  origin: Origin,
  method: z
    .enum(READING_METHODS)
    .describe("markup: cells the file declares; layout: rebuilt from positions; ocr: recognised"),
  confidence: z.number().min(0).max(1).optional().describe("Of recognised text"),
});

const UnplacedOutput = z.strictObject({
  kind: z
    .enum(["table", "rows", "cells"])
    .describe("Whole tables, whole rows, or cells of a recognised table that stand beside its form"),
  table: z.int(),
  page: z.int().optional(),
  caption: z.string().nullable().describe("The words above the table"),
  rows: z.array(
    z.strictObject({
      row: z.int(),
      label: z.string().optional().describe("Of cells: the label of their row as printed"),
      cells: z.array(
        z.strictObject({
          column: z.int(),
          columnSpan: z.int(),
          text: z.string(),
          head: z.string().nullable().optional().describe("Of cells: what is printed over their column"),
        }),
      ),
    }),
  ),
});

const FindingOutput = z.strictObject({
  code: z.string(),
  severity: z.enum(SEVERITIES),
  message: z.string().describe("Sentence in the chosen language"),
  origin: Origin.optional(),
});

const CheckOutput = z.strictObject({
  check: z.string().describe("Id of the check in the catalog"),
  instance: z.string().describe("Edition, row or column it was made on; empty where it stands once"),
  verdict: z.enum(["passed", "failed", "not-assessable"]),
  left: z.number().nullable().describe("In the unit of the cells; null where it cannot be assessed"),
  right: z.number().nullable(),
  missing: z.array(z.string()).describe("Terms that could not be had, as indicator/member/year"),
  inferred: z
    .literal("blank-as-zero")
    .optional()
    .describe("Would hold if blank cells were zero; no figure is changed by that"),
  agreement: z.enum(["source", "open"]).optional().describe("Whether two readings agree on the cells"),
});

export const ReadOutput = z
  .strictObject({
    file: z.string().describe("Path as given"),
    format: z.enum(DOCUMENT_FORMATS).nullable().describe("Found by content, not by name"),
    sha256: z.string().nullable().describe("Hash of the file; null when it could not be opened"),
    agency: Agency,
    year: z.int().nullable(),
    scope: z.enum(SCOPES).nullable(),
    tables: z.array(TableOutput),
    facts: z.array(FactOutput),
    unplaced: z.array(UnplacedOutput).describe("What the tables print beside the cells of known forms"),
    findings: z.array(FindingOutput),
    checks: z.array(CheckOutput).describe("What the checks say of the report by itself"),
  })
  .describe("What gongkai read --json prints for one file");
export type ReadOutput = z.infer<typeof ReadOutput>;

const describeTable = ({ edition, table, bindings, expected }: MatchExtract) => ({
  edition,
  table,
  cells: { read: bindings.length, expected },
});

function describeFact(fact: Fact, catalog: Catalog): ReadOutput["facts"][number] {
  const { indicator, label, member, memberLabel, edition, value, printed, origin, method, confidence } = fact;
  const unit = catalog.units.find(({ id }) => id === fact.unit);
  if (!unit) throw new Error(`lib/catalog/units.json has no unit “${fact.unit}”`);
  const amount = value.status === "reported" ? value.amount / unit.scale : null;
  const described = { indicator, label, member, memberLabel, edition, unit: unit.name.zh };
  return {
    ...described,
    status: value.status,
    amount,
    printed,
    origin,
    method,
    ...(confidence === undefined ? {} : { confidence }),
  };
}

function describeRemark(
  finding: Finding,
  catalog: Catalog,
  language: Language,
): ReadOutput["findings"][number] {
  const { severity, message } = findingText(catalog, finding, language);
  const { code, origin } = finding;
  return { code, severity, message, ...(origin && { origin }) };
}

/** The public object of one report, in the key order of the documented shape. */
export function describeReading(reading: FileReport, catalog: Catalog, language: Language): ReadOutput {
  const { path, sha256, report, findings } = reading;
  const identity = report?.identity;
  return {
    file: path,
    format: report?.document.format ?? null,
    sha256,
    agency: {
      id: identity?.agency?.id ?? null,
      name: identity?.agency?.name ?? null,
      evidence: [...(identity?.evidence ?? [])],
    },
    year: identity?.year ?? null,
    scope: identity?.scope ?? null,
    tables: (report?.matches ?? []).map(describeTable),
    facts: (report?.facts ?? []).map((fact) => describeFact(fact, catalog)),
    unplaced: (report?.unplaced ?? []).map(({ rows, ...table }) => ({
      ...table,
      rows: rows.map(({ cells, ...row }) => ({ ...row, cells: [...cells] })),
    })),
    findings: findings.map((finding) => describeRemark(finding, catalog, language)),
    checks:
      report === null
        ? []
        : checkReport(report, catalog).results.map((result) => describeCheck(result, report, catalog)),
  };
}
