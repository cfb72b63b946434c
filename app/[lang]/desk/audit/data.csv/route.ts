import { asCsv } from "@/app/_components/export-twins.ts";
import { findAudit } from "../export.ts";

/** What was done at the desk. */
export const GET = asCsv(findAudit);
