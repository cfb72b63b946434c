import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Catalog } from "../../../lib/catalog/catalog.ts";
import type { Agency } from "../../../lib/catalog/schema.ts";
import { listReportFigures, type ReportFigures } from "./figures.ts";
import phrases from "./phrases.json" with { type: "json" };
import { encode, type ReportLayout, typesetText } from "./report.ts";

const SEED = fileURLToPath(new URL("..", import.meta.url));

const Layouts = z.strictObject({
  layouts: z.record(
    z.string(),
    z.custom<ReportLayout>((value) => typeof value === "object"),
  ),
  /** Slug of a report to the name of its layout. */
  reports: z.record(z.string(), z.string()),
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

/** Every report of db/seed/figures in the layout that layouts.json gives it. Throws where one has none. */
export function typesetSeedReports(
  catalog: Catalog,
): readonly { readonly fileName: string; readonly bytes: Uint8Array }[] {
  const { layouts, reports } = Layouts.parse(JSON.parse(readFileSync(`${SEED}typeset/layouts.json`, "utf8")));
  return listReportFigures(`${SEED}figures`).map((report) => {
    const layout = layouts[reports[report.slug] ?? ""];
    const agency = catalog.agencies.find((candidate) => candidate.id === report.agency);
    if (!layout || !agency) throw new Error(`${report.slug}: layouts.json or the catalog does not know it`);
    const face = { agency: agency.name.zh, notices: printNotices(report, agency) };
    return {
      fileName: `${report.slug}.${layout.format === "text" ? "txt" : "html"}`,
      bytes: encode(typesetText(report, face, catalog.editions, layout), layout),
    };
  });
}
