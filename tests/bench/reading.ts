import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "parse5";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { decodeText, findDeclaredCharset } from "../../lib/documents/charset.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import { type Figure, median } from "./figure.ts";

const ROUNDS = 9;

/** CPU milliseconds of one run. */
async function cpuOf(run: () => void | Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** All stages of reading against parse5 alone on the same bytes, in turns. */
export async function measureReading(folders: readonly string[]): Promise<Figure[]> {
  const catalog = getCatalog();
  const files = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
    .filter((path) => path.endsWith(".html"))
    .map((path) => ({ fileName: basename(path), bytes: readFileSync(path) }));
  const readAll = async () => {
    for (const file of files) await readReports(file, catalog);
  };
  const parseAll = () => {
    for (const { bytes } of files) parse(decodeText(bytes, findDeclaredCharset(bytes)).text);
  };
  const measured: number[] = [];
  const anchor: number[] = [];
  for (let round = 0; round < 3; round++) {
    await readAll();
    parseAll();
  }
  for (let round = 0; round < ROUNDS; round++) {
    measured.push((await cpuOf(readAll)) / files.length);
    anchor.push((await cpuOf(parseAll)) / files.length);
  }
  return [
    {
      name: `reading ${files.length} HTML reports`,
      unit: "ms CPU",
      measured: median(measured),
      anchorName: "parse5 alone",
      anchor: median(anchor),
      goal: 2,
    },
  ];
}
