import { z } from "zod";
import { PageField, type ParsedSearch, parseSearch, type Search } from "@/app/_components/search-fields.ts";
import type { AuditRow } from "@/db/desk/audit.ts";
import { ACTIONS } from "@/lib/desk/actions.ts";
import type { ExportColumn, ExportRow } from "@/lib/exports/table.ts";

export const PAGE_SIZE = 100;

const Word = z.string().trim().min(1).max(200);
const Day = z.iso.date();

const FIELDS = { actor: Word, action: z.enum(ACTIONS), subject: Word, from: Day, to: Day, page: PageField };

/** Which rows of the trail the address asks for. */
export type AuditSearch = Search<typeof FIELDS>;

export const parseAuditSearch = (
  given: Readonly<Record<string, string | readonly string[] | undefined>>,
): ParsedSearch<AuditSearch> => parseSearch(FIELDS, given);

export const AUDIT_COLUMNS = [
  { id: "number", type: "number" },
  { id: "at", type: "text" },
  { id: "actor", type: "text" },
  { id: "address", type: "text" },
  { id: "action", type: "text" },
  { id: "subject", type: "text" },
  { id: "detail", type: "text" },
] as const satisfies readonly ExportColumn[];

export const auditRows = (rows: readonly AuditRow[]): ExportRow<(typeof AUDIT_COLUMNS)[number]["id"]>[] =>
  rows.map(({ key, detail, ...row }) => ({ number: key, ...row, detail: JSON.stringify(detail) }));
