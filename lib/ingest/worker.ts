import { parentPort, workerData } from "node:worker_threads";
import type { Catalog } from "../catalog/catalog.ts";
import { readReports } from "./read-report.ts";
import { serveReadings } from "./serve-readings.ts";

/** What runs in a worker thread of the pool (pool.ts). */

if (parentPort === null) throw new Error("lib/ingest/worker.ts runs in a worker thread");
const catalog: Catalog = workerData;
serveReadings(parentPort, (file) => readReports(file, catalog));
