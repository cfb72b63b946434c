import { asJson } from "@/app/_components/export-twins.ts";
import { findQuestions } from "../export.ts";

/** The list as json. */
export const GET = asJson(findQuestions);
