import type { ReportFace } from "../typeset/manuscript.ts";
import type { Random } from "../typeset/random.ts";
import { pick } from "./draw.ts";
import type { AgencyYear } from "./history.ts";
import { countOf } from "./tables.ts";
import texts from "./texts.json" with { type: "json" };

/** What a report tells in words. Its numbers are those of the tables, but for what `overrides` says. */

export const fillText = (text: string, parameters: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(parameters[name] ?? whole));

/** The numbers that the texts name. */
function numbersOf({ tables }: AgencyYear) {
  const requests = tables.requests ?? tables.statistics;
  const remedies = tables.remedies ?? tables.statistics;
  const disclosure = tables.disclosure ?? tables.statistics;
  return {
    received: countOf(requests, "requests-received"),
    carriedIn: countOf(requests, "requests-carried-in"),
    answered: countOf(requests, "results-total"),
    carriedOut: countOf(requests, "requests-carried-out"),
    granted: countOf(requests, "disclosed-in-full"),
    partial: countOf(requests, "disclosed-in-part"),
    reconsideration: countOf(remedies, "reconsideration-total"),
    litigation:
      countOf(remedies, "litigation-total") +
      countOf(remedies, "litigation-direct-total") +
      countOf(remedies, "litigation-after-reconsideration-total"),
    issued: countOf(disclosure, "normative-documents-issued"),
    repealed: countOf(disclosure, "normative-documents-repealed"),
    inForce: countOf(disclosure, "normative-documents-in-force"),
    items: countOf(disclosure, "items-disclosed"),
  };
}

/** The paragraphs of a report as its form orders them. */
export function writeProse(
  report: AgencyYear,
  random: Random,
  overrides: { readonly received?: number },
): Pick<ReportFace, "opening" | "sections"> {
  const numbers = { ...numbersOf(report), ...overrides };
  const say = (sentences: readonly string[]): string => fillText(pick(random, sentences), numbers);
  const old = report.edition === "form-2014";
  const some = old ? texts.requestsOf2014 : texts.requests;
  const requests = say(numbers.received === 0 ? texts.noRequests : some);
  const remedies = say(
    numbers.reconsideration + numbers.litigation === 0 ? texts.noRemedies : texts.remedies,
  );
  if (old)
    return {
      opening: [say(texts.introduction), say(texts.items), requests, remedies, say(texts.problems)],
      sections: [],
    };
  const documents = report.edition === "form-2021" ? [say(texts.documents)] : [];
  return {
    sections: [
      [say(texts.introduction), ...documents, requests, remedies, say(texts.management)],
      [say(texts.problems)],
      [say(texts.others)],
    ],
  };
}
