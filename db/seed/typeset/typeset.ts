import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { getCatalog } from "../../../lib/catalog/catalog.ts";
import { typesetSeedReports } from "./seed-reports.ts";

/** `npm run seed`: typesets db/seed/figures into db/seed/reports. */

const REPORTS = fileURLToPath(new URL("../reports", import.meta.url));

mkdirSync(REPORTS, { recursive: true });
for (const { fileName, bytes } of typesetSeedReports(getCatalog()))
  writeFileSync(`${REPORTS}/${fileName}`, bytes);
