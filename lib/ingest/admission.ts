import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { DEMONSTRATION_FILE, type Demonstration, readDemonstration } from "../catalog/demonstration.ts";
import words from "../demo/city.json" with { type: "json" };
import { databaseFile } from "../env.ts";
import type { Finding, Identity } from "../model.ts";

/**
 * What may come into a data folder. The fictional city and real reports never meet: a data folder is filled with one or
 * with the other, and its first files decide with which.
 */

export type Refusal =
  | "demonstration-into-real"
  | "real-into-demonstration"
  | "another-demonstration"
  | "mixed";

/** The mark of the folder that a file lies in, near or far. */
function findMark(file: string, known: Map<string, Demonstration | undefined>): Demonstration | undefined {
  const folder = dirname(file);
  if (known.has(folder)) return known.get(folder);
  const mark = readDemonstration(folder) ?? (folder === file ? undefined : findMark(folder, known));
  known.set(folder, mark);
  return mark;
}

/** Why these files must not come into the data folder; `undefined` where they may. Marks a new folder as theirs. */
export function admit(files: readonly string[], dataFolder: string): Refusal | undefined {
  if (files.length === 0) return undefined;
  const known = new Map<string, Demonstration | undefined>();
  const marks = new Set(files.map((file) => JSON.stringify(findMark(resolve(file), known))));
  if (marks.size > 1) return "mixed";
  const held = readDemonstration(dataFolder);
  const [mark] = marks;
  if (mark === undefined) return held === undefined ? undefined : "real-into-demonstration";
  if (held !== undefined) return JSON.stringify(held) === mark ? undefined : "another-demonstration";
  if (existsSync(databaseFile(dataFolder))) return "demonstration-into-real";
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(join(dataFolder, DEMONSTRATION_FILE), `${mark}\n`);
  return undefined;
}

/** Why a report must not come into the data folder by its own words: files can be moved out of a marked folder. */
export function refuse({ agency }: Identity, isDemonstration: boolean): readonly Finding[] {
  if (agency === null || agency.name.startsWith(words.city.name.zh) === isDemonstration) return [];
  const code = isDemonstration ? "report-not-of-demonstration" : "report-of-demonstration";
  return [{ code, parameters: { name: agency.name } }];
}
