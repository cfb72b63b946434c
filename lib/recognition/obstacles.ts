import type { Catalog } from "../catalog/catalog.ts";
import type { Document, Finding, Table } from "../model.ts";
import { isBlankText, lookOf } from "../tables/printed.ts";
import { keyOf, squeezeLabel } from "./label.ts";
import { listTemplates } from "./template.ts";

/** Why a document that prints labels of the forms gave no figure: what stands in the way, where it can be told. */

const THIS_YEAR = /^(?:本年|今年|当年|本期|本年度)/;
const OTHER_YEAR = /^(?:上年|去年|上一年|上期|往年)|增减|同比|增长|变化/;
const SEPARATORS = [",", ";", "\t", "|"];
const FEWEST_LABELS = 2;
const FEWEST_FIELDS = 3;

type IsLabel = (text: string) => boolean;

const keySets = new WeakMap<Catalog, ReadonlySet<string>>();

/** Whether a text is the label of a row of some form. */
function labelsOf(catalog: Catalog): IsLabel {
  const { simplify } = lookOf(catalog.notation);
  const keys =
    keySets.get(catalog) ??
    new Set(listTemplates(catalog).flatMap(({ rowsByLeaf }) => [...rowsByLeaf.keys()]));
  keySets.set(catalog, keys);
  return (text) => {
    if (isBlankText(text)) return false;
    const { full, bare } = keyOf(simplify(text));
    return keys.has(full) || keys.has(bare);
  };
}

const printedRows = (table: Table): string[][] =>
  table.rows.map((row) => row.map(({ text }) => squeezeLabel(text)).filter((text) => text !== ""));

/** 单位 | 新收 | 予以公开 | 单位 | 新收 | 予以公开: two tables side by side under the same heads. */
function isTwice(row: readonly string[]): boolean {
  const half = row.length / 2;
  return row.length >= 2 * FEWEST_LABELS && row.slice(0, half).every((text, at) => row[half + at] === text);
}

function explainTable(table: Table, isLabel: IsLabel): Finding | undefined {
  const rows = printedRows(table);
  const labels = new Set(rows.flat().filter(isLabel));
  const [example] = labels;
  if (example === undefined || labels.size < FEWEST_LABELS) return undefined;
  const years = rows.find(
    (row) =>
      row.some((text) => THIS_YEAR.test(text) && !isLabel(text)) && row.some((text) => OTHER_YEAR.test(text)),
  );
  if (years !== undefined) {
    const heads = years.filter((text) => THIS_YEAR.test(text) || OTHER_YEAR.test(text)).join("、");
    return { code: "columns-of-years", parameters: { table: table.index, heads } };
  }
  const twice = rows.find((row) => isTwice(row) && row.some(isLabel));
  if (twice !== undefined)
    return { code: "tables-side-by-side", parameters: { table: table.index, heads: twice.join("、") } };
  return { code: "labels-without-figures", parameters: { table: table.index, count: labels.size, example } };
}

/** Separated values whose lines have other numbers of fields than their head: 1,234 without quotes is two. */
function explainFields(document: Document, isLabel: IsLabel): Finding | undefined {
  const lines = document.blocks.flatMap((block) =>
    block.kind === "paragraph" ? block.text.split("\n") : [],
  );
  for (const separator of SEPARATORS) {
    const fieldsOf = (line: string): string[] => line.split(separator);
    const head = lines.findIndex((line) => fieldsOf(line).filter(isLabel).length >= FEWEST_LABELS);
    const heads = fieldsOf(lines[head] ?? "").length;
    if (head === -1 || heads < FEWEST_FIELDS) continue;
    const uneven = lines.slice(head + 1).find((line) => {
      const fields = fieldsOf(line).length;
      return fields >= FEWEST_FIELDS && fields !== heads;
    });
    if (uneven === undefined) continue;
    const parameters = { heads, fields: fieldsOf(uneven).length, line: uneven.slice(0, 80) };
    return { code: "fields-uneven", parameters };
  }
  return undefined;
}

/** What kept the figures of a document from being read; `undefined` where it does not look like a report at all. */
export function findObstacle(document: Document, catalog: Catalog): Finding | undefined {
  const isLabel = labelsOf(catalog);
  for (const block of document.blocks) {
    const found = block.kind === "table" ? explainTable(block, isLabel) : undefined;
    if (found !== undefined) return found;
  }
  return explainFields(document, isLabel);
}
