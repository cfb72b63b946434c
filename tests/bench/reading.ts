import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import mammoth from "mammoth";
import { parse } from "parse5";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { decodeText, findDeclaredCharset } from "../../lib/documents/charset.ts";
import { openPacked } from "../../lib/documents/unzip.ts";
import { readReports } from "../../lib/ingest/read-report.ts";
import { type Figure, median } from "./figure.ts";

/**
 * Documents per second through all stages of reading, format by format, in turns with the plain tool for the format on
 * the same bytes. The ratio is that of the times: above 1 reading takes longer than the tool, which finds no figure.
 */

const ROUNDS = 5;

interface Source {
  readonly path: string;
  readonly bytes: Uint8Array;
}

interface Anchor {
  readonly ending: string;
  readonly name: string;
  readonly run: (source: Source) => unknown;
  readonly goal: number;
}

const ANCHORS: readonly Anchor[] = [
  {
    ending: ".html",
    name: "parse5",
    run: ({ bytes }) => parse(decodeText(bytes, findDeclaredCharset(bytes)).text),
    goal: 2,
  },
  {
    ending: ".docx",
    name: "mammoth",
    run: ({ bytes }) => mammoth.convertToHtml({ buffer: Buffer.from(bytes) }),
    goal: 1,
  },
  {
    ending: ".pdf",
    name: "pdftotext -layout",
    run: ({ path }) => spawnSync("pdftotext", ["-layout", path, "-"]),
    goal: 5,
  },
  {
    ending: ".xlsx",
    name: "unpacking alone",
    run: ({ bytes }) => openPacked(bytes).entries.map((entry) => entry.read()),
    goal: 20,
  },
];

/** Milliseconds a document. */
async function timeOf(sources: readonly Source[], run: (source: Source) => unknown): Promise<number> {
  const from = performance.now();
  for (const source of sources) await run(source);
  return (performance.now() - from) / sources.length;
}

async function measureFormat(
  { ending, name, run, goal }: Anchor,
  sources: readonly Source[],
): Promise<Figure> {
  const catalog = getCatalog();
  const read = ({ path, bytes }: Source) => readReports({ fileName: basename(path), bytes }, catalog);
  await timeOf(sources, read);
  await timeOf(sources, run);
  const measured: number[] = [];
  const anchor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    measured.push(await timeOf(sources, read));
    anchor.push(await timeOf(sources, run));
  }
  const perSecond = (1000 / median(measured)).toFixed(1);
  return {
    name: `reading ${sources.length} ${ending.slice(1)} reports, ${perSecond}/s`,
    unit: "ms",
    measured: median(measured),
    anchorName: name,
    anchor: median(anchor),
    goal,
  };
}

/** The readings of the reports in these folders; formats whose tool is not installed are said and left out. */
export async function measureReading(folders: readonly string[]): Promise<Figure[]> {
  const paths = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const figures: Figure[] = [];
  for (const anchor of ANCHORS) {
    const sources = paths
      .filter((path) => path.endsWith(anchor.ending))
      .map((path) => ({ path, bytes: new Uint8Array(readFileSync(path)) }));
    const isTool = anchor.name.startsWith("pdftotext");
    if (isTool && spawnSync("pdftotext", ["-v"]).error) console.error("pdftotext is not installed: left out");
    else if (sources.length > 0) figures.push(await measureFormat(anchor, sources));
  }
  return figures;
}
