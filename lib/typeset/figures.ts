import { readdirSync, readFileSync } from "node:fs";
import { z } from "zod";

/** The figures of one official table as printed; `null` is a cell left blank. */
export const TableFigures = z.strictObject({
  edition: z.string(),
  table: z.string(),
  /** Indicator id → member id (`total` where the form has no applicant column) → text as printed. */
  figures: z.record(z.string(), z.record(z.string(), z.string().nullable())),
  /** Row id → label, where the agency printed another than the form's. */
  labels: z.record(z.string(), z.string()).optional(),
  /** Row id → unit as printed. */
  units: z.record(z.string(), z.string()).optional(),
  /** Heading rows the agency printed; all of the form where not given. */
  headings: z.array(z.string()).optional(),
});

/** The published figures of one report, and where they are from. */
export const ReportFigures = z.strictObject({
  slug: z.string(),
  agency: z.string(),
  title: z.string(),
  year: z.int(),
  source: z.strictObject({
    title: z.string(),
    place: z.string(),
    year: z.int(),
    published: z.iso.date().optional(),
    url: z.url().optional(),
  }),
  tables: z.array(TableFigures).min(1),
});

export type TableFigures = z.infer<typeof TableFigures>;
export type ReportFigures = z.infer<typeof ReportFigures>;

/** Every report's figures in a folder of JSON files, in the order of their file names. */
export function listReportFigures(folder: string): readonly ReportFigures[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => ReportFigures.parse(JSON.parse(readFileSync(`${folder}/${name}`, "utf8"))));
}
