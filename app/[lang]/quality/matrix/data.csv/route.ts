import { asCsv } from "@/app/_components/export-twins.ts";
import { findMatrix } from "../../export.ts";

/** How often each check fails, by year. */
export const GET = asCsv(findMatrix);
