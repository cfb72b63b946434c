import { asXlsx } from "@/app/_components/export-twins.ts";
import { findReleases } from "../export.ts";

/** What was released, report by report. */
export const GET = asXlsx(findReleases);
