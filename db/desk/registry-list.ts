import type { Remit } from "../../lib/desk/remit.ts";
import type { Database } from "../client.ts";
import { type AgencyList, listAgencyPage } from "../queries/agency-list.ts";
import type { Page } from "../queries/quality.ts";
import type { AgencyFilter } from "../queries/region-tree.ts";
import { listRegistryRows, type RegistryRow } from "../registry/export.ts";
import { idsWithin } from "./registry.ts";
import { worksFor } from "./remits.ts";

/** The registry as far as somebody keeps it. */

/** A page of it, as the public list finds, narrows and sorts. */
export function listFor(
  db: Database,
  remit: Remit,
  filter: AgencyFilter & { readonly q?: string },
  page: Page,
): Promise<AgencyList> {
  const within = idsWithin(remit);
  return listAgencyPage(db, { ...filter, ...(within && { within }) }, page);
}

/** All of it, in the columns in which it is imported. */
export async function listRowsFor(db: Database, remit: Remit): Promise<RegistryRow[]> {
  const rows = await listRegistryRows(db);
  return rows.filter(({ id }) => worksFor(db, remit, id));
}

export { REGISTRY_COLUMNS, templateRow } from "../registry/export.ts";
