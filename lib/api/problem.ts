import { z } from "zod";

/** An error of the API (RFC 9457): what is wrong, where, and what can be done. */
export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  errors: z.array(z.strictObject({ parameter: z.string(), given: z.string(), expected: z.string() })),
  help: z.string(),
});

export type Problem = z.infer<typeof Problem>;

export const PROBLEM_TYPE = "application/problem+json";
