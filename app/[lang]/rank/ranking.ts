import { cache } from "react";
import { type DataState, listNewer, readState } from "@/app/_components/data-state.ts";
import type { Database } from "@/db/client.ts";
import { listAgencies } from "@/db/queries/agencies.ts";
import type { ShownOtherwise } from "@/db/queries/history.ts";
import { listRates } from "@/db/queries/rates.ts";
import { listSeries } from "@/db/queries/series.ts";
import { type Catalog, getCatalog } from "@/lib/catalog/catalog.ts";
import type { Scope } from "@/lib/model.ts";
import type { Addend, Omission } from "@/lib/statistics/addends.ts";
import { type FunnelPlace, type FunnelTarget, placeInFunnel } from "@/lib/statistics/funnel.ts";
import { poolRate, sumOverAgencies } from "@/lib/statistics/pool.ts";
import { isThere } from "@/lib/statistics/presence.ts";
import { type Standings, standingsOf } from "@/lib/statistics/standings.ts";
import type { AgencySummary, Figure, HeldAgency, RateFigure } from "@/lib/views.ts";
import { type Group, groupAround, groupShared } from "./choose-group.ts";
import { chooseSubject, type Subject } from "./choose-subject.ts";
import { parseRankSearch, type RankParams, type RankSearch } from "./search-params.ts";

/** By what the size of an agency's work is told where groups are of similar volume. */
const VOLUME = "requests-received";
/** Queries take so many agencies at once. */
const AT_ONCE = 5000;

const NEARLY = 0.8;

/** One agency of the group with its figure. */
export interface Entry {
  readonly agency: AgencySummary;
  readonly figure: Figure | RateFigure;
  /** A rate as a fraction; an amount in the smallest part of the unit. */
  readonly value: number | null;
  readonly ranked: boolean;
  /** Denominator of a rate. */
  readonly cases: number | null;
  readonly place: FunnelPlace | null;
}

/** What the group has together: pooled, never averaged. */
export interface Together {
  /** A rate, or an amount in the smallest part of the unit. */
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly n: number;
  readonly of: number;
  readonly scope: Scope | null;
  readonly leftOut: readonly Omission<Addend>[];
}

/** Everything the page and its files rest on. */
export interface Ranking {
  readonly search: RankSearch;
  /** Fields that could not be used, as `name=value`. */
  readonly problems: readonly string[];
  /** Agencies that the name sent by the form may mean, where they are several. */
  readonly candidates: readonly AgencySummary[];
  readonly catalog: Catalog;
  readonly state: DataState;
  /** Reports of the group that are shown otherwise by now. */
  readonly newer: readonly ShownOtherwise[];
  readonly dataVersion: number;
  readonly changedAt: string | null;
  readonly subject: Subject;
  readonly year: number;
  /** Years of which reports are held, the newest first. */
  readonly years: readonly number[];
  readonly of: AgencySummary | undefined;
  readonly group: Group;
  readonly known: readonly HeldAgency[];
  readonly standings: Standings<Entry>;
  /** Agencies of the group without the figures asked for. */
  readonly silent: readonly Entry[];
  readonly together: Together;
  readonly target: FunnelTarget | undefined;
}

/** Read once for the page and its title. */
export async function readRanking(params: RankParams): Promise<Ranking> {
  return readOnce(JSON.stringify(params));
}

const readOnce = cache((params: string) => read(JSON.parse(params)));

async function read(params: RankParams): Promise<Ranking> {
  const state = await readState(params);
  const { db } = state;
  const catalog = getCatalog();
  const parsed = parseRankSearch(params);
  const known = await listAgencies(db);
  const { subject, problem } = chooseSubject(catalog, parsed.search);
  const years = heldYears(known);
  const year = parsed.search.year ?? usualYear(known, years);
  const named = findNamed(known, parsed.search.agency);
  const ofId = parsed.search.of ?? (named.length === 1 ? named[0]?.id : undefined);
  const of = known.find(({ id }) => id === ofId);
  const there = known.filter((agency) => agency.years.includes(year) || isThere(agency, year));
  const group = of
    ? groupAround(catalog, of, there, await listVolumes(db, catalog, there, year), parsed.search.peers)
    : groupShared(there, parsed.search, catalog.thresholds.quartiles);
  const problems = [
    ...parsed.problems,
    ...(problem === undefined ? [] : [problem]),
    ...(ofId !== undefined && of === undefined ? [`of=${ofId}`] : []),
    ...(parsed.search.agency !== undefined && named.length === 0 ? [`agency=${parsed.search.agency}`] : []),
    ...(of && parsed.search.peers !== undefined && group.peers?.id !== parsed.search.peers
      ? [`peers=${parsed.search.peers}`]
      : []),
  ];
  return {
    search: parsed.search,
    problems,
    candidates: named.length > 1 ? named : [],
    catalog,
    state,
    newer: await listNewer(state, group.members, [year]),
    dataVersion: state.dataVersion,
    changedAt: state.changedAt,
    subject,
    year,
    years,
    of,
    group,
    known,
    ...(await rankMembers(db, catalog, subject, group.members, year)),
  };
}

/** Where the members of a group stand on one figure of a year. */
export async function rankMembers(
  db: Database,
  catalog: Catalog,
  subject: Subject,
  members: readonly HeldAgency[],
  year: number,
): Promise<Pick<Ranking, "standings" | "silent" | "together" | "target">> {
  const figures = await listFigures(db, catalog, subject, members, year);
  const { together, target } = addTogether(subject, members, figures);
  const entries = members.flatMap((agency, index) => {
    const figure = figures[index];
    return figure ? [entryOf(catalog, subject, agency, figure, target)] : [];
  });
  const standings = standingsOf(
    entries.filter((entry) => !isSilent(entry)),
    catalog.thresholds.quartiles,
  );
  return { standings, silent: entries.filter(isSilent), together, target };
}

