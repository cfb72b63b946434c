import { asJson, findMatrix } from "../../export.ts";

/** How often each check fails, by year. */
export const GET = asJson(findMatrix);
