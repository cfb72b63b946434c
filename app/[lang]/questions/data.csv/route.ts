import { asCsv } from "@/app/_components/export-twins.ts";
import { findQuestions } from "../export.ts";

/** The list as csv. */
export const GET = asCsv(findQuestions);
