import type { Catalog } from "../catalog/catalog.ts";
import { findingText } from "../catalog/finding-text.ts";
import type { Language } from "../catalog/schema.ts";
import { instanceWords } from "../exports/check-words.ts";
import type { Fact, Finding, Vote } from "../model.ts";
import type { MatchExtract, ReportExtract, UnplacedTable } from "../report.ts";
import { checkReport, type ReportChecks } from "./check-report.ts";
import { countCells, type FileReport } from "./file-reading.ts";
import { fill, getMessages } from "./messages.ts";
import { alignRows, truncate } from "./text-table.ts";

const LABEL_WIDTH = 44;
const UNPLACED_WIDTH = 100;
/** Rows beside the forms that are shown; `--json` has them all. */
const MOST_UNPLACED = 20;

/** The weightiest words for an answer; for an agency, whose votes name it as printed, the weightiest of all. */
function because(
  votes: readonly Vote[],
  question: Vote["question"],
  answer: string,
  language: Language,
): string {
  const { report, source } = getMessages(language);
  const asked = votes.filter((vote) => vote.question === question).sort((a, b) => b.weight - a.weight);
  const agreeing = asked.filter((vote) => vote.answer === answer);
  const reasons = (agreeing.length > 0 || question !== "agency" ? agreeing : asked)
    .slice(0, 2)
    .map((vote) => fill(report.evidence, { source: source[vote.source], words: truncate(vote.words, 60) }));
  return reasons.length > 0 ? `  ← ${reasons.join(report.comma)}` : "";
}

function printIdentity({ identity }: ReportExtract, catalog: Catalog, language: Language): string[] {
  const { report } = getMessages(language);
  const { agency, year, evidence } = identity;
  const name = agency && (agency.id === null ? fill(report.provisional, { name: agency.name }) : agency.name);
  const line = (title: string, shown: string | null, reasons: string) =>
    `  ${title}${report.colon}${shown ?? report.unknown}${reasons}`;
  return [
    line(report.agency, name, because(evidence, "agency", agency?.id ?? agency?.name ?? "", language)),
    line(report.year, year === null ? null : String(year), because(evidence, "year", String(year), language)),
    line(
      report.scope,
      catalog.scopes.find(({ id }) => id === identity.scope)?.name[language] ?? null,
      identity.scope ? because(evidence, "scope", identity.scope, language) : "",
    ),
  ];
}

function printValue(fact: Fact | undefined, catalog: Catalog, language: Language): string {
  if (!fact) return "";
  if (fact.value.status !== "reported") return getMessages(language).status[fact.value.status];
  const unit = catalog.units.find(({ id }) => id === fact.unit);
  const amount = String(fact.value.amount / (unit?.scale ?? 1));
  return unit?.id === "yuan" ? `${amount} ${unit.name[language]}` : amount;
}

/** A row of the form: the last part of its path, indented by its depth, under the heads it does not share with the row above. */
function labelLines(label: string, above: readonly string[]): { heads: string[]; own: string } {
  const path = label.split("/");
  const shared = path.findIndex((part, at) => part !== above[at]);
  const shown = path.map((part, depth) => truncate(`${"  ".repeat(depth)}${part}`, LABEL_WIDTH));
  return { heads: shown.slice(Math.max(shared, 0), -1), own: shown.at(-1) ?? "" };
}

/** Rows in runs that share columns: each block of a form has a head of its own. */
function listBlocks(facts: readonly Fact[]): { columns: string[]; rows: Fact[][] }[] {
  const blocks: { columns: string[]; rows: Fact[][] }[] = [];
  for (const label of new Set(facts.map((fact) => fact.label))) {
    const row = facts.filter((fact) => fact.label === label);
    const columns = row.map(({ memberLabel }) => memberLabel);
    const block = blocks.at(-1);
    if (block && columns.some((column) => block.columns.includes(column))) {
      block.columns = [...new Set([...block.columns, ...columns])];
      block.rows.push(row);
    } else blocks.push({ columns, rows: [row] });
  }
  return blocks;
}

function printTable(
  match: MatchExtract,
  facts: readonly Fact[],
  catalog: Catalog,
  language: Language,
): string[] {
  const { report } = getMessages(language);
  const edition = catalog.editions.find(({ id }) => id === match.edition);
  const table = edition?.tables.find(({ id }) => id === match.table)?.title[language] ?? match.table;
  const cells = { read: match.bindings.length, expected: match.expected };
  const title = fill(report.table, { table, edition: edition?.name[language] ?? match.edition, ...cells });
  const blocks = listBlocks(facts).map(({ columns, rows }) => {
    let above: string[] = [];
    const lines = rows.flatMap((row) => {
      const label = row[0]?.label ?? "";
      const { heads, own } = labelLines(label, above);
      above = label.split("/");
      const factOf = (column: string) => row.find(({ memberLabel }) => memberLabel === column);
      const values = columns.map((column) => printValue(factOf(column), catalog, language));
      return [...heads.map((head) => [head]), [own, ...values]];
    });
    return alignRows([["", ...columns], ...lines], "    ");
  });
  return ["", `  ${title}`, ...blocks];
}

