import { expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import { createRandom, type Random } from "../../lib/typeset/random.ts";
import { makeCase, type Truth } from "../accuracy/cases.ts";
import { pick } from "../accuracy/figures.ts";
import { FORMATS } from "../accuracy/formats.ts";
import { judge } from "../accuracy/judge.ts";
import { toCells } from "./compare.ts";

/** Documents from which a line, a row or a cell is lost: what is left is read right, or not at all. */

const catalog = getCatalog();

/** The texts without each of a few of the parts that the pattern finds. */
function lose(text: string, part: RegExp, random: Random, count: number): string[] {
  const parts = [...text.matchAll(part)];
  if (parts.length === 0) return [];
  return Array.from({ length: count }, () => {
    const { index, 0: lost } = pick(random, parts);
    return text.slice(0, index) + text.slice(index + lost.length);
  });
}

const LINE = /[^\n]*\n/g;
const LOSSES: readonly (readonly [format: string, what: string, part: RegExp])[] = [
  ["text-tabs", "line", LINE],
  ["text-tabs", "end of a row", /\n(?=\n)/g],
  ["text-marked", "line", LINE],
  ["text-marked", "cell", /\|[^|\n]*(?=\|)/g],
  ["text-bare", "line", LINE],
  ["text-bare", "figure", /(?<=\s)\d\S*(?=\s)/g],
  ["csv", "record", LINE],
  ["csv", "field", /,[^,\n]*(?=,)/g],
  ["html", "row", /<tr[^>]*>[\s\S]*?<\/tr>/g],
  ["html", "cell", /<t[dh][^>]*>[\s\S]*?<\/t[dh]>/g],
];

const DOCUMENTS = 12;
const LOST = 4;
const SEED = 5;

/** Numbers that are not the report's. Tables that two editions print alike may be taken for the other's. */
async function listWrong(fileName: string, bytes: Uint8Array, truth: readonly Truth[]): Promise<string[]> {
  const { value } = await readReports({ fileName, bytes }, catalog);
  const printed = truth.flatMap(({ cells }) => cells);
  const known = new Set(printed.map(([, ...cell]) => JSON.stringify(cell.slice(0, 4))));
  const read = value.flatMap(({ report }) => toCells(report.facts, catalog));
  const own = new Set(printed.map((cell) => cell.slice(0, 3).join("/")));
  return judge(
    printed,
    read.filter(
      ([edition, ...cell]) =>
        own.has([edition, ...cell.slice(0, 2)].join("/")) || !known.has(JSON.stringify(cell.slice(0, 4))),
    ),
  ).wrong.map((line) => `${fileName}: ${line}`);
}

it.each(LOSSES)("of %s without a %s give no other number", { timeout: 120_000 }, async (id, _, part) => {
  const format = FORMATS.find((one) => one.id === id);
  if (format === undefined) throw new Error(`no format ${id}`);
  const wrong: string[] = [];
  let damaged = 0;
  for (let index = 0; index < DOCUMENTS; index += 1) {
    const one = makeCase(catalog, format, SEED, index);
    // Every byte a sign: the parts are found whatever the encoding.
    const text = Buffer.from(one.bytes).toString("latin1");
    for (const left of lose(text, part, createRandom(index), LOST)) {
      damaged += 1;
      wrong.push(...(await listWrong(one.fileName, Buffer.from(left, "latin1"), one.truth)));
    }
  }
  expect(wrong).toEqual([]);
  expect(damaged).toBeGreaterThan(DOCUMENTS);
});
