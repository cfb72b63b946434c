import { asJson } from "@/app/_components/export-twins.ts";
import { findAgencies } from "../export.ts";

/** The agencies of the list, one a row. */
export const GET = asJson(findAgencies);
