import { asXlsx } from "@/app/_components/export-twins.ts";
import { findQuestions } from "../export.ts";

/** The list as xlsx. */
export const GET = asXlsx(findQuestions);
