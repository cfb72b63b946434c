import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { readDocument } from "../../lib/documents/read-document.ts";
import { createRandom } from "../../lib/typeset/random.ts";
import { Expected } from "../golden/about.ts";
import { listDifferences, readFile } from "../golden/compare.ts";

/** Files of Word and Excel that were cut or changed: no exception, no hang, a finding for what is not read. */

const FOLDER = fileURLToPath(new URL("../fixtures/documents", import.meta.url));
const MOST_TIME = 2000;

function open(name: string, ending: string) {
  const bytes = new Uint8Array(readFileSync(`${FOLDER}/${name}/source.${ending}`));
  const expected = Expected.parse(JSON.parse(readFileSync(`${FOLDER}/${name}/expected.json`, "utf8")));
  return { bytes, expected };
}

/** One to three changes at places that are not `kept`: a byte, a bit, or four bytes that make a wild number. */
function mutate(bytes: Uint8Array, random: () => number, kept: readonly [number, number]): Uint8Array {
  const mutant = bytes.slice();
  const wild = [0, 0xffffffff, 0xfffffffe, 1, 0x7fffffff, Math.floor(random() * 200)];
  for (let left = 1 + Math.floor(random() * 3); left > 0; left--) {
    let at = Math.floor(random() * bytes.length);
    while (at > kept[0] - 4 && at < kept[1]) at = Math.floor(random() * bytes.length);
    const how = random();
    if (how < 0.5) mutant[at] = Math.floor(random() * 256);
    else if (how < 0.7) mutant[at] = (mutant[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    else {
      const number = wild[Math.floor(random() * wild.length)] ?? 0;
      for (let n = 0; n < 4 && at + n < bytes.length; n++) mutant[at + n] = (number >>> (8 * n)) & 0xff;
    }
  }
  return mutant;
}

async function readInTime(bytes: Uint8Array) {
  const start = performance.now();
  const read = await readDocument(bytes);
  expect(performance.now() - start).toBeLessThan(MOST_TIME);
  if (read.value === null) expect(read.findings.length).toBeGreaterThan(0);
  return read;
}

const FILES: readonly [string, string][] = [
  ["doc-merged-cells", "doc"],
  ["doc-form-2014", "doc"],
  ["xls-merged-cells", "xls"],
];

describe.each(FILES)("%s", (name, ending) => {
  const { bytes, expected } = open(name, ending);

  it("cut anywhere says so, and gives no other blocks than the whole", async () => {
    const whole = new Set((await readInTime(bytes)).value?.blocks.map((block) => JSON.stringify(block)));
    for (let at = 1; at < bytes.length; at += 1499) {
      const { value } = await readInTime(bytes.subarray(0, at));
      for (const block of value?.blocks ?? []) expect(whole).toContain(JSON.stringify(block));
    }
  });

  it("changed anywhere is read or refused in time", async () => {
    const random = createRandom(37);
    for (let n = 0; n < 120; n++) await readInTime(mutate(bytes, random, [0, 0]));
    expect(expected.cells.length).toBeGreaterThan(0);
  });
});

describe("a Word file changed anywhere but in its text", () => {
  it("gives no wrong figure", async () => {
    const { bytes, expected } = open("doc-merged-cells", "doc");
    const main = Buffer.from(bytes).indexOf(Buffer.from([0xec, 0xa5]));
    const view = new DataView(bytes.buffer, bytes.byteOffset + main);
    const text = [main + view.getUint32(0x18, true), main + view.getUint32(0x1c, true)] as const;
    const random = createRandom(41);
    for (let n = 0; n < 60; n++) {
      const { cells } = await readFile("a.doc", mutate(bytes, random, text), getCatalog());
      const reported = cells.filter((cell) => cell[3] === "reported");
      expect(listDifferences(expected.cells, reported, "never-wrong")).toEqual([]);
    }
  });
});
