import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Figure } from "./figure.ts";
import { typesetMany } from "./typeset-many.ts";

const FEW = 400;
const MANY = 2000;

interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** Reports of the fictional city, in all formats and with their mishaps. */
const CITY = ["--agencies", "16", "--years", "2018-2025"];

/** Ingesting with one and two workers, files as they come in life, and the memory for few and for many. */
export function measureManyFiles(home: string): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), "gongkai-bench-"));
  const run = (files: string, workers: number): Measured => {
    const data = join(folder, "data");
    rmSync(data, { recursive: true, force: true });
    const script = join(home, "tests/bench/ingest-folder.ts");
    const env = { ...process.env, GONGKAI_HOME: home, GONGKAI_DATA: data };
    const argv = ["--import", "tsx", script, files, String(workers)];
    return JSON.parse(execFileSync(process.execPath, argv, { env, encoding: "utf8" })) as Measured;
  };
  try {
    const seed = join(home, "db/seed/reports");
    const one = run(seed, 1);
    const two = run(seed, 2);
    typesetMany(home, join(folder, "few"), FEW);
    typesetMany(home, join(folder, "many"), MANY);
    const city = join(folder, "city");
    execFileSync(process.execPath, [join(home, "lib/ingest/gongkai.mjs"), "demo", ...CITY, "--out", city]);
    const lived = run(join(city, "reports"), 2);
    const few = run(join(folder, "few"), 2);
    const many = run(join(folder, "many"), 2);
    return [
      {
        name: "ingesting a file of the seed with 2 workers",
        unit: "ms",
        measured: two.milliseconds,
        anchorName: "with 1",
        anchor: one.milliseconds,
        goal: 0.75,
      },
      {
        name: "ingesting a file of the demonstration city with 2 workers",
        unit: "ms",
        measured: lived.milliseconds,
        anchorName: "of the seed",
        anchor: two.milliseconds,
        goal: 2,
      },
      {
        name: `memory for ${MANY} files`,
        unit: "MB",
        measured: many.megabytes,
        anchorName: `for ${FEW}`,
        anchor: few.megabytes,
        goal: 1.2,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
