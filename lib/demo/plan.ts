import type { Catalog } from "../catalog/catalog.ts";
import { findDeadline } from "../checks/deadline.ts";
import { createRandom, type Random, shuffle } from "../typeset/random.ts";
import type { CityAgency } from "./city.ts";
import { between, seedOf } from "./draw.ts";
import {
  canErr,
  ERROR_KINDS,
  ERRORS,
  type ErrorKind,
  MOST_WEIGHT,
  requestTable,
  weightOf,
} from "./errors.ts";
import type { AgencyYear } from "./history.ts";

/** Who files when, and who errs how: every kind of mishap at least once where the city is large enough for it. */

export type Fate = "published" | "late" | "undated" | "missing" | "unreadable";

export interface Filing {
  readonly agency: CityAgency;
  readonly truth: AgencyYear;
  readonly fate: Fate;
  readonly due: string;
  /** ISO date; `null` where the report names none, or there is none. */
  readonly published: string | null;
  readonly error?: { readonly kind: ErrorKind; readonly from?: AgencyYear; readonly fromAgency?: string };
  /** Id of the agency that copied a table of this report. */
  readonly copiedBy?: string;
}

type Draft = {
  -readonly [Key in keyof Filing]: Filing[Key];
};

/** Of a hundred filings without another mishap. */
const RATES: readonly (readonly [Fate | "error", number])[] = [
  ["missing", 4],
  ["unreadable", 1.5],
  ["late", 7],
  ["undated", 4],
  ["error", 7],
];

const DAY = 86_400_000;
const addDays = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);

const isHeld = ({ fate }: Filing): boolean => fate !== "missing" && fate !== "unreadable";

/** The filings by agency and year, and what may still happen to each. */
class Plan {
  private readonly places: ReadonlyMap<string, Draft>;

  constructor(
    readonly filings: readonly Draft[],
    /** Agencies that print marks for zeros, which hides from checks what they would find. */
    private readonly isPlain: (agency: CityAgency) => boolean,
  ) {
    this.places = new Map(
      filings.map((filing) => [`${filing.agency.declared.id} ${filing.truth.year}`, filing]),
    );
  }

  private near(filing: Filing, years: number): Draft | undefined {
    return this.places.get(`${filing.agency.declared.id} ${filing.truth.year + years}`);
  }

  private isClean(filing: Filing | undefined): boolean {
    return filing === undefined || (filing.error === undefined && filing.copiedBy === undefined);
  }

  /** A report of the same year from which a table can be copied. */
  private findModel(filing: Filing): Draft | undefined {
    const fits = (other: Draft): boolean =>
      other.truth.year === filing.truth.year &&
      other.agency !== filing.agency &&
      other.agency.declared.level === filing.agency.declared.level &&
      this.isPlain(other.agency) &&
      isHeld(other) &&
      this.isClean(other) &&
      this.isClean(this.near(other, 1)) &&
      weightOf(other.truth.tables[requestTable(other.truth)]) >= MOST_WEIGHT;
    return this.filings.find(fits);
  }

  tryError(filing: Draft, kind: ErrorKind): boolean {
    const before = this.near(filing, -1);
    const after = this.near(filing, 1);
    if (!isHeld(filing) || ![filing, before, after].every((one) => this.isClean(one))) return false;
    if (kind !== "title-year" && !this.isPlain(filing.agency)) return false;
    if (ERRORS[kind].needsPrevious && (before === undefined || !isHeld(before))) return false;
    if (!canErr(filing.truth, kind, before?.truth)) return false;
    if (kind === "last-year" && before !== undefined) filing.error = { kind, from: before.truth };
    else if (kind === "other-agency") {
      const model = this.findModel(filing);
      if (model === undefined) return false;
      filing.error = { kind, from: model.truth, fromAgency: model.agency.declared.id };
      model.copiedBy = filing.agency.declared.id;
    } else filing.error = { kind };
    return true;
  }

  tryFate(filing: Draft, fate: Fate): boolean {
    if (filing.fate !== "published") return false;
    const goes = fate === "missing" || fate === "unreadable";
    // What is not there hides what it was to show.
    const isNeeded = !this.isClean(filing) || this.near(filing, 1)?.error !== undefined;
    if (goes && isNeeded) return false;
    filing.fate = fate;
    return true;
  }
}

function date(filing: Draft, random: Random): void {
  // Never before the year is over: the earliest deadline is the end of January.
  if (filing.fate === "published") filing.published = addDays(filing.due, -between(random, 1, 27));
  if (filing.fate === "late") filing.published = addDays(filing.due, between(random, 2, 80));
}

/** The filings of a city, agency by agency. */
export function planFilings(
  agencies: readonly CityAgency[],
  history: ReadonlyMap<string, readonly AgencyYear[]>,
  catalog: Catalog,
  isPlain: (agency: CityAgency) => boolean,
): readonly Filing[] {
  const drafts = agencies.flatMap((agency) =>
    (history.get(agency.declared.id) ?? []).map((truth): Draft => {
      const due = findDeadline(agency.declared, truth.year, catalog)?.date;
      if (due === undefined) throw new Error(`the catalog names no deadline for ${truth.year}`);
      return { agency, truth, fate: "published", due, published: null };
    }),
  );
  const random = createRandom(seedOf("plan", agencies.length, drafts.length));
  const plan = new Plan(drafts, isPlain);
  const mixed = shuffle(drafts, random);
  // Those that few reports can bear are given out first.
  const choosy: readonly ErrorKind[] = ["zeros", "unit", "last-year", "carry-over", "other-agency"];
  const kinds = [...choosy, ...ERROR_KINDS.filter((kind) => !choosy.includes(kind))];
  for (const kind of kinds) mixed.find((filing) => plan.tryError(filing, kind));
  for (const [fate] of RATES) if (fate !== "error") mixed.find((filing) => plan.tryFate(filing, fate));
  for (const filing of mixed) {
    let left = random() * 100;
    const mishap = RATES.find(([, rate]) => {
      left -= rate;
      return left < 0;
    })?.[0];
    if (mishap === "error") shuffle(ERROR_KINDS, random).find((kind) => plan.tryError(filing, kind));
    else if (mishap !== undefined && plan.filings.length > SMALL) plan.tryFate(filing, mishap);
  }
  for (const filing of drafts) date(filing, random);
  return drafts;
}

/** A city of few reports has had its share with one mishap of each kind. */
const SMALL = 60;
