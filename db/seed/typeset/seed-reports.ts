import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Catalog } from "../../../lib/catalog/catalog.ts";
import type { Agency } from "../../../lib/catalog/schema.ts";
import { listReportFigures, type ReportFigures } from "../../../lib/typeset/figures.ts";
import phrases from "../../../lib/typeset/phrases.json" with { type: "json" };
import { endingOf, type ReportLayout, typesetReport } from "../../../lib/typeset/report.ts";

const SEED = fileURLToPath(new URL("..", import.meta.url));

const Layouts = z.strictObject({
  layouts: z.record(
    z.string(),
    z.custom<ReportLayout>((value) => typeof value === "object"),
  ),
  /** Slug of a report to the names of its layouts, one for each format. */
  reports: z.record(z.string(), z.array(z.string()).min(1)),
});

/** What a page says on its face, in Chinese and English: typeset anew, from these figures. */
function printNotices(report: ReportFigures, agency: Agency): readonly string[] {
  return [phrases.noticeZh, phrases.noticeEn].map((sentence) =>
    sentence
      .replace("{title}", report.source.title)
      .replace("{placeEn}", agency.regionName.en)
      .replace("{place}", report.source.place)
      .replace("{year}", String(report.source.year)),
  );
}

/** Every report of db/seed/figures in the layouts that layouts.json gives it. Throws where one has none. */
export function typesetSeedReports(
  catalog: Catalog,
): readonly { readonly fileName: string; readonly bytes: Uint8Array }[] {
  const { layouts, reports } = Layouts.parse(JSON.parse(readFileSync(`${SEED}typeset/layouts.json`, "utf8")));
  return listReportFigures(`${SEED}figures`).flatMap((report) => {
    const agency = catalog.agencies.find((candidate) => candidate.id === report.agency);
    const names = reports[report.slug] ?? [];
    if (!agency || names.length === 0)
      throw new Error(`${report.slug}: layouts.json or the catalog does not know it`);
    const face = { agency: agency.name.zh, notices: printNotices(report, agency) };
    return names.map((name) => {
      const layout = layouts[name];
      if (!layout) throw new Error(`${report.slug}: layouts.json has no layout ${name}`);
      return {
        fileName: `${report.slug}.${endingOf(layout)}`,
        bytes: typesetReport(report, face, catalog.editions, layout),
      };
    });
  });
}
