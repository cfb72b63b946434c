import type { Cues } from "../catalog/schema.ts";
import type { Document, Vote } from "../model.ts";
import { endsAsName, isSite, nameIn } from "./agency-name.ts";
import { type CompiledCues, compileCues } from "./compiled-cues.ts";
import { identifierVotes } from "./identifier-votes.ts";
import { dateVotes, metadataOf, periodVotes, withoutOtherYears, yearBefore } from "./year-votes.ts";

/** What a document says of itself, as votes: title, headings, statistical period, page metadata, file name, URL, text. */

export interface Named {
  readonly fileName: string;
  readonly url?: string;
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
      if (match === null) continue;
      const agency = nameIn(match.groups?.agency ?? "", cues);
      return { agency: agency === "" ? undefined : agency, year: match.groups?.year, words: match[0] };
    }
  }
  return undefined;
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

function nameVotes(named: Named, rules: CompiledCues): Vote[] {
  const base = foldText(named.fileName.replace(/^.*[\\/]/, "").replace(/\.\w{1,5}$/, ""));
  const votes = titleVotes(base, "file-name", 1.5, rules);
  if (votes.some((vote) => vote.question === "year")) return votes;
  for (const pattern of rules.fileYears) {
    const year = pattern.exec(withoutOtherYears(base, rules))?.groups?.year;
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
  const isNamed = (joined: string, first: string): boolean =>
    endsAsName(readTitle(joined, rules)?.agency ?? "", rules) && !isSite(first, rules);
  const whole = head.find(saysBoth);
  if (whole !== undefined) return whole;
  for (let at = 0; at < Math.min(head.length, TITLE_PARAGRAPHS); at++) {
    for (let lines = 2; lines <= MOST_TITLE_LINES; lines++) {
      const joined = head.slice(at, at + lines).join("");
      if (joined.length <= LONGEST_TITLE && saysBoth(joined) && isNamed(joined, head[at] ?? ""))
        return joined;
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
    ...dateVotes(document, head, cues, rules),
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
    if (path?.[1] !== undefined) votes.push(...yearBefore(path[1], path[2] ?? "", "url", url));
    return votes;
  });
}
