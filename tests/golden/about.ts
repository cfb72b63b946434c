import { z } from "zod";
import { ExpectedCell, Recipe } from "./recipe.ts";

const ExpectedHead = z.strictObject({
  agency: z.strictObject({ id: z.string().nullable(), name: z.string() }).nullable(),
  year: z.int().nullable(),
  /** Not compared where not given. */
  scope: z.string().optional(),
  editions: z.array(z.string()),
  /** Codes that must appear. */
  findings: z.array(z.string()),
  /** Whether warnings and errors other than those named are wrong. */
  clean: z.boolean().default(false),
  /** Nothing can be had from the file. */
  failed: z.boolean().default(false),
  /** `all`: these cells and no other; `never-wrong`: some of them may be missing. */
  compare: z.enum(["all", "never-wrong"]).default("all"),
});

/** What a golden document must give. */
export const Expected = ExpectedHead.extend({ cells: z.array(ExpectedCell) });
export type Expected = z.infer<typeof Expected>;

/** Why a golden document exists, under which name it was published, and how it is made. */
export const About = z.strictObject({
  why: z.string(),
  fileName: z.string().optional(),
  url: z.string().optional(),
  recipe: Recipe.optional(),
  /** Programs without which the document cannot be read; where they are not installed its test is skipped. */
  needs: z.enum(["ocr"]).optional(),
  /** Everything but the cells, which come from the recipe. */
  expected: ExpectedHead.optional(),
});
