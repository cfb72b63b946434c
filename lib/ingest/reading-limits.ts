import { availableParallelism } from "node:os";
import type { ReadingSettings } from "../env.ts";

export interface ReadingLimits {
  readonly workers: number;
  /** The longest that reading one file may take. */
  readonly seconds: number;
  /** Most megabytes that reading one file may take. */
  readonly megabytes: number;
}

/** Reports with a text layer take milliseconds; many scanned pages take a minute. */
const SECONDS = 120;
const MEGABYTES = 1024;

/** The first that is set: the options of the command, the environment, else what the machine has. */
export function chooseLimits(...settings: readonly ReadingSettings[]): ReadingLimits {
  const find = (key: keyof ReadingSettings) =>
    settings.map((setting) => setting[key]).find((value) => value !== undefined);
  return {
    workers: find("workers") ?? availableParallelism(),
    seconds: find("seconds") ?? SECONDS,
    megabytes: find("megabytes") ?? MEGABYTES,
  };
}
