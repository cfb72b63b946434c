import type { ExportTable } from "@/app/_components/export-twins.ts";
import { queryOf } from "@/app/_components/search-fields.ts";
import { fill, href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { errorResponse } from "@/lib/errors.ts";
import {
  CELL_DIFFERENCE_COLUMNS,
  cellDifferenceRows,
  PROSE_COLUMNS,
  proseRows,
} from "@/lib/exports/difference-rows.ts";
import { findReport } from "../find-report.ts";
import type { ReportRoute } from "../report-data.ts";
import { parseVersionsSearch } from "./search-params.ts";
import { readVersions, readYears } from "./versions.ts";

/** What an address of the versions of a report asks for, or the answer that says why there is nothing. */
async function findAsked(request: Request, { params }: ReportRoute) {
  const { lang: asked, ...address } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const { search, problems } = parseVersionsSearch(Object.fromEntries(new URL(request.url).searchParams));
  if (problems.length > 0) {
    const { badQuery } = messages(lang).quality;
    return errorResponse(400, "bad-query", fill(badQuery, { problems: problems.join(", ") }));
  }
  const found = await findReport(address, search);
  if (!found) return errorResponse(404, "report-unknown", "No report of this agency, year and scope is held");
  const { version: dataVersion, changedAt } = await getDataVersion(getDatabase());
  const { id } = found.agency;
  const { year, scope } = found.report.summary;
  const path = `/agencies/${id}/${year}/versions${queryOf({ ...search, scope })}`;
  return { lang, search, found, dataVersion, changedAt, path, stem: `${id}-${year}-${scope}` };
}

type Asked = Exclude<Awaited<ReturnType<typeof findAsked>>, Response>;

function headOf({ lang, dataVersion, changedAt, path }: Asked, kinds: Readonly<Record<string, string>>) {
  const { quality, versions } = messages(lang);
  const { workbook } = quality;
  const address = href(lang, path);
  return {
    dataVersion,
    address,
    words: {
      sheet: workbook.sheet,
      notesSheet: workbook.notes,
      notes: [
        [workbook.source, versions.source],
        [workbook.date, changedAt ?? ""],
        [workbook.version, dataVersion],
        [workbook.address, address],
        ...Object.entries(kinds).map(([id, text]) => [id, text] as const),
      ] as const,
    },
  };
}

/** The cells in which two versions differ. */
export async function findCellDifferences(
  request: Request,
  route: ReportRoute,
): Promise<ExportTable | Response> {
  const asked = await findAsked(request, route);
  if (asked instanceof Response) return asked;
  const { comparison } = await readVersions(asked.found, asked.search);
  if (!comparison)
    return errorResponse(404, "version-unknown", "There are no two such versions of this report");
  const { from, to, differences } = comparison;
  const versions = { from: from.number, to: to.number };
  return {
    ...headOf(asked, messages(asked.lang).versions.changes),
    name: `${asked.stem}-v${from.number}-v${to.number}`,
    columns: CELL_DIFFERENCE_COLUMNS,
    rows: cellDifferenceRows(differences, versions, {
      catalog: getCatalog(),
      dataVersion: asked.dataVersion,
    }),
  };
}

/** The sentences of two years, those that go together in one row. */
export async function findProse(request: Request, route: ReportRoute): Promise<ExportTable | Response> {
  const asked = await findAsked(request, route);
  if (asked instanceof Response) return asked;
  const { before, after, comparison } = await readYears(asked.found, asked.search);
  if (!before || !comparison)
    return errorResponse(404, "text-unknown", "The text of these two years is not held");
  return {
    ...headOf(asked, messages(asked.lang).versions.text.kinds),
    name: `${asked.stem}-text-${before.year}`,
    columns: PROSE_COLUMNS,
    rows: proseRows(comparison.rows, { before: before.year, after: after.year }, asked.dataVersion),
  };
}
