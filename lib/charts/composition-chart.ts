import { amountInUnit } from "../exports/amount-in-unit.ts";
import type { Figure } from "../views.ts";
import type { CompositionBar } from "./chart.ts";

/** The parts of one report beside its printed whole. */
export interface Composed {
  readonly agency: string;
  readonly year: number;
  /** In the order of the composition. */
  readonly parts: readonly Figure[];
  readonly whole: Figure;
  /** Printed whole less the sum of the parts, in smallest parts of the unit; `null` when a term is not reported. */
  readonly difference: number | null;
}

/** Sorts figures of a composition by report, leaving out years of which no report is held. */
export function listComposed(
  figures: readonly Figure[],
  parts: readonly string[],
  whole: string,
): Composed[] {
  const reports = new Map<string, Map<string, Figure>>();
  for (const figure of figures) {
    if (figure.scope === null) continue;
    const key = `${figure.agency} ${figure.year}`;
    const report = reports.get(key) ?? new Map<string, Figure>();
    reports.set(key, report.set(figure.indicator, figure));
  }
  return [...reports.values()].flatMap((report) => {
    const total = report.get(whole);
    const found = parts.flatMap((id) => report.get(id) ?? []);
    if (total === undefined || found.length < parts.length) return [];
    return [
      {
        agency: total.agency,
        year: total.year,
        parts: found,
        whole: total,
        difference: difference(found, total),
      },
    ];
  });
}

function difference(parts: readonly Figure[], whole: Figure): number | null {
  if (whole.value.status !== "reported") return null;
  let rest = whole.value.amount;
  for (const { value } of parts) {
    if (value.status !== "reported") return null;
    rest -= value.amount;
  }
  return rest;
}

function amount(figure: Figure, scale: number): number | null {
  return figure.value.status === "reported" ? amountInUnit(figure.value.amount, scale) : null;
}

/** One bar a report. `remark` says why a bar is missing. */
export function composedBar(
  { year, parts, whole }: Composed,
  scale: number,
  words: { readonly noCases: string; readonly nothing: string; readonly zeros: string },
): CompositionBar {
  const amounts = parts.map((part) => amount(part, scale));
  const total = amount(whole, scale);
  const marked = [whole, ...parts].some(({ failures }) => failures.length > 0);
  const bar = { year, parts: amounts, whole: total, ...(marked ? { marked: true as const } : {}) };
  if (amounts.every((part) => part === null)) {
    return { ...bar, remark: total === 0 ? words.noCases : words.nothing };
  }
  if (amounts.some((part) => part !== null && part !== 0)) return bar;
  return { ...bar, remark: total === null || total === 0 ? words.noCases : `${words.zeros} ${total}` };
}
