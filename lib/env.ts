import { join, resolve } from "node:path";
import { z } from "zod";

const Variables = z.object({
  GONGKAI_HOME: z.string().min(1).optional(),
  GONGKAI_DATA: z.string().min(1).optional(),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
});

export const WORKERS = z.coerce.number().int().min(1).max(256);
export const FILE_SECONDS = z.coerce.number().min(0.1).max(86_400);
export const FILE_MB = z.coerce.number().int().min(128).max(65_536);

const Settings = z.object({
  GONGKAI_WORKERS: WORKERS.optional(),
  GONGKAI_FILE_SECONDS: FILE_SECONDS.optional(),
  GONGKAI_FILE_MB: FILE_MB.optional(),
});

/** Ceilings of reading files; what is not set is decided by lib/ingest. */
export interface ReadingSettings {
  readonly workers?: number | undefined;
  readonly seconds?: number | undefined;
  /** Megabytes of one file's reading. */
  readonly megabytes?: number | undefined;
}

export interface Environment {
  /** The project's root folder. */
  readonly home: string;
  /** Folder of the database and the originals. */
  readonly dataFolder: string;
  readonly port: number;
}

function check<T>(schema: z.ZodType<T>, variables: Record<string, string | undefined>): T {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new Error(`Environment: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** What the environment says, checked. Throws with the variable's name when a value cannot be used. */
export function getEnvironment(variables: Record<string, string | undefined> = process.env): Environment {
  const { GONGKAI_HOME, GONGKAI_DATA, PORT } = check(Variables, variables);
  const home = resolve(/*turbopackIgnore: true*/ GONGKAI_HOME ?? process.cwd());
  const dataFolder = GONGKAI_DATA ?? join(/*turbopackIgnore: true*/ home, ".gongkai");
  return { home, dataFolder: resolve(/*turbopackIgnore: true*/ dataFolder), port: PORT };
}

/**
 * What the environment says of the ceilings of reading. Throws with the variable's name when a value cannot be used.
 */
export function getReadingSettings(
  variables: Record<string, string | undefined> = process.env,
): ReadingSettings {
  const settings = check(Settings, variables);
  return {
    workers: settings.GONGKAI_WORKERS,
    seconds: settings.GONGKAI_FILE_SECONDS,
    megabytes: settings.GONGKAI_FILE_MB,
  };
}

/** The database file of a data folder. */
export function databaseFile(dataFolder: string): string {
  return join(/*turbopackIgnore: true*/ dataFolder, "gongkai.sqlite");
}
