import { indicatorRows } from "@/lib/exports/indicator-rows.ts";
import { answer } from "../answer.ts";
import { pageOfCatalog } from "../catalog-page.ts";

export const dynamic = "force-dynamic";

export const GET = answer("indicators", async ({ group, limit }, after, { catalog }) => {
  const rows = indicatorRows(catalog).filter((row) => group === undefined || row.group === group);
  return pageOfCatalog(rows, ({ indicator }) => String(indicator), after?.[0], limit);
});
