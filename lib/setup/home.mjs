import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root. */
export const home = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** Where the demonstration lives: a data folder of its own, and the fictional city inside it. */
export const demoFolder = join(home, ".gongkai-demo");

/** The folder of database and originals: GONGKAI_DATA, or .gongkai in the project. */
export const dataFolder = process.env.GONGKAI_DATA
  ? resolve(process.env.GONGKAI_DATA)
  : join(home, ".gongkai");
