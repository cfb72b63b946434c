import { getDatabase } from "@/db/index.ts";
import { listSetDeadlines, type SetDeadline } from "@/db/queries/deadlines.ts";
import { listExpected } from "@/db/queries/expected-agencies.ts";
import {
  countUnreadFiles,
  getFilingYears,
  listFilings,
  listUnreadFiles,
  tallyFilings,
} from "@/db/queries/filings.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import { type Catalog, getCatalog } from "@/lib/catalog/catalog.ts";
import type { AgencyFilings, FilingTally, UnreadFile } from "@/lib/filing-views.ts";
import { civilDate } from "@/lib/format.ts";
import type { AgencySummary } from "@/lib/views.ts";
import type { CoverageSearch } from "./search-params.ts";

export const PAGE_SIZE = 100;
const MOST_UNREAD = 50;
/** Years across unless others are asked for: what a screen holds. */
const USUAL_YEARS = 10;

export interface CoverageGrid {
  readonly catalog: Catalog;
  /** The day that decides what is due, in China. */
  readonly today: string;
  /** First and last year there is something to say about. */
  readonly span: readonly [number, number];
  readonly years: readonly number[];
  /** All agencies of which a report is expected, for the filter. */
  readonly all: readonly Omit<AgencySummary, "years">[];
  /** Of the filter. */
  readonly total: number;
  readonly rows: readonly AgencyFilings[];
  readonly tallies: readonly FilingTally[];
  /** Dates set for regions and years beside the law. */
  readonly deadlines: readonly SetDeadline[];
  readonly unread: { readonly total: number; readonly files: readonly UnreadFile[] };
  readonly dataVersion: number;
  readonly changedAt: string | null;
}

function chooseYears({ from, to }: CoverageSearch, [first, last]: readonly [number, number]): number[] {
  const end = Math.min(to ?? last, last);
  const start = Math.max(from ?? Math.max(first, end - USUAL_YEARS + 1), first);
  return start > end ? [] : Array.from({ length: end - start + 1 }, (_, at) => start + at);
}

/** What the address asks for: a page of it, or all of it for a file. */
export async function readCoverage(search: CoverageSearch, whole = false): Promise<CoverageGrid> {
  const db = getDatabase();
  const catalog = getCatalog();
  const today = civilDate(new Date());
  const span = getFilingYears(db, today);
  const years = chooseYears(search, span);
  const { from: _from, to: _to, page = 1, ...filter } = search;
  const agencies = listExpected(db, catalog, filter);
  const asked = whole ? agencies : agencies.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const { version, changedAt } = await getDataVersion(db);
  return {
    ...{ catalog, today, span, years },
    all: listExpected(db, catalog, {}),
    total: agencies.length,
    rows: listFilings(db, catalog, { agencies: asked, years, today }),
    tallies: tallyFilings(db, catalog, { ...filter, years, today }),
    deadlines: await listSetDeadlines(db),
    unread: {
      total: countUnreadFiles(db),
      files: listUnreadFiles(db, { limit: MOST_UNREAD, offset: 0 }),
    },
    ...{ dataVersion: version, changedAt },
  };
}