/** What the tables print beside the cells of known forms, as printed. */
function printUnplaced({ unplaced }: ReportExtract, language: Language): string[] {
  if (unplaced.length === 0) return [];
  const { report } = getMessages(language);
  const print = ({ table, rows }: UnplacedTable): string[] =>
    rows.map(({ row, label, cells }) => {
      const place = fill(report.place, { table, row, column: cells[0]?.column ?? 1 });
      const texts = cells.map(({ text, head }) => (head ? `${head} ${text}` : text));
      const printed = (label ? [label, ...texts] : texts).join(" | ");
      return `    ${place}${report.colon}${truncate(printed, UNPLACED_WIDTH)}`;
    });
  const rows = unplaced.filter(({ kind }) => kind !== "cells").flatMap(print);
  const beside = unplaced.filter(({ kind }) => kind === "cells");
  const cells = beside.flatMap(({ rows }) => rows).flatMap((row) => row.cells).length;
  const show = (title: string, count: number, lines: readonly string[]): string[] =>
    count === 0 ? [] : ["", `  ${fill(title, { count })}`, ...lines.slice(0, MOST_UNPLACED)];
  return [
    ...show(report.unplaced, rows.length, rows),
    ...show(report.besideForm, cells, beside.flatMap(print)),
  ];
}

/** Findings with their places and remedies, the gravest first. */
export function printFindings(findings: readonly Finding[], catalog: Catalog, language: Language): string[] {
  const { report, severity } = getMessages(language);
  const order = ["error", "warning", "info"];
  return findings
    .map((finding) => ({ ...findingText(catalog, finding, language), origin: finding.origin }))
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
    .flatMap(({ severity: grave, message, remedy, origin }) => {
      const { table = 0, row = 0, column = 0 } = origin ?? {};
      const place = origin ? ` (${fill(report.place, { table, row, column })})` : "";
      return [`    ${severity[grave]}  ${message}${place}`, `      ${fill(report.remedy, { remedy })}`];
    });
}

/** How many checks passed and failed, and what blanks as zero would give. */
function printChecks({ results }: ReportChecks, catalog: Catalog, language: Language): string[] {
  if (results.length === 0) return [];
  const { checking } = getMessages(language);
  const count = (verdict: (typeof results)[number]["verdict"]): number =>
    results.filter((result) => result.verdict === verdict).length;
  const counts = { passed: count("passed"), failed: count("failed"), notAssessable: count("not-assessable") };
  const inferred = results.filter((result) => result.inferred !== undefined);
  const lines = inferred.map(({ check, operands }) => {
    const where = instanceWords({ operands: operands.flatMap(({ fact }) => fact ?? []) });
    const statement = catalog.checks.find(({ id }) => id === check)?.statement[language] ?? check;
    return `    ${fill(checking.inferred, { statement, where: where === "" ? "" : fill(checking.where, { where }) })}`;
  });
  return ["", `  ${fill(checking.heading, counts)}`, ...lines];
}

/** What a person sees of one report: what it is and why, its tables, what is wrong. */
export function printReading(reading: FileReport, catalog: Catalog, language: Language): string {
  const { report: words } = getMessages(language);
  const { path, report } = reading;
  const checks = report ? checkReport(report, catalog) : { results: [], findings: [] };
  const findings = [...reading.findings, ...checks.findings];
  const factsOf = ({ edition, table }: MatchExtract) =>
    (report?.facts ?? []).filter((fact) => fact.edition === edition && fact.table === table);
  const cells = countCells(report ? [report] : []);
  return [
    path,
    ...(report ? printIdentity(report, catalog, language) : []),
    ...(report?.matches ?? []).flatMap((match) => printTable(match, factsOf(match), catalog, language)),
    "",
    `  ${cells.read === 0 ? words.nothing : fill(words.total, cells)}`,
    ...(report ? printUnplaced(report, language) : []),
    ...printChecks(checks, catalog, language),
    "",
    `  ${findings.length > 0 ? words.findings : words.noFindings}`,
    ...printFindings(findings, catalog, language),
    "",
  ].join("\n");
}

/** What a person sees of an archive, whose members have been shown: what is wrong with it. */
export function printArchive({ path, findings }: FileReport, catalog: Catalog, language: Language): string {
  if (findings.length === 0) return "";
  const { report: words } = getMessages(language);
  return [path, "", `  ${words.findings}`, ...printFindings(findings, catalog, language), "", ""].join("\n");
}
