import { databaseFile, getEnvironment } from "../lib/env.ts";
import { openDatabase } from "./client.ts";

/** Creates the database of the environment, or brings it up to the schema: `node --import tsx db/setup.ts`. */
const file = databaseFile(getEnvironment().dataFolder);
const db = openDatabase(file);
db.$client.close();
process.stdout.write(`${file}\n`);
