import type { Cues } from "../catalog/schema.ts";
import type { Document, Vote } from "../model.ts";
import { identifierVotes } from "./identifier-votes.ts";

/** What a document says of itself, as votes: title, headings, statistical period, page metadata, file name, URL, text. */

export interface Named {
  readonly fileName: string;
  readonly url?: string;
}

interface CompiledCues {
  readonly titles: readonly RegExp[];
  readonly authors: readonly RegExp[];
  readonly periods: readonly RegExp[];
  readonly fileYears: readonly RegExp[];
  readonly published: readonly RegExp[];
  readonly identifier: RegExp;
  readonly scopes: readonly {
    readonly scope: Cues["scopes"][number]["scope"];
    readonly pattern: RegExp;
    readonly weight: number;
  }[];
  readonly otherKinds: readonly { readonly id: string; readonly pattern: RegExp }[];
}

const compiled = new WeakMap<Cues, CompiledCues>();

export function compileCues(cues: Cues): CompiledCues {
  const known = compiled.get(cues);
  if (known !== undefined) return known;
  const all = (patterns: readonly string[]): RegExp[] => patterns.map((pattern) => new RegExp(pattern, "u"));
  const result: CompiledCues = {
    titles: all(cues.reportTitle),
    authors: all(cues.agencyInText),
    periods: all(cues.period),
    fileYears: all(cues.yearInFileName),
    published: all(cues.published),
    identifier: new RegExp(cues.identifier, "u"),
    scopes: cues.scopes.map(({ scope, pattern, weight }) => ({
      scope,
      weight,
      pattern: new RegExp(pattern, "u"),
    })),
    otherKinds: cues.otherKinds.map(({ id, pattern }) => ({ id, pattern: new RegExp(pattern, "u") })),
  };
  compiled.set(cues, result);
  return result;
}

const CHINESE_DIGITS = "〇一二三四五六七八九";
const CHINESE_YEAR = /二[〇○OＯ零0][〇○OＯ零0一二三四五六七八九]{2}(?=年)/g;

/** One line without spaces, full-width forms folded, 二〇二二年 as 2022年. */
export function foldText(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s\u200b-\u200f\ufeff]+/g, "")
    .replace(CHINESE_YEAR, (year) =>
      [...year].map((digit) => Math.max(0, CHINESE_DIGITS.indexOf(digit))).join(""),
    );
}

interface TitleParts {
  readonly agency: string | undefined;
  readonly year: string | undefined;
  readonly words: string;
}

/** Titles are short; longer paragraphs that begin like one are prose. */
const LONGEST_TITLE = 80;
/** A page title with the names of its section and site. */
const LONGEST_LINE = 160;

/** A rubric in brackets or an opening title mark before the title proper. */
const RUBRIC = /^(?:\u3010[^\u3011]*\u3011|\[[^\]]*\]|[\u300a\u3008"\u201c])+/u;
/** What parts a title from the section and the site, before it or behind it. */
const CRUMB = /[->\u00bb|_\u2014]+/u;

export function readTitle(text: string, cues: CompiledCues): TitleParts | undefined {
  const folded = foldText(text);
  if (folded.length > LONGEST_LINE) return undefined;
  for (const part of [...folded.split(CRUMB), folded]) {
    const title = part.replace(RUBRIC, "");
    if (title.length > LONGEST_TITLE) continue;
    for (const pattern of cues.titles) {
      const match = pattern.exec(title);
      if (match !== null) return { agency: match.groups?.agency, year: match.groups?.year, words: match[0] };
    }
  }
  return undefined;
}

function metadataOf(document: Document, names: readonly string[]): string[] {
  return document.metadata.filter((entry) => names.includes(entry.name)).map((entry) => entry.content);
}

/** Head of the document where titles, dates and the statistical period stand. */
const HEAD_PARAGRAPHS = 80;

export function paragraphsOf(document: Document): string[] {
  return document.blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : []));
}

function titleVotes(text: string, source: Vote["source"], weight: number, cues: CompiledCues): Vote[] {
  const parts = readTitle(text, cues);
  if (parts === undefined) return [];
  const votes: Vote[] = [];
  if (parts.agency)
    votes.push({ question: "agency", source, answer: parts.agency, weight, words: parts.words });
  if (parts.year) votes.push({ question: "year", source, answer: parts.year, weight, words: parts.words });
  return votes;
}

function periodVotes(text: string, cues: CompiledCues): Vote[] {
  for (const pattern of cues.periods) {
    const match = pattern.exec(text);
    const { year, end } = match?.groups ?? {};
    if (match === null || year === undefined) continue;
    const vote = (answer: string, weight: number): Vote => ({
      question: "year",
      source: "period",
      answer,
      weight,
      words: match[0],
    });
    // A period over two years is a slip of the pen: each end counts for half.
    return end === undefined || end === year ? [vote(year, 3)] : [vote(year, 1.5), vote(end, 1.5)];
  }
  return [];
}

