import { asCsv } from "@/app/_components/export-twins.ts";
import { findRegistry } from "../export.ts";

/** The registry as CSV. */
export const GET = asCsv(findRegistry);
