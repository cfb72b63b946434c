import { asCsv } from "@/app/_components/export-twins.ts";
import { findTable } from "../export.ts";

/** The rows shown, as they are in its twins, cell for cell. */
export const GET = asCsv(findTable);
