import type { Desk } from "@/app/_desk/enter.ts";
import type { AgencySearch } from "@/app/[lang]/agencies/search-params.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { listFor } from "@/db/desk/registry-list.ts";

export const PAGE_SIZE = 100;

/** The agencies of somebody's remit that the address asks for. */
export function listOf({ user }: Desk, { page = 1, ...filter }: AgencySearch) {
  const slice = { limit: PAGE_SIZE, offset: (page - 1) * PAGE_SIZE };
  return listFor(getDeskDatabase(), user.remit, filter, slice);
}
