import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { getCatalog } from "../catalog/catalog.ts";
import { DEMONSTRATION_FILE } from "../catalog/demonstration.ts";
import type { Language } from "../catalog/schema.ts";
import { generateCity } from "../demo/generate.ts";
import { printManifest, printMark, printRegistry, printTruth } from "../demo/manifest.ts";
import { DATA_UNUSABLE, SUCCESS } from "./exit-codes.ts";
import { fill, getMessages } from "./messages.ts";

export interface DemoOptions {
  readonly agencies: number;
  /** First and last report year. */
  readonly years: readonly [number, number];
  readonly out: string;
  readonly json?: boolean;
}

const REPORTS = "reports";

/** `gongkai demo`: writes a fictional city into a folder that is empty or holds one. Answers the exit code. */
export async function generateDemonstration(options: DemoOptions, language: Language): Promise<number> {
  const { agencies, years, out } = options;
  const words = getMessages(language).demonstration;
  const refuse = (sentence: string): number => {
    process.stderr.write(`${sentence}\n`);
    return DATA_UNUSABLE;
  };
  const isOurs = existsSync(join(out, DEMONSTRATION_FILE));
  try {
    if (!isOurs && existsSync(out) && readdirSync(out).length > 0)
      return refuse(fill(words.occupied, { folder: out }));
    const [firstYear, lastYear] = years;
    const asked = { agencies, firstYear, lastYear };
    const city = generateCity(asked, getCatalog());
    rmSync(join(out, REPORTS), { recursive: true, force: true });
    mkdirSync(out, { recursive: true });
    // First of all: what is here is to be known even where the rest is not finished.
    writeFileSync(join(out, DEMONSTRATION_FILE), printMark(city));
    for (const { path, bytes } of city.files) {
      const file = join(out, REPORTS, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    writeFileSync(join(out, "agencies.csv"), printRegistry(city));
    writeFileSync(join(out, "truth.jsonl"), printTruth(city));
    writeFileSync(join(out, "manifest.json"), printManifest(city, asked));
    const summary = {
      folder: out,
      agencies: city.agencies.length,
      files: city.files.length,
      filings: city.reports.length,
      errors: city.reports.filter(({ filing }) => filing.error !== undefined).length,
    };
    process.stdout.write(options.json ? `${JSON.stringify(summary)}\n` : `${fill(words.written, summary)}\n`);
    return SUCCESS;
  } catch (error) {
    return refuse(
      fill(words.unusable, { folder: out, reason: error instanceof Error ? error.message : String(error) }),
    );
  }
}
