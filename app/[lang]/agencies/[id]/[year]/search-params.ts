import { z } from "zod";
import { SCOPES } from "@/lib/model.ts";

/** What the address of a report says; anything else in it is ignored. */
const Params = z.object({
  id: z.string().min(1).max(80),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .transform(Number),
});
const Search = z.object({
  scope: z.enum(SCOPES).optional().catch(undefined),
  /** Cell to open the original at, as in its anchor: table-row-column. */
  cell: z
    .string()
    .regex(/^\d+-\d+-\d+$/)
    .optional()
    .catch(undefined),
  /** The numbers lead to the form in which one questions them. */
  doubt: z.literal("yes").optional().catch(undefined),
  /** State of the data that is named. */
  release: z.string().max(20).optional().catch(undefined),
  data: z.string().max(40).optional().catch(undefined),
});

export type ReportParams = z.infer<typeof Params>;
export type ReportSearch = z.infer<typeof Search>;

/** `undefined`: no report can have this address. */
export function parseReportParams(params: unknown): ReportParams | undefined {
  return Params.safeParse(params).data;
}

export function parseReportSearch(search: unknown): ReportSearch {
  return Search.parse(search);
}
