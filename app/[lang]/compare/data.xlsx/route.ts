import { asXlsx } from "@/app/_components/export-twins.ts";
import { findTable } from "../export.ts";

/** The rows shown, as they are in its twins, cell for cell. */
export const GET = asXlsx(findTable);
