import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../db/client.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { databaseFile } from "../../lib/env.ts";
import { ingest } from "../../lib/ingest/ingest.ts";
import { fingerprintReader } from "../../lib/ingest/reader-fingerprint.ts";
import { type Figure, median } from "./figure.ts";

const ROUNDS = 9;

/** Ingesting unchanged files against the first time, and the rows that it writes. */
export async function measureIngesting(home: string): Promise<Figure[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), "gongkai-bench-"));
  const db = openDatabase(databaseFile(dataFolder));
  const options = { db, catalog: getCatalog(), dataFolder, reader: fingerprintReader(home) };
  const seed = [join(home, "db/seed/reports")];
  const cpuOfIngest = async () => {
    const before = process.cpuUsage();
    await ingest(seed, options);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const countChanges = () => Number(db.$client.prepare("SELECT total_changes()").pluck().get());
  const first = await cpuOfIngest();
  const changes = countChanges();
  const again: number[] = [];
  for (let round = 0; round < ROUNDS; round++) again.push(await cpuOfIngest());
  const written = countChanges() - changes;
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
