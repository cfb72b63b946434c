import { scanAgencies } from "@/db/queries/agency-scan.ts";
import { registeredAgencyRows } from "@/lib/exports/registered-agency-rows.ts";
import { answer, cut } from "../answer.ts";

export const dynamic = "force-dynamic";

export const GET = answer("agencies", async ({ limit, q, ...asked }, after, { db, dataVersion }) => {
  const scan = { region: asked.region, kind: asked.kind, level: asked.level, search: q };
  const found = await scanAgencies(
    db,
    { ...scan, held: asked.held === "yes" },
    { after: after?.[0], limit: limit + 1 },
  );
  const { shown, last } = cut(found, limit, ({ id }) => [id]);
  return { items: registeredAgencyRows(shown, dataVersion), last };
});
