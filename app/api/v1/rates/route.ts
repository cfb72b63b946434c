import { rateDefinitionRows } from "@/lib/exports/indicator-rows.ts";
import { answer } from "../answer.ts";
import { pageOfCatalog } from "../catalog-page.ts";

export const dynamic = "force-dynamic";

export const GET = answer("rates", async ({ limit }, after, { catalog }) =>
  pageOfCatalog(rateDefinitionRows(catalog), ({ rate }) => String(rate), after?.[0], limit),
);
