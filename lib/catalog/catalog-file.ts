import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The project's root: where the launchers say, or the working folder. Bundlers must not trace it. */
export const FOLDER = join(
  /*turbopackIgnore: true*/ process.env.GONGKAI_HOME ?? process.cwd(),
  "lib/catalog",
);

/** A file of the catalog; throws with its name and the field where it breaks its shape. */
export function parseFile<T>(shape: z.ZodType<T>, name: string): T {
  const parsed = shape.safeParse(JSON.parse(readFileSync(`${FOLDER}/${name}`, "utf8")));
  if (!parsed.success) throw new Error(`lib/catalog/${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
