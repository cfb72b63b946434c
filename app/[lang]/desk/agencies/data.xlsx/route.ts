import { asXlsx } from "@/app/_components/export-twins.ts";
import { findRegistry } from "../export.ts";

/** The registry as XLSX. */
export const GET = asXlsx(findRegistry);
