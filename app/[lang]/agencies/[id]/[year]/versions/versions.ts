import { cache } from "react";
import { getDatabase } from "@/db/index.ts";
import { getVersionFacts, listEarlierDocuments, listVersions } from "@/db/queries/versions.ts";
import { readReading } from "@/db/readings.ts";
import { compareCells } from "@/lib/differences/cells.ts";
import { compareProse, type ProseComparison } from "@/lib/differences/prose.ts";
import { getEnvironment } from "@/lib/env.ts";
import type { VersionEntry } from "@/lib/views.ts";
import type { FoundReport } from "../find-report.ts";
import type { VersionsSearch } from "./search-params.ts";

/** Two versions of a report, and what differs between them. */
export interface VersionComparison extends ReturnType<typeof compareCells> {
  readonly from: VersionEntry;
  readonly to: VersionEntry;
}

/** The versions there are, and the comparison that is asked for; by default of the one shown with the one before. */
export async function readVersions({ agency, report }: FoundReport, search: VersionsSearch) {
  const db = getDatabase();
  const { year, scope } = report.summary;
  const address = { agency: agency.id, year, scope };
  const versions = await listVersions(db, address);
  const find = (number: number | undefined) => versions.find((version) => version.number === number);
  const to = find(search.to ?? report.summary.version);
  const from = find(search.from ?? versions.find(({ number }) => number < (to?.number ?? 0))?.number);
  const missing = [search.from, search.to].filter((number) => number !== undefined && !find(number));
  return { versions, missing, comparison: from && to && { from, to, ...(await compare(from, to)) } };

  async function compare(a: VersionEntry, b: VersionEntry) {
    const [before, after] = [
      await getVersionFacts(db, address, a.number),
      await getVersionFacts(db, address, b.number),
    ];
    return compareCells(before ?? [], after ?? []);
  }
}

interface Text {
  readonly year: number;
  readonly document: string;
  readonly fileName: string;
}

export interface YearsOfProse {
  /** Earlier years that may stand beside, newest first. */
  readonly years: readonly number[];
  readonly before: Text | undefined;
  readonly after: Text;
  /** `undefined` where the prose of one of the two is not held, or both stand in one file. */
  readonly comparison: ProseComparison | undefined;
}

function readProse(document: string): string[] {
  const reading = readReading(getEnvironment().dataFolder, document);
  return reading?.blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : [])) ?? [];
}

const compareDocuments = cache((before: string, after: string): ProseComparison | undefined => {
  // A table of several years or agencies has one text for all of them.
  if (before === after) return undefined;
  const [earlier, later] = [readProse(before), readProse(after)];
  return earlier.length === 0 || later.length === 0 ? undefined : compareProse(earlier, later);
});

/** The prose of the report beside that of an earlier year, by default of the last one held. */
export async function readYears(
  { agency, report }: FoundReport,
  search: VersionsSearch,
): Promise<YearsOfProse> {
  const { year, scope, document, fileName } = report.summary;
  const earlier = await listEarlierDocuments(getDatabase(), { agency: agency.id, year, scope });
  const before =
    search.against === undefined ? earlier[0] : earlier.find((text) => text.year === search.against);
  return {
    years: earlier.map((text) => text.year),
    before,
    after: { year, document, fileName },
    comparison: before && compareDocuments(before.document, document),
  };
}
