import type { getDatabase } from "@/db/index.ts";
import { listRates } from "@/db/queries/rates.ts";
import { listSeries } from "@/db/queries/series.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Composition, Indicator, Rate } from "@/lib/catalog/schema.ts";
import { assessRate } from "@/lib/statistics/assess-rate.ts";
import type { Figure, RateFigure } from "@/lib/views.ts";
import { type Mode, type Subject, subjectKey } from "./search-params.ts";

/** One indicator or rate with its figures; an indicator shown as a share of its printed whole has rates. */
export type ValueSubject =
  | {
      readonly kind: "indicator";
      readonly key: string;
      readonly entry: Indicator;
      readonly figures: readonly Figure[];
    }
  | {
      readonly kind: "rate";
      readonly key: string;
      readonly entry: Rate;
      readonly figures: readonly RateFigure[];
    }
  | {
      readonly kind: "share";
      readonly key: string;
      readonly entry: Indicator;
      readonly whole: Indicator;
      readonly figures: readonly RateFigure[];
    };

export function isDeclared(catalog: Catalog, { kind, id }: Subject): boolean {
  const entries: readonly { readonly id: string }[] = {
    indicator: catalog.indicators,
    rate: catalog.rates,
    composition: catalog.compositions,
  }[kind];
  return entries.some((entry) => entry.id === id);
}

/** The declared entry. Throws where the catalog lacks it. */
export function getEntry<T extends { readonly id: string }>(entries: readonly T[], id: string): T {
  const entry = entries.find((known) => known.id === id);
  if (entry === undefined) throw new Error(`No ${id} in the catalog`);
  return entry;
}

/** The composition that declares all of the indicators as its parts, so that they may be stacked and shared. */
export function compositionOf(catalog: Catalog, subjects: readonly Subject[]): Composition | undefined {
  if (subjects.length === 0 || subjects.some(({ kind }) => kind !== "indicator")) return undefined;
  return catalog.compositions.find(({ parts }) => subjects.every(({ id }) => parts.includes(id)));
}

/** A share is read as every proportion is. */
const SHARE = { kind: "proportion", per: 100 } as const;

/** How the rates of a subject are read. */
export function declaredRate(subject: ValueSubject): Pick<Rate, "kind" | "per"> {
  return subject.kind === "rate" ? subject.entry : SHARE;
}

/** An indicator as a share of the whole that the same report prints. */
function shareOf(part: Figure, whole: Figure, { thresholds }: Catalog): RateFigure {
  const sameUnit = part.unit === whole.unit;
  const denominator = sameUnit ? whole.value : { status: "absent" as const };
  const grades = [part.grade, whole.grade];
  return {
    agency: part.agency,
    year: part.year,
    rate: part.indicator,
    numerator: part.value,
    denominator,
    ...assessRate(SHARE, part.value, denominator, part.scope, thresholds),
    grade: grades.every((grade) => grade === "exact") ? "exact" : (grades.find((g) => g !== "exact") ?? null),
    edition: part.edition === whole.edition ? part.edition : null,
    parts: [part, whole],
  };
}

export interface Asked {
  readonly agencies: readonly string[];
  readonly years: readonly number[];
}

/** The subjects with their figures, in the order asked. */
export async function readSubjects(
  db: ReturnType<typeof getDatabase>,
  catalog: Catalog,
  subjects: readonly Subject[],
  mode: Mode,
  asked: Asked,
): Promise<ValueSubject[]> {
  const composition = mode === "share" ? compositionOf(catalog, subjects) : undefined;
  const ids = subjects.flatMap(({ kind, id }) => (kind === "indicator" ? id : []));
  const indicators = composition === undefined ? ids : [...new Set([...ids, composition.whole])];
  const figures = ids.length === 0 ? [] : await listSeries(db, catalog, { ...asked, indicators });
  return Promise.all(
    subjects.map(async (subject): Promise<ValueSubject> => {
      const key = subjectKey(subject);
      if (subject.kind === "rate") {
        const rates = await listRates(db, catalog, { ...asked, rate: subject.id });
        return { kind: "rate", key, entry: getEntry(catalog.rates, subject.id), figures: rates };
      }
      const entry = getEntry(catalog.indicators, subject.id);
      const own = figures.filter(({ indicator }) => indicator === subject.id);
      if (composition === undefined) return { kind: "indicator", key, entry, figures: own };
      const wholes = new Map(
        figures.flatMap((figure) =>
          figure.indicator === composition.whole ? [[`${figure.agency} ${figure.year}`, figure]] : [],
        ),
      );
      return {
        kind: "share",
        key,
        entry,
        whole: getEntry(catalog.indicators, composition.whole),
        figures: own.flatMap((figure) => {
          const whole = wholes.get(`${figure.agency} ${figure.year}`);
          return whole === undefined ? [] : [shareOf(figure, whole, catalog)];
        }),
      };
    }),
  );
}
