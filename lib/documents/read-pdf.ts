import { setTimeout as wait } from "node:timers/promises";
import type { Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { type Page, UNREADABLE } from "./layout/page.ts";
import { toBlocks } from "./layout/page-blocks.ts";
import { MOST_PAGES } from "./limits.ts";
import { loadPdfjs, open, type PdfDocument, type Pdfjs, type PdfPage } from "./pdf/open-pdf.ts";
import { describeFont, type PdfFont } from "./pdf/pdf-fonts.ts";
import { toMatrix } from "./pdf/pdf-matrix.ts";
import { composePage } from "./pdf/pdf-page-image.ts";
import { recognizeScans } from "./pdf/pdf-scans.ts";
import { checkStreams, type StreamProblem } from "./pdf/pdf-streams.ts";
import { type Operation, PdfTracer, type Traced } from "./pdf/pdf-tracer.ts";
import type { Content, ReadingOptions } from "./reader.ts";

/**
 * PDF files with a text layer (ISO 32000). pdfjs decodes the file; where lines and characters stand is followed here,
 * and tables are rebuilt from that (ruled-tables.ts, page-blocks.ts). No network, no system font, no script.
 */

/** Operators of all pages together; a report of 20 pages has some 50,000. */
const MOST_OPERATIONS = 5_000_000;
/** Milliseconds for one page, against promises that are never kept; loops end with the worker. */
const LONGEST_PAGE = 60_000;

/** The font or picture under a name of the operator list, once it has arrived. */
function objectOf(page: PdfPage, name: string): Promise<unknown> {
  const objects = name.startsWith("g_") ? page.commonObjs : page.objs;
  return new Promise((resolve) => {
    objects.get(name, resolve);
  });
}

function* listOperations(
  names: readonly string[],
  list: { fnArray: ArrayLike<number>; argsArray: ArrayLike<unknown> },
): Generator<Operation> {
  for (let at = 0; at < list.fnArray.length; at++) {
    const operands: unknown = list.argsArray[at];
    const listed = Array.isArray(operands) || operands instanceof Float32Array ? Array.from(operands) : [];
    yield { name: names[list.fnArray[at] ?? 0] ?? "", operands: listed };
  }
}

interface PageReader {
  readonly names: readonly string[];
  readonly isLayerShown: (layer: unknown) => boolean;
}

interface TracedPage {
  readonly traced: Traced;
  readonly operations: number;
  readonly width: number;
  readonly height: number;
}

async function tracePage(page: PdfPage, reader: PageReader): Promise<TracedPage> {
  const list = await page.getOperatorList();
  const fonts = new Map<string, PdfFont>();
  for (const { name, operands } of listOperations(reader.names, list)) {
    if (name !== "dependency") continue;
    for (const wanted of operands)
      if (typeof wanted === "string" && /_f\d+$/.test(wanted) && !fonts.has(wanted))
        fonts.set(wanted, describeFont(await objectOf(page, wanted)));
  }
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const tracer = new PdfTracer(
    toMatrix(transform) ?? [1, 0, 0, -1, 0, height],
    [0, 0, width, height],
    (name) => fonts.get(name),
    reader.names,
    reader.isLayerShown,
  );
  const traced = tracer.trace(listOperations(reader.names, list));
  page.cleanup();
  return { traced, operations: list.fnArray.length, width, height };
}

/** Text that was recognised by a scanner is used where the page shows no other. */
function toPage(number: number, { traced, width, height }: TracedPage): Page {
  const { segments, runs, hidden } = traced;
  return hidden.length > runs.length
    ? { number, width, height, segments, runs: [...runs, ...hidden], method: "ocr" }
    : { number, width, height, segments, runs };
}

interface ReadPages {
  readonly pages: readonly Page[];
  readonly unreadable: readonly number[];
  readonly pictures: readonly number[];
  /** Pages whose text was recognised here. */
  readonly recognized?: ReadonlySet<number>;
}

/** Names of the operators by their codes. */
function listNames(pdfjs: Pdfjs): string[] {
  const names: string[] = [];
  for (const [name, code] of Object.entries(pdfjs.OPS)) names[code] = name;
  return names;
}

/** What is made of a page; `undefined` where that takes too long. The clock goes with it, and what it holds on to. */
async function waitFor<T>(page: Promise<T>): Promise<T | undefined> {
  const clock = new AbortController();
  try {
    return await Promise.race([
      page,
      wait(LONGEST_PAGE, undefined, { ref: false, signal: clock.signal }).catch(() => undefined),
    ]);
  } finally {
    clock.abort();
  }
}

async function readPages(pdf: PdfDocument, pdfjs: Pdfjs): Promise<ReadPages> {
  const names = listNames(pdfjs);
  const layers = await pdf.getOptionalContentConfig();
  const reader = { names, isLayerShown: (layer: unknown) => layer === null || layers.isVisible(layer) };
  const pages: Page[] = [];
  const unreadable: number[] = [];
  const pictures: number[] = [];
  let operations = 0;
  for (let number = 1; number <= Math.min(pdf.numPages, MOST_PAGES); number++) {
    try {
      const traced = await waitFor(pdf.getPage(number).then((opened) => tracePage(opened, reader)));
      if (traced === undefined) throw new Error("the page is never finished");
      operations += traced.operations;
      const isEmpty =
        traced.traced.runs.every((run) => run.text.trim() === "") && traced.traced.hidden.length === 0;
      if (isEmpty && traced.traced.pictured) pictures.push(number);
      pages.push(toPage(number, traced));
    } catch {
      unreadable.push(number);
    }
    if (operations > MOST_OPERATIONS) {
      for (let rest = number + 1; rest <= Math.min(pdf.numPages, MOST_PAGES); rest++) unreadable.push(rest);
      break;
    }
  }
  return { pages, unreadable, pictures };
}

/** One scanned page as a picture; `undefined` where its pictures cannot be decoded. */
async function drawScan(pdf: PdfDocument, names: readonly string[], number: number) {
  const page = await pdf.getPage(number);
  const list = await page.getOperatorList();
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const base = toMatrix(transform) ?? [1, 0, 0, -1, 0, height];
  const image = await composePage(listOperations(names, list), base, [width, height], (name) =>
    objectOf(page, name),
  );
  page.cleanup();
  return image;
}

/**
 * Recognises the pages that are pictures, also those with text of the scanner behind them. Where that cannot be done
 * they stay as they are, and a finding says why.
 */
async function readScans(
  read: ReadPages,
  pdfjs: Pdfjs,
  bytes: Uint8Array,
  options: ReadingOptions,
): Promise<Outcome<ReadPages>> {
  const hidden = read.pages.filter((page) => page.method === "ocr").map((page) => page.number);
  const numbers = [...read.pictures, ...hidden].sort((a, b) => a - b);
  if (numbers.length === 0) return { value: read, findings: [] };
  const task = open(pdfjs, bytes, true);
  const names = listNames(pdfjs);
  try {
    const pdf = await task.promise;
    const draw = (number: number) => waitFor(drawScan(pdf, names, number));
    const { value: scanned, findings } = await recognizeScans(numbers, draw, options);
    const pages = read.pages.map((page) => scanned.get(page.number) ?? page);
    const pictures = read.pictures.filter((number) => !scanned.has(number));
    return { value: { ...read, pages, pictures, recognized: new Set(scanned.keys()) }, findings };
  } finally {
    await task.destroy();
  }
}

const LONGEST_LIST = 12;

/** 2、3、7 … at most a dozen pages by number. */
function printPages(numbers: readonly number[]): string {
  const shown = numbers.slice(0, LONGEST_LIST).join(", ");
  return numbers.length > LONGEST_LIST ? `${shown}, …` : shown;
}

function listFindings({ pages, unreadable, pictures, recognized }: ReadPages, count: number): Finding[] {
  const recognised = pages
    .filter((page) => page.method === "ocr" && !recognized?.has(page.number))
    .map((page) => page.number);
  const unmapped = pages.reduce(
    (sum, page) => sum + page.runs.filter((run) => run.text === UNREADABLE).length,
    0,
  );
  const findings: Finding[] = [];
  const note = (code: string, parameters: Finding["parameters"]) => findings.push({ code, parameters });
  if (count > MOST_PAGES) note("pdf-too-many-pages", { pages: count, limit: MOST_PAGES });
  if (unreadable.length > 0) note("pdf-page-unreadable", { pages: printPages(unreadable) });
  if (pictures.length > 0)
    note("pdf-page-without-text", { count: pictures.length, pages: printPages(pictures) });
  if (recognised.length > 0) note("pdf-hidden-text-layer", { pages: printPages(recognised) });
  if (unmapped > 0) note("pdf-text-unmapped", { count: unmapped });
  return findings;
}

/** Programs that print web pages. */
const BROWSER = /Skia|Chrom|WebKit|Quartz|Mozilla|Firefox|cairo|\bQt\b|wkhtml|Prince|WeasyPrint/i;

interface Information {
  readonly metadata: Content["metadata"];
  readonly breaksNumbers: boolean;
}

async function readInformation(pdf: PdfDocument): Promise<Information> {
  const { info } = await pdf.getMetadata();
  const textOf = (name: string): string => {
    const text: unknown = Reflect.get(info, name);
    return typeof text === "string" ? text.trim() : "";
  };
  const title = textOf("Title");
  return {
    metadata: title === "" ? [] : [{ name: "title", content: title }],
    breaksNumbers: !BROWSER.test(`${textOf("Producer")} ${textOf("Creator")}`),
  };
}

const refuse = (code: string): Outcome<null> => ({ value: null, findings: [{ code, parameters: {} }] });

const PROBLEMS: Readonly<Record<StreamProblem, string>> = {
  damaged: "pdf-damaged",
  "too-large": "pdf-unpacks-too-large",
  repeated: "pdf-repeats-too-often",
};

const isPasswordMissing = (error: unknown): boolean =>
  error instanceof Error && error.name === "PasswordException";

/** A PDF file's bytes. */
export async function readPdfBytes(
  bytes: Uint8Array,
  { geometry }: ReadingOptions,
): Promise<Outcome<Content | null>> {
  const problem = checkStreams(bytes);
  if (problem !== undefined) return refuse(PROBLEMS[problem]);
  const pdfjs = await loadPdfjs();
  const task = open(pdfjs, bytes);
  try {
    const pdf = await task.promise;
    const traced = await readPages(pdf, pdfjs);
    if (traced.pages.length === 0) return refuse("pdf-damaged");
    const { value: read, findings } = await readScans(traced, pdfjs, bytes, { geometry });
    const { metadata, breaksNumbers } = await readInformation(pdf);
    const blocks = toBlocks(read.pages, { geometry, method: "layout", breaksNumbers });
    return {
      value: { charset: null, metadata, blocks },
      findings: [...listFindings(read, pdf.numPages), ...findings],
    };
  } catch (error) {
    return refuse(isPasswordMissing(error) ? "file-encrypted" : "pdf-damaged");
  } finally {
    await task.destroy();
  }
}
