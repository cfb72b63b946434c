import { asXlsx } from "@/app/_components/export-twins.ts";
import { findCellDifferences } from "../export.ts";

export const GET = asXlsx(findCellDifferences);
