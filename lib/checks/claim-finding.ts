import type { Catalog } from "../catalog/catalog.ts";
import type { Finding } from "../model.ts";
import type { CheckResult } from "./result.ts";

/** A number of the prose that does not hold, as a finding: the sentence around it, what it says, and what it should. */

const SHOWN = 60;

/** The part of a sentence around the number. */
function quote(sentence: string, number: number): string {
  const spellings = [String(number), number.toLocaleString("en-US")];
  const at = Math.max(0, ...spellings.map((spelling) => sentence.indexOf(spelling)));
  const start = sentence.length <= SHOWN ? 0 : Math.max(0, Math.min(at - SHOWN / 2, sentence.length - SHOWN));
  const end = start + SHOWN;
  return `${start > 0 ? "…" : ""}${sentence.slice(start, end)}${end < sentence.length ? "…" : ""}`;
}

export function claimFinding(result: CheckResult, suffix: string, catalog: Catalog): Finding {
  const { check, words = "", left, right, operands, instance } = result;
  const [base = "", ...rest] = words.split(" ");
  const fact = operands.find((operand) => operand.fact !== undefined)?.fact;
  const percent = instance.endsWith("%");
  const scale = percent ? 1 : (catalog.units.find(({ id }) => id === fact?.unit)?.scale ?? 1);
  const shown = (value: number | null): string => `${(value ?? 0) / scale}${percent ? "%" : ""}`;
  const isCell = !percent && fact !== undefined;
  const parameters = {
    check,
    words: quote(rest.join(" "), Math.abs((left ?? 0) / scale)),
    left: shown(left),
    right: shown(right),
    ...(isCell && { base }),
  };
  return {
    code: `${isCell ? "text-differs" : "text-miscounts"}${suffix}`,
    parameters,
    ...(fact === undefined ? {} : { origin: fact.origin }),
  };
}
