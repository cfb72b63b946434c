import { asJson } from "@/app/_components/export-twins.ts";
import { findCellDifferences } from "../export.ts";

export const GET = asJson(findCellDifferences);
