import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root. */
export const home = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** The folder of database and originals: GONGKAI_DATA, or .gongkai in the project. */
export const dataFolder = process.env.GONGKAI_DATA
  ? resolve(process.env.GONGKAI_DATA)
  : join(home, ".gongkai");