function heldYears(known: readonly AgencySummary[]): number[] {
  return [...new Set(known.flatMap(({ years }) => years))].toSorted((a, b) => b - a);
}

/** The latest year of which nearly as many reports are held as of the fullest: the newest is often still coming in. */
function usualYear(known: readonly AgencySummary[], years: readonly number[]): number {
  const held = (year: number) => known.filter((agency) => agency.years.includes(year)).length;
  const most = Math.max(0, ...years.map(held));
  return years.find((year) => held(year) >= most * NEARLY) ?? new Date().getUTCFullYear() - 1;
}

function findNamed(known: readonly AgencySummary[], asked: string | undefined): readonly AgencySummary[] {
  if (asked === undefined) return [];
  const text = asked.normalize("NFKC").toLowerCase();
  const exact = known.filter(({ id, nameZh, nameEn }) => [id, nameZh, nameEn?.toLowerCase()].includes(text));
  if (exact.length > 0) return exact;
  return known.filter(({ id, nameZh, nameEn }) =>
    [id, nameZh, nameEn ?? ""].some((name) => name.toLowerCase().includes(text)),
  );
}

function inParts<T>(list: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(list.length / AT_ONCE) }, (_, at) =>
    list.slice(at * AT_ONCE, (at + 1) * AT_ONCE),
  );
}

async function listVolumes(
  db: Database,
  catalog: Catalog,
  known: readonly AgencySummary[],
  year: number,
): Promise<ReadonlyMap<string, number>> {
  const held = known.filter(({ years }) => years.includes(year));
  const figures: Figure[] = [];
  for (const part of inParts(held.map(({ id }) => id))) {
    figures.push(...(await listSeries(db, catalog, { agencies: part, indicators: [VOLUME], years: [year] })));
  }
  return new Map(
    figures.flatMap(({ agency, value }) =>
      value.status === "reported" ? [[agency, value.amount] as const] : [],
    ),
  );
}

/** One figure a member, in their order. */
async function listFigures(
  db: Database,
  catalog: Catalog,
  { kind, entry }: Subject,
  members: readonly AgencySummary[],
  year: number,
): Promise<(Figure | RateFigure)[]> {
  const years = [year];
  const figures: (Figure | RateFigure)[] = [];
  for (const agencies of inParts(members.map(({ id }) => id))) {
    figures.push(
      ...(kind === "rate"
        ? await listRates(db, catalog, { agencies, rate: entry.id, years })
        : await listSeries(db, catalog, { agencies, indicators: [entry.id], years })),
    );
  }
  return figures;
}

export const isRate = (figure: Figure | RateFigure): figure is RateFigure => "rate" in figure;

/** `null` when no report is held. */
export function scopeOf(figure: Figure | RateFigure): Scope | null {
  return isRate(figure) ? (figure.parts[0]?.scope ?? null) : figure.scope;
}

/** What the group has together, and around what its funnel stands. */
function addTogether(
  subject: Subject,
  members: readonly HeldAgency[],
  figures: readonly (Figure | RateFigure)[],
): { readonly together: Together; readonly target: FunnelTarget | undefined } {
  const addends = members.flatMap((agency, index) => {
    const figure = figures[index];
    if (figure === undefined) return [];
    return [{ ...agency, agency: agency.id, scope: scopeOf(figure), figure }];
  });
  if (subject.kind === "rate") {
    const pooled = poolRate(
      addends.flatMap(({ figure, ...addend }) =>
        isRate(figure) ? [{ ...addend, numerator: figure.numerator, denominator: figure.denominator }] : [],
      ),
    );
    const target = pooled.value === null ? undefined : { kind: subject.entry.kind, rate: pooled.value };
    return { together: { ...pooled, scope: pooled.basis?.scope ?? null }, target };
  }
  const sum = sumOverAgencies(
    addends.flatMap(({ figure, ...addend }) =>
      isRate(figure)
        ? []
        : [
            {
              ...addend,
              value: figure.unit === subject.entry.unit ? figure.value : ({ status: "absent" } as const),
            },
          ],
    ),
  );
  const scope = sum.basis?.scope ?? null;
  const together = { ...sum, scope, value: sum.amount, numerator: null, denominator: null };
  return { together, target: undefined };
}

function entryOf(
  { thresholds }: Catalog,
  subject: Subject,
  agency: AgencySummary,
  figure: Figure | RateFigure,
  target: FunnelTarget | undefined,
): Entry {
  if (!isRate(figure)) {
    const usable = figure.value.status === "reported" && figure.unit === subject.entry.unit;
    const value = figure.value.status === "reported" && usable ? figure.value.amount : null;
    return { agency, figure, value, ranked: usable, cases: null, place: null };
  }
  const { value, ranked, numerator, denominator } = figure;
  const cases = denominator.status === "reported" ? denominator.amount : null;
  const place =
    value === null || cases === null || numerator.status !== "reported" || target === undefined
      ? null
      : placeInFunnel(target, numerator.amount, cases, thresholds.limits);
  return { agency, figure, value, ranked, cases, place };
}

/** No value, and not because cases are too few. */
function isSilent({ value, figure }: Entry): boolean {
  return value === null && !(isRate(figure) && figure.reason === "too-few");
}
