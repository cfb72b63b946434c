import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { chromium, type Page } from "@playwright/test";
import { printPdfFile } from "../../lib/typeset/pdf-file.ts";
import { Typeface } from "../../lib/typeset/pdf-typeface.ts";
import type { Step } from "./formats.ts";

/** Other programs that write the files an office writes; all of them optional. */
export type Program = "soffice" | "chromium" | "pdftoppm" | "tesseract";

export interface NamedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

const run = promisify(execFile);
const MINUTES = 60_000;
const VERSION = /^[\w .]*\bv?\d+(?:\.\d+)+/;

function find(name: string): string | undefined {
  try {
    return execFileSync("which", [name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return undefined;
  }
}

function findChromium(): string | undefined {
  const places = [
    process.env.CHROMIUM_PATH,
    chromium.executablePath(),
    find("chromium"),
    find("google-chrome"),
  ];
  return places.find((path) => path !== undefined && existsSync(path));
}

const found = new Map<Program, string | undefined>();

export function findProgram(program: Program): string | undefined {
  if (!found.has(program)) found.set(program, program === "chromium" ? findChromium() : find(program));
  return found.get(program);
}

/** The line in which a program says its version; a shell around it may complain first. */
export function versionOf(program: Program): string | null {
  const path = findProgram(program);
  if (path === undefined) return null;
  try {
    const flag = program === "pdftoppm" ? "-v" : "--version";
    const said = execFileSync("sh", ["-c", `"${path}" ${flag} 2>&1`], { encoding: "utf8", timeout: MINUTES });
    const lines = said.split("\n").map((line) => line.trim());
    return lines.find((line) => VERSION.test(line)) ?? null;
  } catch {
    return null;
  }
}

const stemOf = (fileName: string): string => fileName.replace(/\.\w+$/, "");

/** The files of a folder whose names begin as the given one's, in the order of their names. */
function readOutputs(folder: string, stem: string): readonly NamedFile[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${stem}.`) || name.startsWith(`${stem}-`))
    .sort()
    .map((fileName) => ({ fileName, bytes: new Uint8Array(readFileSync(join(folder, fileName))) }));
}

type Conversion = (
  folder: string,
  files: readonly NamedFile[],
) => Promise<readonly (NamedFile | undefined)[]>;

const convertByOffice =
  (to: string, filter: string | undefined): Conversion =>
  async (folder, files) => {
    const out = join(folder, "out");
    await run(
      findProgram("soffice") ?? "soffice",
      [
        `-env:UserInstallation=file://${folder}/profile`,
        ...["--headless", "--norestore", "--convert-to", filter ? `${to}:${filter}` : to, "--outdir", out],
        ...files.map(({ fileName }) => join(folder, fileName)),
      ],
      { timeout: 5 * MINUTES },
    );
    return files.map(({ fileName }) => readOutputs(out, stemOf(fileName))[0]);
  };

/** Of the paper, in CSS pixels: the width of A4 and what the margins take of it. */
const MARGINS = { top: "15mm", bottom: "15mm", left: "12mm", right: "12mm" };
const PRINTED_WIDTH = 703;
const BEYOND_TEXT = 2 * 57 + 40;
/** One sheet as long as the document: what stood on a second one would not be in the picture. */
async function measurePaper(page: Page): Promise<{ width: string; height: string; pageRanges: string }> {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: PRINTED_WIDTH, height: 1000 });
  const text = await page.evaluate("document.documentElement.scrollHeight");
  return { width: "210mm", height: `${Math.max(Number(text), 1000) + BEYOND_TEXT}px`, pageRanges: "1" };
}

const printByChromium =
  (paper: "pages" | "one-page"): Conversion =>
  async (folder, files) => {
    const browser = await chromium.launch({
      executablePath: findProgram("chromium") ?? "",
      args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu"],
    });
    try {
      const page = await browser.newPage();
      const printed: NamedFile[] = [];
      for (const { fileName } of files) {
        await page.goto(`file://${join(folder, fileName)}`);
        const size = paper === "pages" ? { format: "A4" } : await measurePaper(page);
        const bytes = await page.pdf({ ...size, margin: MARGINS, printBackground: true });
        printed.push({ fileName: `${stemOf(fileName)}.pdf`, bytes: new Uint8Array(bytes) });
      }
      return printed;
    } finally {
      await browser.close();
    }
  };

/** Width, height and number of colors from the frame header of a JPEG (ITU-T T.81, B.2.2). */
function measureJpeg(bytes: Uint8Array): { width: number; height: number; gray: boolean } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 2;
  while (at < bytes.length - 9) {
    const marker = view.getUint16(at);
    if (marker >= 0xffc0 && marker <= 0xffc2)
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), gray: bytes[at + 9] === 1 };
    at += 2 + view.getUint16(at + 2);
  }
  throw new Error("no frame in this JPEG");
}

/** Pictures of pages as a scanner's software binds them. */
function bindPictures(pictures: readonly NamedFile[], dpi: number): Uint8Array {
  const pages = pictures.map(({ bytes }) => {
    const { width, height, gray } = measureJpeg(bytes);
    return {
      width: (width / dpi) * 72,
      height: (height / dpi) * 72,
      operators: "",
      picture: { bytes, width, height, gray },
    };
  });
  return printPdfFile(pages, "", new Typeface("numbers"));
}

const draw =
  (to: "png" | "jpg" | "tiff" | "pdf", dpi: number): Conversion =>
  async (folder, files) => {
    const drawn: NamedFile[] = [];
    for (const { fileName } of files) {
      const stem = stemOf(fileName);
      const kind = to === "pdf" || to === "jpg" ? "jpeg" : to;
      const out = join(folder, `scan-${stem}`);
      await run(
        findProgram("pdftoppm") ?? "pdftoppm",
        ["-r", String(dpi), "-gray", `-${kind}`, join(folder, fileName), out],
        { timeout: MINUTES },
      );
      const pages = readOutputs(folder, basename(out));
      const [first] = pages;
      if (first === undefined) throw new Error(`${fileName}: nothing was drawn`);
      const bytes = to === "pdf" ? bindPictures(pages, dpi) : first.bytes;
      drawn.push({ fileName: `${stem}.${to}`, bytes });
    }
    return drawn;
  };

function conversionOf(step: Step): Conversion | undefined {
  switch (step.by) {
    case "office":
      return convertByOffice(step.to, step.filter);
    case "chromium":
      return printByChromium(step.paper);
    case "pdftoppm":
      return draw(step.to, step.dpi);
    case "tesseract":
      return undefined;
  }
}

/** Files carried through the steps; `undefined` where a program made nothing of one. */
export async function convert(
  files: readonly NamedFile[],
  steps: readonly Step[],
): Promise<readonly (NamedFile | undefined)[]> {
  let current: readonly (NamedFile | undefined)[] = files;
  for (const step of steps) {
    const conversion = conversionOf(step);
    if (conversion === undefined) continue;
    const folder = mkdtempSync(join(tmpdir(), "gongkai-accuracy-"));
    try {
      const present = current.filter((file) => file !== undefined);
      for (const { fileName, bytes } of present) writeFileSync(join(folder, fileName), bytes);
      const made = await conversion(folder, present);
      const results = new Map(present.map((file, index) => [file, made[index]]));
      current = current.map((file) => file && results.get(file));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return current;
}
