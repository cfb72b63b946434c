import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { openDatabase } from "../../db/client.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { databaseFile } from "../../lib/env.ts";
import { ingest } from "../../lib/ingest/ingest.ts";
import { openPool } from "../../lib/ingest/pool.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import { fingerprintReader } from "../../lib/ingest/reader-fingerprint.ts";
import { chooseLimits } from "../../lib/ingest/reading-limits.ts";
import { listSourceFiles } from "../../lib/ingest/source-files.ts";
import { type Figure, median } from "./figure.ts";

const ROUNDS = 9;

/** Ingesting unchanged files against the first time, and the rows that it writes. */
export async function measureIngesting(home: string): Promise<Figure[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), "gongkai-bench-"));
  const db = openDatabase(databaseFile(dataFolder));
  const catalog = getCatalog();
  const pool = openPool({ limits: chooseLimits(), catalog });
  const options = { db, catalog, dataFolder, pool, reader: fingerprintReader(home) };
  const seed = await listSourceFiles([join(home, "db/seed/reports")]);
  const cpuOf = async (run: () => Promise<unknown>) => {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  // Reading is done by another process: it is measured in this one.
  const cpuOfReading = () =>
    cpuOf(async () => {
      for (const path of seed)
        await readReports({ fileName: basename(path), bytes: readFileSync(path) }, catalog);
    });
  const cpuOfIngest = () => cpuOf(() => ingest(seed, options));
  const countChanges = () => Number(db.$client.prepare("SELECT total_changes()").pluck().get());
  await cpuOfReading();
  const first = (await cpuOfReading()) + (await cpuOfIngest());
  const changes = countChanges();
  const again: number[] = [];
  for (let round = 0; round < ROUNDS; round++) again.push(await cpuOfIngest());
  const written = countChanges() - changes;
  pool.close();
  db.$client.close();
  rmSync(dataFolder, { recursive: true });
  if (written > 0) throw new Error(`Ingesting unchanged files wrote ${written} rows`);
  return [
    {
      name: "ingesting the unchanged seed",
      unit: "ms CPU",
      measured: median(again),
      anchorName: "first time",
      anchor: first,
      goal: 0.03,
    },
  ];
}
