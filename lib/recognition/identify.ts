import type { Catalog } from "../catalog/catalog.ts";
import type { Agency } from "../catalog/schema.ts";
import { type Document, type Finding, type Identity, SCOPES, type Scope, type Vote } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { isSeveral } from "./agency-name.ts";
import { compileCues } from "./compiled-cues.ts";
import { foldText, listVotes, type Named, paragraphsOf, readTitle } from "./votes.ts";
import { isConcluded } from "./year-votes.ts";

/** Which agency, year and scope a document reports on: decided by votes, with the evidence kept and doubt said. */

/** Where a report names itself; other sources may name a site or a folder. */
const OWN_WORDS: readonly Vote["source"][] = ["title", "heading"];

function tally(votes: readonly Vote[]): { answer: string; weight: number }[] {
  const sums = new Map<string, number>();
  for (const vote of votes) sums.set(vote.answer, (sums.get(vote.answer) ?? 0) + vote.weight);
  return [...sums].map(([answer, weight]) => ({ answer, weight })).sort((a, b) => b.weight - a.weight);
}

/** Weight from which a vote against the winner is worth telling. */
const WORTH_TELLING = 1.5;

function decideYear(votes: readonly Vote[]): Outcome<number | null> {
  const [first, second] = tally(votes);
  if (first === undefined || (second !== undefined && second.weight === first.weight)) {
    return { value: null, findings: [{ code: "year-undecided", parameters: {} }] };
  }
  const against = votes.find((vote) => vote.answer !== first.answer && vote.weight >= WORTH_TELLING);
  const agreeing = votes.filter((vote) => vote.answer === first.answer);
  const [date] = agreeing.every(isConcluded) ? agreeing : [];
  if (date !== undefined) {
    const parameters = { year: first.answer, words: date.words };
    return { value: Number(first.answer), findings: [{ code: "year-from-date", parameters }] };
  }
  const findings: Finding[] =
    against === undefined
      ? []
      : [
          {
            code: "year-conflict",
            parameters: { year: first.answer, source: against.words, other: against.answer },
          },
        ];
  return { value: Number(first.answer), findings };
}

const namesOf = (agency: Agency): string[] => [agency.name.zh, ...agency.aliases].map(foldText);

/** The agency of exactly this name or alias, folded (`foldText`). */
export function findByName(name: string, catalog: Catalog): Agency | undefined {
  return catalog.agencies.find((agency) => namesOf(agency).includes(name));
}

function findByHost(host: string, catalog: Catalog): Agency | undefined {
  return catalog.agencies.find((agency) =>
    agency.domains.some((domain) => host === domain || host.endsWith(`.${domain}`)),
  );
}

function qualify(name: string, votes: readonly Vote[], catalog: Catalog): string {
  const site = votes.find((vote) => vote.question === "agency" && vote.source === "metadata");
  return new RegExp(catalog.cues.relativeName, "u").test(name) && site !== undefined
    ? `${site.answer}·${name}`
    : name;
}

function decideAgency(votes: readonly Vote[], catalog: Catalog): Outcome<Identity["agency"]> {
  const named = votes.filter((vote) => vote.source !== "url" && vote.source !== "metadata");
  const [first] = tally(named);
  const site = votes.find((vote) => vote.source === "metadata");
  const host = votes.find((vote) => vote.source === "url");
  if (first === undefined) {
    // Only the site speaks: its own agency may be meant, and the reader is told so.
    const agency = (site && findByName(site.answer, catalog)) ?? (host && findByHost(host.answer, catalog));
    if (agency === undefined)
      return { value: null, findings: [{ code: "agency-undecided", parameters: {} }] };
    return {
      value: { id: agency.id, name: agency.name.zh },
      findings: [
        {
          code: "agency-from-site",
          parameters: { name: agency.name.zh, words: site?.words ?? host?.words ?? "" },
        },
      ],
    };
  }
  const known = findByName(first.answer, catalog);
  const findings: Finding[] = [];
  const against = named.find(
    (vote) =>
      vote.answer !== first.answer &&
      OWN_WORDS.includes(vote.source) &&
      findByName(vote.answer, catalog)?.id !== known?.id,
  );
  if (against !== undefined)
    findings.push({
      code: "agency-conflict",
      parameters: { name: first.answer, source: against.words, other: against.answer },
    });
  if (known !== undefined) return { value: { id: known.id, name: known.name.zh }, findings };
  if (isSeveral(first.answer, compileCues(catalog.cues))) {
    const several: Finding = { code: "agency-several", parameters: { name: first.answer } };
    return { value: null, findings: [several, ...findings] };
  }
  const name = qualify(first.answer, votes, catalog);
  return {
    value: { id: null, name },
    findings: [...findings, { code: "agency-unknown", parameters: { name } }],
  };
}

const isScope = (text: string): text is Scope => SCOPES.some((scope) => scope === text);

export function decideScope(
  votes: readonly Vote[],
  agency: Identity["agency"],
  catalog: Catalog,
): Outcome<Scope | null> {
  if (agency === null) return { value: null, findings: [] };
  const [first, second] = tally(votes);
  const usual: Scope =
    catalog.agencies.find((candidate) => candidate.id === agency.id)?.usualScope ??
    (new RegExp(catalog.cues.wholeRegionName, "u").test(agency.name) ? "whole-region" : "own-organ");
  if (first === undefined || !isScope(first.answer) || first.weight < 2) {
    return { value: usual, findings: [{ code: "scope-assumed", parameters: { scope: usual } }] };
  }
  const findings: Finding[] =
    second !== undefined && second.weight >= WORTH_TELLING
      ? [{ code: "scope-conflict", parameters: { scope: first.answer, other: second.answer } }]
      : [];
  return { value: first.answer, findings };
}

/** Identity of a document; never guesses: what the votes leave open is `null` with a finding. */
export function identify(document: Document, named: Named, catalog: Catalog): Outcome<Identity> {
  const evidence = listVotes(document, named, catalog.cues);
  const about = (question: Vote["question"]): Vote[] => evidence.filter((vote) => vote.question === question);
  const agency = decideAgency(about("agency"), catalog);
  const year = decideYear(about("year"));
  const scope = decideScope(about("scope"), agency.value, catalog);
  const title = evidence.find((vote) => vote.source === "heading" || vote.source === "title")?.words ?? null;
  return {
    value: {
      agency: agency.value,
      year: year.value,
      scope: scope.value,
      title,
      published: about("published")[0]?.answer ?? null,
      evidence,
    },
    findings: [...agency.findings, ...year.findings, ...scope.findings],
  };
}

/** What a file without a statutory table seems to be instead, by its title. */
export function findOtherKind(
  document: Document,
  catalog: Catalog,
): { id: string; words: string } | undefined {
  const rules = compileCues(catalog.cues);
  const titles = [...document.metadata.map((entry) => entry.content), ...paragraphsOf(document).slice(0, 12)]
    .map(foldText)
    .filter((text) => text.length < 80);
  if (titles.some((title) => readTitle(title, rules) !== undefined)) return undefined;
  for (const title of titles) {
    const kind = rules.otherKinds.find(({ pattern }) => pattern.test(title));
    if (kind !== undefined) return { id: kind.id, words: title };
  }
  return undefined;
}
