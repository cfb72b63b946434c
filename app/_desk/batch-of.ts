import { notFound } from "next/navigation";
import type { Database } from "@/db/client.ts";
import { type BatchView, findBatch } from "@/db/desk/batches.ts";
import type { SessionUser } from "@/db/desk/sessions.ts";

/** The batch an address names, as far as somebody may see it. */
export function batchOf(db: Database, user: SessionUser, key = ""): BatchView | undefined {
  return /^[1-9]\d{0,9}$/.test(key) ? findBatch(db, Number(key), user) : undefined;
}

export function requireBatch(db: Database, user: SessionUser, key: string): BatchView {
  return batchOf(db, user, key) ?? notFound();
}

export const batchPage = ({ key = "" }: Readonly<Record<string, string>>): string =>
  `/desk/batches/${encodeURIComponent(key)}`;
