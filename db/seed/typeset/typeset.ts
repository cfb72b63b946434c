import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { getCatalog } from "../../../lib/catalog/catalog.ts";
import type { Agency } from "../../../lib/catalog/schema.ts";
import { listReportFigures, type ReportFigures } from "./figures.ts";
import phrases from "./phrases.json" with { type: "json" };
import { encode, type ReportLayout, typesetText } from "./report.ts";

/** Typesets db/seed/figures into db/seed/reports, each report in the layout that layouts.json gives it. */

const SEED = fileURLToPath(new URL("..", import.meta.url));
const Layouts = z.strictObject({
  layouts: z.record(
    z.string(),
    z.custom<ReportLayout>((value) => typeof value === "object"),
  ),
  reports: z.record(z.string(), z.string()),
});

function notices(report: ReportFigures, agency: Agency): readonly string[] {
  return [phrases.noticeZh, phrases.noticeEn].map((sentence) =>
    sentence
      .replace("{title}", report.source.title)
      .replace("{placeEn}", agency.regionName.en)
      .replace("{place}", report.source.place)
      .replace("{year}", String(report.source.year)),
  );
}

const catalog = getCatalog();
const { layouts, reports } = Layouts.parse(JSON.parse(readFileSync(`${SEED}typeset/layouts.json`, "utf8")));
mkdirSync(`${SEED}reports`, { recursive: true });
for (const report of listReportFigures(`${SEED}figures`)) {
  const layout = layouts[reports[report.slug] ?? ""];
  const agency = catalog.agencies.find((candidate) => candidate.id === report.agency);
  if (!layout || !agency) throw new Error(`${report.slug}: layouts.json or the catalog does not know it`);
  const face = { agency: agency.name.zh, notices: notices(report, agency) };
  const bytes = encode(typesetText(report, face, catalog.editions, layout), layout);
  writeFileSync(`${SEED}reports/${report.slug}.${layout.format === "text" ? "txt" : "html"}`, bytes);
}
