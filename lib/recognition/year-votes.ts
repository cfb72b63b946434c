import type { Cues } from "../catalog/schema.ts";
import type { Document, Vote } from "../model.ts";
import type { CompiledCues } from "./compiled-cues.ts";

/** Votes on the year: what words of statistics name it, and what dates of publishing and filing let conclude. */

export function metadataOf(document: Document, names: readonly string[]): string[] {
  return document.metadata.filter((entry) => names.includes(entry.name)).map((entry) => entry.content);
}

/** A line without the years that are no report's: the revision of a law, the issue of a form. */
export function withoutOtherYears(text: string, { otherYears }: CompiledCues): string {
  return otherYears.reduce((left, pattern) => left.replace(pattern, ""), text);
}

const yearVote = (answer: string, weight: number, words: string): Vote => ({
  ...{ question: "year", source: "period" },
  ...{ answer, weight, words },
});

/** The statistical period, else the day that it ends with: 统计时间：2024年12月31日, which prose may say of another year. */
export function periodVotes(text: string, { periods, closing }: CompiledCues): Vote[] {
  for (const pattern of periods) {
    const match = pattern.exec(text);
    const { year, end } = match?.groups ?? {};
    if (match === null || year === undefined) continue;
    const vote = (answer: string, weight: number): Vote => yearVote(answer, weight, match[0]);
    // A period over two years is a slip of the pen: each end counts for half.
    return end === undefined || end === year ? [vote(year, 3)] : [vote(year, 1.5), vote(end, 1.5)];
  }
  for (const pattern of closing) {
    const match = pattern.exec(text);
    if (match?.groups?.year !== undefined) return [yearVote(match.groups.year, 1, match[0])];
  }
  return [];
}

function isoDate(text: string): string | undefined {
  const match = /(20\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(text);
  if (match === null) return undefined;
  const [, year = "", month = "", day = ""] = match;
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
    ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
    : undefined;
}

/** Reports are filed by January and published by March; what comes out later than June may be of any year. */
const LAST_MONTH = 6;
const DATE_WEIGHT = 0.5;

/** The year before a date at which reports come out. A date at the end of a year may be of that very year. */
export function yearBefore(year: string, month: string, source: Vote["source"], words: string): Vote[] {
  if (Number(month) > LAST_MONTH) return [];
  const answer = String(Number(year) - 1);
  return [{ question: "year", source, answer, weight: DATE_WEIGHT, words }];
}

const DATE_SOURCES: readonly Vote["source"][] = ["metadata", "text", "url"];

/** Whether a vote on the year does not name it, but concludes it from a date (`yearBefore`). */
export const isConcluded = ({ source }: Vote): boolean => DATE_SOURCES.includes(source);

const LONGEST_LINE = 80;

function findDate(
  head: readonly string[],
  patterns: readonly RegExp[],
): { readonly date: string; readonly words: string } | undefined {
  for (const text of head) {
    if (text.length > LONGEST_LINE) continue;
    for (const pattern of patterns) {
      const words = pattern.exec(text)?.groups?.date;
      const date = words === undefined ? undefined : isoDate(words);
      if (date !== undefined) return { date, words: text };
    }
  }
  return undefined;
}

/** When the report was published, by its page or its text, and the year before that; the same of the day it was filed. */
export function dateVotes(
  document: Document,
  head: readonly string[],
  cues: Cues,
  rules: CompiledCues,
): Vote[] {
  const conclude = (date: string, source: Vote["source"], words: string): Vote[] =>
    yearBefore(date.slice(0, 4), date.slice(5, 7), source, words);
  for (const content of metadataOf(document, cues.metadata.published)) {
    const date = isoDate(content);
    if (date === undefined) continue;
    const said: Vote = { question: "published", source: "metadata", answer: date, weight: 2, words: content };
    return [said, ...conclude(date, "metadata", content)];
  }
  const published = findDate(head, rules.published);
  if (published !== undefined) {
    const { date, words } = published;
    const said: Vote = { question: "published", source: "text", answer: date, weight: 1, words };
    return [said, ...conclude(date, "text", words)];
  }
  const filed = findDate(head, rules.filed);
  return filed === undefined ? [] : conclude(filed.date, "text", filed.words);
}
