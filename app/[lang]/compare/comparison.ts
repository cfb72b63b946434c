import { cache } from "react";
import { getDatabase } from "@/db/index.ts";
import { listAgencies } from "@/db/queries/agencies.ts";
import { listRates } from "@/db/queries/rates.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import { listSeries } from "@/db/queries/series.ts";
import { type Catalog, getCatalog } from "@/lib/catalog/catalog.ts";
import type { Composition, Indicator, Rate } from "@/lib/catalog/schema.ts";
import { type Composed, listComposed } from "@/lib/charts/composition-chart.ts";
import type { AgencySummary, Figure, RateFigure } from "@/lib/views.ts";
import {
  type Problem,
  parseSearchParams,
  type SearchParams,
  type Selection,
  type Subject,
} from "./search-params.ts";

/** Shown when the address names no agency: those with the longest series. */
const DEFAULT_AGENCIES = 8;

export type Shown =
  | { readonly kind: "indicator"; readonly entry: Indicator; readonly figures: readonly Figure[] }
  | { readonly kind: "rate"; readonly entry: Rate; readonly figures: readonly RateFigure[] }
  | {
      readonly kind: "composition";
      readonly entry: Composition;
      readonly figures: readonly Figure[];
      readonly composed: readonly Composed[];
    };

/** Everything the page, the CSV and the JSON of one selection rest on. */
export interface Comparison {
  /** With the choices filled in that the address left open. */
  readonly selection: Selection;
  readonly problems: readonly Problem[];
  /** In the order asked. */
  readonly agencies: readonly AgencySummary[];
  readonly known: readonly AgencySummary[];
  readonly years: readonly number[];
  readonly shown: Shown;
  readonly catalog: Catalog;
  readonly dataVersion: number;
  readonly changedAt: string | null;
}

/** Read once for the page and its title. Throws only on a broken installation. */
export async function readComparison(params: SearchParams): Promise<Comparison> {
  return readOnce(JSON.stringify(params));
}

const readOnce = cache((params: string) => read(JSON.parse(params)));

async function read(params: SearchParams): Promise<Comparison> {
  const db = getDatabase();
  const catalog = getCatalog();
  const { version: dataVersion, changedAt } = await getDataVersion(db);
  const { selection, problems } = parseSearchParams(params);
  const known = await listAgencies(db);
  const wanted = selection.agencies.map((id) => ({ id, agency: known.find((agency) => agency.id === id) }));
  const asked = wanted.flatMap(({ agency }) => agency ?? []);
  const agencies = asked.length > 0 ? asked : longestSeries(known);
  const held = agencies.flatMap((agency) => agency.years);
  const range = selection.years ?? { from: Math.min(...held), to: Math.max(...held) };
  const years = held.length === 0 && selection.years === null ? [] : span(range.from, range.to);
  const subject = isDeclared(catalog, selection.subject) ? selection.subject : FALLBACK;
  return {
    selection: {
      ...selection,
      subject,
      agencies: agencies.map(({ id }) => id),
      years: years.length === 0 ? null : range,
    },
    problems: [
      ...problems,
      ...wanted.flatMap(({ id, agency }) => (agency ? [] : { parameter: "agencies" as const, value: id })),
      ...(subject === selection.subject
        ? []
        : [{ parameter: "subject" as const, value: selection.subject.id }]),
    ],
    agencies,
    known,
    years,
    shown: await readShown(catalog, subject, selectionOf(agencies, years)),
    catalog,
    dataVersion,
    changedAt,
  };
}

const FALLBACK: Subject = { kind: "indicator", id: "requests-received" };

function selectionOf(agencies: readonly AgencySummary[], years: readonly number[]) {
  return { agencies: agencies.map(({ id }) => id), years };
}

function longestSeries(known: readonly AgencySummary[]): AgencySummary[] {
  return known
    .filter(({ years }) => years.length > 0)
    .toSorted((a, b) => b.years.length - a.years.length || a.id.localeCompare(b.id))
    .slice(0, DEFAULT_AGENCIES);
}

function span(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function declared(catalog: Catalog, kind: Subject["kind"]): readonly { readonly id: string }[] {
  return { indicator: catalog.indicators, rate: catalog.rates, composition: catalog.compositions }[kind];
}

function isDeclared(catalog: Catalog, { kind, id }: Subject): boolean {
  return declared(catalog, kind).some((entry) => entry.id === id);
}

function getEntry<T extends { readonly id: string }>(entries: readonly T[], id: string): T {
  const entry = entries.find((known) => known.id === id);
  if (entry === undefined) throw new Error(`No ${id} in the catalog`);
  return entry;
}

async function readShown(
  catalog: Catalog,
  { kind, id }: Subject,
  { agencies, years }: { readonly agencies: readonly string[]; readonly years: readonly number[] },
): Promise<Shown> {
  const db = getDatabase();
  if (kind === "rate") {
    const figures = await listRates(db, catalog, { agencies, rate: id, years });
    return { kind, entry: getEntry(catalog.rates, id), figures };
  }
  if (kind === "composition") {
    const entry = getEntry(catalog.compositions, id);
    const figures = await listSeries(db, catalog, {
      agencies,
      indicators: [...entry.parts, entry.whole],
      years,
    });
    return { kind, entry, figures, composed: listComposed(figures, entry.parts, entry.whole) };
  }
  const figures = await listSeries(db, catalog, { agencies, indicators: [id], years });
  return { kind, entry: getEntry(catalog.indicators, id), figures };
}
