import { asJson } from "@/app/_components/export-twins.ts";
import { findProse } from "../../export.ts";

export const GET = asJson(findProse);
