import { join, resolve } from "node:path";
import { z } from "zod";

const Variables = z.object({
  GONGKAI_HOME: z.string().min(1).optional(),
  GONGKAI_DATA: z.string().min(1).optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
});

export interface Environment {
  /** The project's root folder. */
  readonly home: string;
  /** Folder of the database and the originals. */
  readonly dataFolder: string;
  readonly port: number;
}

/** What the environment says, checked. Throws with the variable's name when a value cannot be used. */
export function getEnvironment(variables: Record<string, string | undefined> = process.env): Environment {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = Variables.safeParse(given);
  if (!parsed.success) throw new Error(`Environment: ${z.prettifyError(parsed.error)}`);
  const home = resolve(/*turbopackIgnore: true*/ parsed.data.GONGKAI_HOME ?? process.cwd());
  const dataFolder = parsed.data.GONGKAI_DATA ?? join(/*turbopackIgnore: true*/ home, ".gongkai");
  return { home, dataFolder: resolve(/*turbopackIgnore: true*/ dataFolder), port: parsed.data.PORT };
}

/** The database file of a data folder. */
export function databaseFile(dataFolder: string): string {
  return join(/*turbopackIgnore: true*/ dataFolder, "gongkai.sqlite");
}
