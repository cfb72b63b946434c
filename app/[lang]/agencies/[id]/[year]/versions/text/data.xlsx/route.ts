import { asXlsx } from "@/app/_components/export-twins.ts";
import { findProse } from "../../export.ts";

export const GET = asXlsx(findProse);
