import { notFound } from "next/navigation";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { findRegistryRow, type RegistryRow } from "@/db/desk/registry.ts";
import { worksFor } from "@/db/desk/remits.ts";
import type { Desk } from "./enter.ts";

export const agencyPage = ({ id = "" }: Readonly<Record<string, string>>): string =>
  `/desk/agencies/${encodeURIComponent(id)}`;

/** The agency an address names, as far as somebody keeps it. */
export function requireAgency({ user }: Desk, id: string): RegistryRow {
  const db = getDeskDatabase();
  const row = findRegistryRow(db, id);
  return row !== undefined && worksFor(db, user.remit, id) ? row : notFound();
}
