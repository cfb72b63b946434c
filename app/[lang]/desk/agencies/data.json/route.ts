import { asJson } from "@/app/_components/export-twins.ts";
import { findRegistry } from "../export.ts";

/** The registry as JSON. */
export const GET = asJson(findRegistry);
