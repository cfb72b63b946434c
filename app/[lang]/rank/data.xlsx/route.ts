import { asXlsx } from "@/app/_components/export-twins.ts";
import { findRanking } from "../export.ts";

/** The ranking that an address asks for. */
export const GET = asXlsx(findRanking);
