import { databaseFile, getEnvironment } from "../lib/env.ts";
import { openDatabase } from "./client.ts";
import { indexWhereEmpty } from "./search.ts";

/** Creates the database of the environment, or brings it up to the schema: `node --import tsx db/setup.ts`. */
const file = databaseFile(getEnvironment().dataFolder);
const db = openDatabase(file);
indexWhereEmpty(db);
db.$client.close();
process.stdout.write(`${file}\n`);