const isoDate = (text: string): string | undefined => {
  const match = /(20\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(text);
  if (match === null) return undefined;
  const [, year = "", month = "", day = ""] = match;
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
    ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`
    : undefined;
};

function publicationVotes(
  document: Document,
  head: readonly string[],
  cues: Cues,
  rules: CompiledCues,
): Vote[] {
  const vote = (date: string, source: Vote["source"], words: string): Vote[] => [
    { question: "published", source, answer: date, weight: source === "metadata" ? 2 : 1, words },
    // A report covers the year before it is published.
    { question: "year", source, answer: String(Number(date.slice(0, 4)) - 1), weight: 0.5, words },
  ];
  for (const content of metadataOf(document, cues.metadata.published)) {
    const date = isoDate(content);
    if (date !== undefined) return vote(date, "metadata", content);
  }
  for (const text of head) {
    if (text.length > LONGEST_TITLE) continue;
    for (const pattern of rules.published) {
      const words = pattern.exec(text)?.groups?.date;
      const date = words === undefined ? undefined : isoDate(words);
      if (date !== undefined) return vote(date, "text", text);
    }
  }
  return [];
}

function nameVotes(named: Named, rules: CompiledCues): Vote[] {
  const base = foldText(named.fileName.replace(/^.*[\\/]/, "").replace(/\.\w{1,5}$/, ""));
  const votes = titleVotes(base, "file-name", 1.5, rules);
  if (votes.some((vote) => vote.question === "year")) return votes;
  for (const pattern of rules.fileYears) {
    const year = pattern.exec(base)?.groups?.year;
    if (year !== undefined)
      return [...votes, { question: "year", source: "file-name", answer: year, weight: 1, words: base }];
  }
  return votes;
}

function authorVotes(text: string, rules: CompiledCues): Vote[] {
  for (const pattern of rules.authors) {
    const match = pattern.exec(text);
    const agency = match?.groups?.agency;
    if (match !== null && agency !== undefined)
      return [{ question: "agency", source: "text", answer: agency, weight: 1, words: match[0].trim() }];
  }
  return [];
}

function scopeVotes(text: string, rules: CompiledCues): Vote[] {
  return rules.scopes.flatMap(({ scope, pattern, weight }) => {
    const match = pattern.exec(text);
    return match === null
      ? []
      : [{ question: "scope" as const, source: "text" as const, answer: scope, weight, words: match[0] }];
  });
}

/** Lines of a paragraph; where a site's navigation stands on one line with the title, its words apart. */
function linesOf(paragraph: string): string[] {
  return paragraph.split("\n").flatMap((line) => {
    const folded = foldText(line);
    const isMixed = folded.length > LONGEST_MIXED && CRUMB.test(folded);
    return isMixed ? [...line.split(/\s+/).map(foldText), folded] : [folded];
  });
}

/** A title with a dash in it is shorter than navigation. */
const LONGEST_MIXED = 50;
/** Paragraphs at the top over which a title may be broken. */
const TITLE_PARAGRAPHS = 12;
const MOST_TITLE_LINES = 3;

/**
 * The heading that names the report. Titles stand on one line or are broken over two or three (某某局 / 2023年度 /
 * 政府信息公开工作年度报告); the first that says both who and when goes before one that says less.
 */
function findHeading(head: readonly string[], rules: CompiledCues): string | undefined {
  const saysBoth = (text: string): boolean => {
    const title = readTitle(text, rules);
    return title?.agency !== undefined && title.year !== undefined;
  };
  const whole = head.find(saysBoth);
  if (whole !== undefined) return whole;
  for (let at = 0; at < Math.min(head.length, TITLE_PARAGRAPHS); at++) {
    for (let lines = 2; lines <= MOST_TITLE_LINES; lines++) {
      const joined = head.slice(at, at + lines).join("");
      if (joined.length <= LONGEST_TITLE && saysBoth(joined)) return joined;
    }
  }
  return head.find((paragraph) => readTitle(paragraph, rules) !== undefined);
}

/** Every vote a document casts on agency, year, scope and date of publication. */
export function listVotes(document: Document, named: Named, cues: Cues): Vote[] {
  const rules = compileCues(cues);
  const paragraphs = paragraphsOf(document);
  const head = paragraphs.slice(0, HEAD_PARAGRAPHS).map(foldText);
  const text = head.join("\n");
  const lines = paragraphs.slice(0, HEAD_PARAGRAPHS).flatMap(linesOf);
  const heading = findHeading(lines, rules);
  // Titles among the properties of office files are often left over from the file that was copied.
  const titleWeight = document.format === "html" || document.format === "mht" ? 3 : 1;
  const pageTitles = metadataOf(document, cues.metadata.title);
  return [
    ...pageTitles.flatMap((title) => titleVotes(title, "title", titleWeight, rules)).slice(0, 2),
    ...(heading === undefined ? [] : titleVotes(heading, "heading", 3, rules)),
    ...authorVotes(text, rules),
    ...periodVotes(text, rules),
    ...publicationVotes(document, head, cues, rules),
    ...metadataOf(document, cues.metadata.site).map(
      (site): Vote => ({
        question: "agency",
        source: "metadata",
        answer: foldText(site),
        weight: 1,
        words: site,
      }),
    ),
    ...nameVotes(named, rules),
    ...urlVotes(document, named, cues),
    ...scopeVotes(text, rules),
    ...identifierVotes(
      document,
      { fileName: named.fileName, urls: urlsOf(document, named, cues) },
      rules.identifier,
    ),
  ];
}

/** The address of the document: the one it states goes before the one it was asked under. */
function urlsOf(document: Document, named: Named, cues: Cues): string[] {
  return [...metadataOf(document, cues.metadata.url), ...(named.url === undefined ? [] : [named.url])].slice(
    0,
    1,
  );
}

function urlVotes(document: Document, named: Named, cues: Cues): Vote[] {
  return urlsOf(document, named, cues).flatMap((url): Vote[] => {
    const host = /^https?:\/\/([^/:]+)/.exec(url)?.[1];
    const path = /\/(20\d{2})(\d{2})\//.exec(url);
    const votes: Vote[] =
      host === undefined ? [] : [{ question: "agency", source: "url", answer: host, weight: 1, words: url }];
    if (path?.[1] !== undefined && Number(path[2]) <= 6) {
      votes.push({
        question: "year",
        source: "url",
        answer: String(Number(path[1]) - 1),
        weight: 0.5,
        words: url,
      });
    }
    return votes;
  });
}
