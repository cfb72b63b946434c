import { cache } from "react";
import { type DataState, listNewer, readState } from "@/app/_components/data-state.ts";
import type { Database } from "@/db/client.ts";
import { getDatabase } from "@/db/index.ts";
import { listAgencies } from "@/db/queries/agencies.ts";
import type { ShownOtherwise } from "@/db/queries/history.ts";
import { searchAgencies } from "@/db/queries/search.ts";
import { listSeries } from "@/db/queries/series.ts";
import { type Catalog, getCatalog } from "@/lib/catalog/catalog.ts";
import type { Composition } from "@/lib/catalog/schema.ts";
import { type Composed, listComposed } from "@/lib/charts/composition-chart.ts";
import type { Figure, HeldAgency } from "@/lib/views.ts";
import { readGroups } from "./difference.ts";
import { FLOWS } from "./flow.ts";
import { fittingKinds } from "./kinds.ts";
import { type Layer, pickLayer } from "./layers.ts";
import {
  type ChartKind,
  MOST_AGENCIES,
  type Mode,
  type Problem,
  parseSearchParams,
  type SearchParams,
  type Selection,
  type Subject,
} from "./search-params.ts";
import { resolveTerm } from "./selectors.ts";
import { compositionOf, getEntry, isDeclared, readSubjects, type ValueSubject } from "./subjects.ts";

/** Shown when the address names no agency: those with the longest series. */
const DEFAULT_AGENCIES = 8;
/** So many agencies are found by a name. */
const MOST_FOUND = 40;
const FALLBACK: Subject = { kind: "indicator", id: "requests-received" };

export type Shown =
  | {
      readonly kind: "values";
      readonly subjects: readonly ValueSubject[];
      /** By who asked, where a difference is taken apart. */
      readonly groups: readonly Figure[];
    }
  | {
      readonly kind: "composition";
      readonly entry: Composition;
      readonly figures: readonly Figure[];
      readonly composed: readonly Composed[];
    };

/** Everything the page and the files of one selection rest on. */
export interface Comparison {
  /** With the choices filled in that the address left open. */
  readonly selection: Selection;
  readonly problems: readonly Problem[];
  /** In the order asked. */
  readonly agencies: readonly HeldAgency[];
  readonly subjects: readonly Subject[];
  readonly years: readonly number[];
  readonly layer: Layer;
  readonly mode: Mode;
  /** The base year of an index. */
  readonly base: number | null;
  readonly chart: ChartKind;
  /** Kinds of chart that fit what is shown. */
  readonly kinds: readonly ChartKind[];
  /** The kind that the address asks for and that does not fit. */
  readonly unfit: ChartKind | null;
  /** Agencies that the address stands for and that are too many to be shown. */
  readonly leftOut: number;
  readonly known: readonly HeldAgency[];
  /** Ids of the agencies that the form lists, the nearest first; `null` where nothing was asked. */
  readonly found: readonly string[] | null;
  readonly shown: Shown;
  readonly catalog: Catalog;
  readonly state: DataState;
  /** Reports of this view that are shown otherwise by now. */
  readonly newer: readonly ShownOtherwise[];
  readonly dataVersion: number;
  /** ISO instant of the last change of the data. */
  readonly changedAt: string | null;
}

/** Read once for the page and its title. Throws only on a broken installation. */
export async function readComparison(params: SearchParams): Promise<Comparison> {
  return readOnce(JSON.stringify(params));
}

const readOnce = cache((params: string) => read(JSON.parse(params)));

