import { asJson } from "@/app/_components/export-twins.ts";
import { findFilings } from "../export.ts";

/** Who has filed, agency by agency and year by year. */
export const GET = asJson(findFilings);
