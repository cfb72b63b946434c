import { markedName } from "@/app/_components/demonstration-note.ts";
import { fill, isLanguage, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { errorResponse } from "@/lib/errors.ts";
import { RATE_COLUMNS, rateRows } from "@/lib/exports/rate-rows.ts";
import { SERIES_COLUMNS, seriesRows } from "@/lib/exports/series-rows.ts";
import { type Comparison, readComparison } from "./comparison.ts";

export interface ExportProps {
  readonly params: Promise<{ readonly lang: string }>;
}

/** The comparison an address asks for, or the answer that says why there is none: a file must not guess. */
export async function readForExport(
  request: Request,
  { params }: ExportProps,
): Promise<{ readonly comparison: Comparison; readonly lang: Language } | Response> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const { searchParams } = new URL(request.url);
  const query = Object.fromEntries([...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]));
  const comparison = await readComparison(query);
  const { compare } = messages(lang);
  if (comparison.problems.length === 0) return { comparison, lang };
  const problems = comparison.problems.map(({ parameter, value }) => `${parameter}=${value}`).join(", ");
  return errorResponse(400, "bad-query", fill(compare.csvProblem, { problems }));
}

/** The rows of a comparison with their columns, given to whoever writes them down. */
export function writeRows<T>(
  { shown, catalog, agencies, dataVersion }: Comparison,
  language: Language,
  write: {
    readonly series: (columns: typeof SERIES_COLUMNS, rows: ReturnType<typeof seriesRows>) => T;
    readonly rates: (columns: typeof RATE_COLUMNS, rows: ReturnType<typeof rateRows>) => T;
  },
): T {
  const context = { catalog, language, agencies, dataVersion };
  return shown.kind === "rate"
    ? write.rates(RATE_COLUMNS, rateRows(shown.figures, context))
    : write.series(SERIES_COLUMNS, seriesRows(shown.figures, context));
}

/** Name of the downloaded file, e.g. `gongkai-requests-received-2011-2025.csv`. */
export function fileName({ shown, years }: Comparison, extension: string): string {
  return markedName(`gongkai-${shown.entry.id}-${years.at(0) ?? ""}-${years.at(-1) ?? ""}.${extension}`);
}