async function read(params: SearchParams): Promise<Comparison> {
  const state = await readState(params);
  const { db } = state;
  const catalog = getCatalog();
  const { selection, problems: unread } = parseSearchParams(params);
  const known = await listKnown(state);
  const problems = [...unread];
  const resolved = selection.agencies.map((term) => ({ term, found: resolveTerm(term, known, catalog) }));
  for (const { term, found } of resolved)
    if (found.length === 0) problems.push({ parameter: "agencies", value: term });
  const all = [...new Set(resolved.flatMap(({ found }) => found))];
  const asked = all.slice(0, MOST_AGENCIES);
  const agencies = asked.length > 0 ? asked : longestSeries(known);
  const declared = selection.subjects.filter((subject) => isDeclared(catalog, subject));
  for (const subject of selection.subjects)
    if (!declared.includes(subject)) problems.push({ parameter: "subject", value: subject.id });
  const subjects = declared.length > 0 ? declared : [FALLBACK];
  const held = agencies.flatMap((agency) => agency.years);
  const years = selection.years ?? (held.length === 0 ? [] : span(Math.min(...held), Math.max(...held)));
  const composed = subjects[0]?.kind === "composition";
  const view = composed ? "agency-year" : selection.view;
  const mode = modeOf(selection, subjects, catalog);
  if (selection.mode !== null && selection.mode !== mode)
    problems.push({ parameter: "mode", value: selection.mode });
  const layer = pickLayer(view, selection.at, { agencies, subjects, years });
  if (selection.at !== null && selection.at !== layer.at)
    problems.push({ parameter: "at", value: selection.at });
  const base = mode === "index" ? (selection.base ?? years[0] ?? null) : null;
  const kinds = fittingKinds(catalog, view, mode, layer);
  const [preferred = "heat"] = kinds;
  const chart = kinds.find((kind) => kind === selection.chart) ?? preferred;
  return {
    selection: {
      ...selection,
      state: state.query,
      subjects,
      // Where a prefix stands for several, the address keeps the prefix.
      agencies:
        asked.length > 0
          ? resolved.flatMap(({ term, found }) => (found.length > 0 ? term : []))
          : agencies.map(({ id }) => id),
      years: years.length === 0 ? null : years,
      view,
      at: layer.at === layer.others[0] && view !== "agency-indicator" ? null : layer.at || null,
      chart: composed && chart === "stacked" ? null : chart,
      mode: composed || mode !== "absolute" ? mode : null,
      base: mode === "index" ? base : null,
    },
    problems,
    agencies,
    subjects,
    years,
    layer,
    mode,
    base,
    chart,
    kinds,
    unfit: selection.chart !== null && selection.chart !== chart ? selection.chart : null,
    leftOut: all.length - asked.length,
    known,
    found:
      selection.find === ""
        ? null
        : (await searchAgencies(db, selection.find, { limit: MOST_FOUND })).map(({ id }) => id),
    shown: await readShown(db, catalog, subjects, layer, mode, base, chart),
    catalog,
    state,
    newer: await listNewer(state, layer.agencies, base === null ? layer.years : [...layer.years, base]),
    dataVersion: state.dataVersion,
    changedAt: state.changedAt,
  };
}

/** Those of which reports were shown then; what came later had no figures, which is to be said of it by name. */
async function listKnown({ db, isFormer }: DataState): Promise<HeldAgency[]> {
  const known = await listAgencies(db);
  if (!isFormer) return known;
  const then = new Set(known.map(({ id }) => id));
  const later = (await listAgencies(getDatabase())).filter(({ id }) => !then.has(id));
  return [...known, ...later.map((agency) => ({ ...agency, years: [] }))];
}

/** The mode asked for, where the subjects have it. */
function modeOf({ mode, view }: Selection, subjects: readonly Subject[], catalog: Catalog): Mode {
  const [first] = subjects;
  if (first?.kind === "composition") return mode === "absolute" ? "absolute" : "share";
  if (mode === "share") return compositionOf(catalog, subjects) === undefined ? "absolute" : "share";
  return mode === "index" && view !== "agency-indicator" ? "index" : "absolute";
}

function longestSeries(known: readonly HeldAgency[]): HeldAgency[] {
  return known
    .filter(({ years }) => years.length > 0)
    .toSorted((a, b) => b.years.length - a.years.length || a.id.localeCompare(b.id))
    .slice(0, DEFAULT_AGENCIES);
}

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

async function readShown(
  db: Database,
  catalog: Catalog,
  subjects: readonly Subject[],
  layer: Layer,
  mode: Mode,
  base: number | null,
  chart: ChartKind,
): Promise<Shown> {
  const agencies = layer.agencies.map(({ id }) => id);
  const [first] = subjects;
  if (first?.kind === "composition") {
    const entry = getEntry(catalog.compositions, first.id);
    const indicators = [...new Set([...entry.parts, entry.whole, ...(FLOWS[entry.id] ?? [])])];
    const figures = await listSeries(db, catalog, { agencies, indicators, years: layer.years });
    return { kind: "composition", entry, figures, composed: listComposed(figures, entry.parts, entry.whole) };
  }
  const years = base === null ? layer.years : [...new Set([...layer.years, base])];
  return {
    kind: "values",
    subjects: await readSubjects(db, catalog, layer.subjects, mode, { agencies, years }),
    groups:
      chart === "difference" && first?.kind === "rate"
        ? await readGroups(db, catalog, getEntry(catalog.rates, first.id), { agencies, years })
        : [],
  };
}
