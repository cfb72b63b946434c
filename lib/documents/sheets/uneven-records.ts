import type { SeparatedRecord } from "./separated-values.ts";

/**
 * Separated values whose records have unequal numbers of fields: several tables in one file, each as wide as it is, with
 * lines of text between them.
 *
 *   一、总体情况                          one field: text
 *   信息内容,本年制发件数,本年废止件数    a head and its rows: a table of three columns
 *   规章,1,0
 *   信息内容,本年处理决定数量             the head of the next one, of two columns
 *   行政许可,12
 *
 * A row that is shorter or longer than its table has lost a separator or won one, and tells no columns.
 */

export const VALUE = /^[\s+-]*(?:[\d０-９][\d０-９.,，]*\s*%?|[-—/]*)\s*$/;
const FIGURE = /^\s*[+-]?[\d０-９][\d０-９.,，]*\s*%?\s*$/;
/** Of prose, or of tables whose cells other signs part. */
const SENTENCE = /[。；！？|│┃]|[.!?]\s*$/;
/** The begin of a number behind what parts it from a label. */
const CUT_NUMBER = /\S[\s|│┃]+[\d０-９]{1,3}$/;
const THOUSANDS = /^[\d０-９]{3}(?:[^\d０-９]|$)/;
const FEWEST_ROWS = 3;
const FEWEST_LABELS = 2;

type Fields = SeparatedRecord["fields"];

export const isEmpty = ({ fields }: SeparatedRecord): boolean =>
  fields.every(({ text }) => text.trim() === "");
const isFigure = ({ text }: Fields[number]): boolean => FIGURE.test(text);
const hasFigure = ({ fields }: SeparatedRecord): boolean => fields.some(isFigure);
const isLabel = ({ text }: Fields[number]): boolean => text.trim() !== "" && !VALUE.test(text);

/** `规章 1,234`: the comma of a number behind a label and a space. */
export const isCutNumber = ({ fields }: SeparatedRecord): boolean =>
  fields.some(({ text }, at) => THOUSANDS.test(text) && CUT_NUMBER.test(fields[at - 1]?.text ?? ""));

/** A label, then figures. */
function isRow(record: SeparatedRecord): boolean {
  const { fields } = record;
  const first = fields.find(({ text }) => text.trim() !== "");
  return first !== undefined && isLabel(first) && fields.some(isFigure) && !isCutNumber(record);
}

/** Whether records of several fields are rows of tables and their heads, and those of one field the text around them. */
export function holdsUnevenTables(records: readonly SeparatedRecord[]): boolean {
  const several = records.filter(({ fields }) => fields.length > 1);
  const alone = records.filter(({ fields }) => fields.length === 1 && fields.some(isFigure));
  const rows = several.filter(isRow);
  const strange = several.filter(
    (record) =>
      !isRow(record) && (hasFigure(record) || record.fields.some(({ text }) => SENTENCE.test(text))),
  );
  return rows.length >= FEWEST_ROWS && alone.length < rows.length && strange.length * 4 < rows.length;
}

/** Whether the records are tables of even width one after the other, each begun by its head. */
function isEven(group: readonly SeparatedRecord[]): boolean {
  return group.every((record, at) => {
    const width = record.fields.length;
    if (group[at - 1]?.fields.length === width) return true;
    if (group[at + 1]?.fields.length !== width) return group.length === 1 && !hasFigure(record);
    return at === 0 || (!hasFigure(record) && record.fields.filter(isLabel).length >= FEWEST_LABELS);
  });
}

export interface Section {
  readonly records: readonly SeparatedRecord[];
  /** The columns are those of the fields. */
  readonly even: boolean;
}

/** The records in sections, of which those that are not even hold one table. */
export function listSections(records: readonly SeparatedRecord[]): Section[] {
  const sections: { records: SeparatedRecord[]; even: boolean }[] = [];
  const add = (group: readonly SeparatedRecord[], even: boolean): void => {
    const last = sections.at(-1);
    if (last?.even && even) last.records.push(...group);
    else if (group.length > 0) sections.push({ records: [...group], even });
  };
  let begun = 0;
  for (let at = 0; at <= records.length; at++) {
    const record = records[at];
    if (record !== undefined && record.fields.length > 1) continue;
    const group = records.slice(begun, at);
    add(group, isEven(group));
    if (record !== undefined) add([record], true);
    begun = at + 1;
  }
  return sections;
}
