import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { getEnvironment } from "../env.ts";
import { Agency, Bilingual } from "./schema.ts";

/**
 * What marks a folder as the demonstration: one that holds reports of a fictional city, or a data folder that was filled
 * with them. Its agencies take the place of the catalog's, so that nothing real stands beside them.
 */

export const DEMONSTRATION_FILE = "demonstration.json";

export const Demonstration = z.strictObject({
  city: Bilingual,
  /** What every file says of itself. */
  notice: Bilingual,
  agencies: z.array(Agency),
});

export type Demonstration = z.infer<typeof Demonstration>;

/** The mark of a folder; `undefined` where it has none. Throws where it is damaged. */
export function readDemonstration(folder: string): Demonstration | undefined {
  const file = join(/*turbopackIgnore: true*/ folder, DEMONSTRATION_FILE);
  if (!existsSync(/*turbopackIgnore: true*/ file)) return undefined;
  const parsed = Demonstration.safeParse(JSON.parse(readFileSync(/*turbopackIgnore: true*/ file, "utf8")));
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

let known: { readonly mark: Demonstration | undefined } | undefined;

/** The mark of the data folder, read once per process. */
export function getDemonstration(): Demonstration | undefined {
  known ??= { mark: readDemonstration(getEnvironment().dataFolder) };
  return known.mark;
}
