import { asJson } from "@/app/_components/export-twins.ts";
import { findList } from "../export.ts";

/** The list of checks that an address asks for. */
export const GET = asJson(findList);
