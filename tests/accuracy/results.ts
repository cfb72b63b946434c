import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Accuracy } from "../../lib/catalog/schema.ts";
import { type Format, programsOf } from "./formats.ts";
import { type Program, versionOf } from "./programs.ts";
import { type FormatSummary, type Tally, tallyOf } from "./summary.ts";

/** The counts of a run as lib/catalog/accuracy.json, from which the site publishes them. */

const FILE = fileURLToPath(new URL("../../lib/catalog/accuracy.json", import.meta.url));

const round = (number: number): number => Math.round(number * 1e6) / 1e6;

/** What the forms and figures have in common over all formats. */
function listTraits(summaries: readonly FormatSummary[]): Accuracy["traits"] {
  const traits = new Map<string, Tally[]>();
  for (const { id, quirks } of summaries)
    for (const { name, ...counts } of quirks)
      if (!name.startsWith(`${id}/`)) traits.set(name, [...(traits.get(name) ?? []), counts]);
  return [...traits]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, tallies]) => ({ name, ...tallyOf(tallies) }));
}

export function toAccuracy(
  formats: readonly Format[],
  summaries: readonly FormatSummary[],
  seeds: readonly number[],
  date: string,
): Accuracy {
  const programs = [...new Set(formats.flatMap(programsOf))].sort();
  const versions = programs.flatMap((program: Program) => {
    const version = versionOf(program);
    return version === null ? [] : [[program, version] as const];
  });
  return {
    ...{ date, seeds: [...seeds] },
    versions: { node: process.version, ...Object.fromEntries(versions) },
    formats: summaries.map(({ id, quirks, deviation, lost: _, milliseconds: __, ...counts }) => {
      const format = formats.find((candidate) => candidate.id === id);
      return {
        ...{ id, name: format?.name ?? id, kind: format?.kind ?? "text-layer" },
        programs: format ? [...programsOf(format)] : [],
        ...counts,
        deviation: round(deviation),
        quirks: quirks
          .filter(({ name }) => name.startsWith(`${id}/`))
          .map(({ name, ...tally }) => ({ name: name.slice(id.length + 1), ...tally })),
      };
    }),
    traits: listTraits(summaries),
  };
}

/** One line for each format, quirk and trait, so that two runs can be compared. */
function print(accuracy: Accuracy): string {
  return `${JSON.stringify(accuracy, null, 1).replace(/\{\n\s+"name": [^{}[\]]*?\}/g, (object) =>
    JSON.stringify(JSON.parse(object)),
  )}\n`;
}

export function writeResults(
  formats: readonly Format[],
  summaries: readonly FormatSummary[],
  seeds: readonly number[],
): void {
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(FILE, print(toAccuracy(formats, summaries, seeds, date)));
}
