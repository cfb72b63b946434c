import { z } from "zod";

/** What the address of a review says; anything else in it is ignored. */
const Search = z.object({
  /** The cell to correct: `edition|indicator|member`. */
  cell: z
    .string()
    .regex(/^[a-z0-9-]+(?:\|[a-z0-9-]+){2}$/)
    .optional()
    .catch(undefined),
  /** The cell that is looked at, or the verdict on the whole. */
  at: z
    .string()
    .regex(/^(?:verdict|[a-z0-9-]+(?:\|[a-z0-9-]+){2})$/)
    .optional()
    .catch(undefined),
  /** Number of the question that the correction answers. */
  question: z.coerce.number().int().positive().optional().catch(undefined),
});

export function parseReviewSearch(search: unknown): z.output<typeof Search> {
  return Search.parse(search);
}
