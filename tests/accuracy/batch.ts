import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { type Case, makeCase } from "./cases.ts";
import { FORMATS } from "./formats.ts";
import { readCase, type Verdict } from "./judge.ts";
import { convert } from "./programs.ts";

/** Some documents of one format, made and read in one go. */
export interface Batch {
  readonly format: string;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
  /** Folder in which documents that were read wrong are kept, with their truth. */
  readonly keep?: string;
}

export interface BatchResult {
  readonly verdicts: readonly Verdict[];
  /** Documents that a program did not convert. */
  readonly lost: number;
}

function keepWrong(folder: string, one: Case, verdict: Verdict): void {
  const name = verdict.traits[0]?.replace("/", "-") ?? verdict.name;
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, one.fileName), one.bytes);
  const { wrong, traits, codes } = verdict;
  writeFileSync(
    join(place, `${one.fileName}.json`),
    `${JSON.stringify({ traits, wrong, codes, truth: one.truth }, null, 1)}\n`,
  );
}

export async function runBatch(batch: Batch): Promise<BatchResult> {
  const catalog = getCatalog();
  const format = FORMATS.find(({ id }) => id === batch.format);
  if (format === undefined) throw new Error(`no such format: ${batch.format}`);
  const cases = Array.from({ length: batch.to - batch.from }, (_, index) =>
    makeCase(catalog, format, batch.seed, batch.from + index),
  );
  const files = await convert(cases, format.steps);
  const verdicts: Verdict[] = [];
  for (const [index, typeset] of cases.entries()) {
    const file = files[index];
    if (file === undefined) continue;
    const one: Case = { ...typeset, fileName: file.fileName, bytes: file.bytes };
    const verdict = await readCase(one, catalog);
    if (batch.keep && verdict.wrong.length > 0) keepWrong(batch.keep, one, verdict);
    verdicts.push(verdict);
  }
  return { verdicts, lost: cases.length - verdicts.length };
}
