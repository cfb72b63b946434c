import { asCsv } from "@/app/_components/export-twins.ts";
import { findCellDifferences } from "../export.ts";

export const GET = asCsv(findCellDifferences);
