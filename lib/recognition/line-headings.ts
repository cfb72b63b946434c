import { keyOf } from "./label.ts";
import { findLineLabel, LabelIndex, type Words } from "./line-labels.ts";
import type { HeadLine } from "./printed-head.ts";
import type { Template, TemplateRow } from "./template.ts";
import type { ValueLine } from "./value-lines.ts";

/** Headings of a form among lines of values: rows that print no figures. */

/** The headings of the form that the words of a line name. */
export function headingsOf(words: Words, template: Template): readonly TemplateRow[] {
  const rows = template.rowsByLeaf.get(keyOf(words.join("")).full) ?? [];
  return rows.filter(({ row }) => row.heading);
}

const hasDigit = ({ printed }: ValueLine): boolean => printed.some((slot) => /\p{Nd}/u.test(slot.cell.text));

/**
 * Lines without the headings of the form that have marks where other rows have values; what stands over a heading stands
 * over the row below it, the heading itself too.
 */
export function leaveHeadings(lines: readonly ValueLine[], template: Template): ValueLine[] {
  const headings = new LabelIndex(template, ({ row }) => row.heading === true);
  const left: ValueLine[] = [];
  let over: readonly HeadLine[] = [];
  let tail = 0;
  for (const line of lines) {
    const heads = [...over, ...line.heads];
    const above = line.above.slice(tail);
    const label =
      line.mixed || hasDigit(line) ? undefined : findLineLabel(line.own, above, line.below, headings);
    tail = label?.below ?? 0;
    if (label === undefined) left.push({ ...line, heads, above });
    over = label === undefined ? [] : [...heads, [{ text: label.printed, places: [] }]];
  }
  return left;
}
