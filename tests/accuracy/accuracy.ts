import { parseArgs } from "node:util";
import { alignRows } from "../../lib/ingest/text-table.ts";
import type { Batch, BatchResult } from "./batch.ts";
import { FORMATS, type Format, programsOf } from "./formats.ts";
import { runJobs } from "./pool.ts";
import { findProgram } from "./programs.ts";
import { writeResults } from "./results.ts";
import { type FormatSummary, summarize } from "./summary.ts";

/**
 * `npm run accuracy`: typesets thousands of documents of every format, reads them back and counts. Ends with 1 when a
 * single number was read wrong.
 */

const HELP = `npm run accuracy -- [options]
  --format <id>   only this format; may be repeated: ${FORMATS.map(({ id }) => id).join(", ")}
  --count <n>     documents of each format, instead of the usual number; of scans, which take long, an eighth
  --scans <n>     documents of each format of scans, instead of that
  --seeds <list>  the draws among which the documents of a format are shared (1,7,11 unless given)
  --json          the counts as JSON
  --keep <folder> keep every document that was read wrong, with its truth
  --write         write lib/catalog/accuracy.json`;

const { values: options } = parseArgs({
  options: {
    format: { type: "string", multiple: true },
    count: { type: "string" },
    scans: { type: "string" },
    seeds: { type: "string", default: "1,7,11" },
    json: { type: "boolean", default: false },
    keep: { type: "string" },
    write: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const SMALL = 25;
/** Starting an office program or a browser takes as long as dozens of documents. */
const LARGE = 50;

const seeds = options.seeds.split(",").map(Number);

function listBatches(format: Format): readonly Batch[] {
  const isScan = format.kind === "scan";
  const asked = options.count && (isScan ? Math.ceil(Number(options.count) / 8) : Number(options.count));
  const count = Number((isScan && options.scans) || asked || format.documents);
  const size = isScan ? 2 : format.steps.length > 0 ? LARGE : SMALL;
  return seeds.flatMap((seed, nth) => {
    const own = Math.floor(count / seeds.length) + Number(nth < count % seeds.length);
    return Array.from({ length: Math.ceil(own / size) }, (_, index) => ({
      format: format.id,
      seed,
      from: index * size,
      to: Math.min(own, (index + 1) * size),
      ...(options.keep && { keep: options.keep }),
    }));
  });
}

const percent = (share: number): string => `${(share * 100).toFixed(3)} %`;

function printSummaries(summaries: readonly FormatSummary[], leftOut: ReadonlyMap<Format, string>): string {
  const head = [
    "format",
    "documents",
    "cells",
    "right",
    "unread",
    "mismarked",
    "WRONG",
    "read",
    "wrong",
    "ms",
  ];
  const rows = summaries.map((one) => [
    one.id,
    ...[one.documents, one.cells, one.right, one.unread, one.mismarked, one.wrong].map(String),
    percent(one.right / one.cells),
    percent(one.wrong / one.cells),
    one.milliseconds.toFixed(1),
  ]);
  const worst = summaries
    .flatMap(({ id, quirks }) => quirks.map((quirk) => ({ id, ...quirk })))
    .filter(({ right, cells, wrong }) => wrong > 0 || right < cells)
    .sort((a, b) => b.wrong - a.wrong || a.right / a.cells - b.right / b.cells)
    .slice(0, 40)
    .map(({ id, name, documents, cells, right, wrong }) => [
      id,
      name,
      ...[documents, cells, wrong].map(String),
      percent(right / cells),
    ]);
  const lost = summaries
    .filter((one) => one.lost > 0)
    .map(({ id, lost: count }) => `${id}: ${count} not converted`);
  const absent = [...leftOut].map(([{ id }, program]) => `${id}: left out, ${program} is not installed`);
  return [
    alignRows([head, ...rows]),
    "",
    alignRows([["format", "worst quirks", "documents", "cells", "WRONG", "read"], ...worst]),
    ...[...lost, ...absent].map((line) => `\n${line}`),
  ].join("\n");
}

async function main(): Promise<void> {
  if (options.help) return console.log(HELP);
  if (!seeds.every(Number.isInteger)) throw new Error(`no seeds: ${options.seeds}`);
  const wanted = FORMATS.filter(({ id }) => options.format?.includes(id) ?? true);
  const lacking = new Map(
    wanted.flatMap((format) => {
      const program = programsOf(format).find((name) => findProgram(name) === undefined);
      return program === undefined ? [] : [[format, program] as const];
    }),
  );
  const formats = wanted.filter((format) => !lacking.has(format));
  const batches = formats.flatMap(listBatches);
  const results = new Map<string, BatchResult[]>(formats.map(({ id }) => [id, []]));
  const ordered = [...batches].sort((a, b) => weightOf(b) - weightOf(a));
  await runJobs<Batch, BatchResult>(new URL("child.ts", import.meta.url), ordered, (batch, result) => {
    results.get(batch.format)?.push(result);
  });
  const summaries = formats.map(({ id }) => summarize(id, results.get(id) ?? []));
  if (options.json) console.log(JSON.stringify(summaries, null, 1));
  else console.log(printSummaries(summaries, lacking));
  if (options.write) writeResults(formats, summaries, seeds);
  if (summaries.some(({ wrong }) => wrong > 0)) process.exitCode = 1;
}

/** Slow batches first, so that no core waits at the end. */
function weightOf(batch: Batch): number {
  const format = FORMATS.find(({ id }) => id === batch.format);
  return format?.kind === "scan" ? 2 : (format?.steps.length ?? 0);
}

await main();
