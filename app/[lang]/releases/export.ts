import { z } from "zod";
import type { ExportProps, ExportTable } from "@/app/_components/export-twins.ts";
import { parseSearch, queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import { listDeclaredChanges, listReleaseEntries, listReleaseVerdicts } from "@/db/queries/releases.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { errorResponse } from "@/lib/errors.ts";
import { declaredRows, RELEASE_COLUMNS, releaseRows, verdictRows } from "@/lib/exports/release-rows.ts";

const FIELDS = {
  release: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .transform(Number),
};

/** The reports and the changed checks of all releases, or of the one an address names. */
export async function findReleases(
  request: Request,
  { params }: ExportProps,
): Promise<ExportTable | Response> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const { releases: words, quality } = messages(lang);
  const { search, problems } = parseSearch(FIELDS, Object.fromEntries(new URL(request.url).searchParams));
  if (problems.length > 0)
    return errorResponse(400, "bad-query", fill(quality.badQuery, { problems: problems.join(", ") }));
  const db = getDatabase();
  const catalog = getCatalog();
  const { version, changedAt } = await getDataVersion(db);
  const address = href(lang, `/releases${queryOf(search)}`);
  const { workbook } = quality;
  return {
    ...{ name: "gongkai-releases", dataVersion: version, address },
    columns: RELEASE_COLUMNS,
    rows: [
      ...releaseRows(await listReleaseEntries(db, search.release), lang),
      ...verdictRows(await listReleaseVerdicts(db, search.release), catalog, lang),
      ...declaredRows(await listDeclaredChanges(db, search.release), catalog, lang),
    ],
    words: {
      sheet: words.title,
      notesSheet: workbook.notes,
      notes: [
        [workbook.source, words.lead],
        [workbook.date, changedAt ?? ""],
        [workbook.version, version],
        [workbook.filters, queryOf(search).slice(1) || workbook.all],
        [workbook.address, address],
        ...Object.entries({ ...words.changes, ...words.checks.kinds }).map(
          ([id, text]) => [id, text] as const,
        ),
      ],
    },
  };
}
