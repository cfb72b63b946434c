import { z } from "zod";
import { civilDate } from "@/lib/format.ts";

/** Fields of the forms about explanations of failed checks. */

/** The failure, and the row that stood there when the form was made. */
export const FailureFields = {
  check: z.string().regex(/^[a-z0-9-]{1,80}$/),
  instance: z.string().max(400),
  seen: z.coerce.number().int().min(0),
};

/** A day that there is and that is not to come. */
const isPastDay = (day: string): boolean => {
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day) && day <= civilDate(new Date());
};

export const ExplanationFields = {
  ...FailureFields,
  words: z.string().trim().min(1).max(4000),
  by: z.string().trim().min(1).max(200),
  source: z.string().trim().min(1).max(500),
  at: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .refine(isPastDay),
};
