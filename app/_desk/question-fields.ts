import { z } from "zod";

/** Fields of the forms about what readers ask: which one, as it was seen, and whether its words are public. */
export const QuestionFields = {
  question: z.coerce.number().int().positive(),
  revision: z.coerce.number().int().min(0),
  isTextShown: z
    .literal("yes")
    .optional()
    .transform((given) => given === "yes"),
};
