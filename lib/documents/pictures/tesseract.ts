import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Box, Finding } from "../../model.ts";
import type { Outcome } from "../../outcome.ts";
import { type Bitmap, toGraymap } from "./bitmap.ts";

/**
 * The program that recognises text in pictures, where it is installed: started here and nowhere else. A batch of
 * pictures goes to one process as files named in a list, for loading the language takes longer than reading a cell.
 */

export const OCR_LANGUAGES = ["chi_sim", "eng"] as const;
export type OcrLanguage = (typeof OCR_LANGUAGES)[number];

export interface Tesseract {
  readonly program: string;
  readonly version: string;
  readonly languages: readonly string[];
}

/** How to look at a picture: as a block of lines, or as a single line (`--psm` 6 and 7). */
export type Segmentation = "block" | "line";
const SEGMENTATIONS: Readonly<Record<Segmentation, string>> = { block: "6", line: "7" };

export interface RecognitionTask {
  readonly language: OcrLanguage;
  readonly segmentation: Segmentation;
  /** Nothing but these signs. */
  readonly signs?: string;
}

/** One line of text in a picture, `box` in its pixels, `confidence` of its least certain word from 0 to 1. */
export interface RecognizedLine {
  readonly text: string;
  readonly box: Box;
  readonly confidence: number;
}

const FOLDER = "gongkai-ocr-";
/** Folders that a killed process left behind are older than this. */
const STALE_MS = 3_600_000;
const ASK_MS = 10_000;
/** A batch takes seconds; a page of dense print on a slow machine a minute. */
const BATCH_MS = 120_000;
const MOST_OUTPUT = 32 * 1024 * 1024;

type Ran = { readonly output: string } | { readonly failure: string; readonly absent: boolean };

/** One thread a process: files are read side by side. */
function run(program: string, args: readonly string[], limit: number): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { ...process.env, OMP_THREAD_LIMIT: "1" };
    const child = spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"], windowsHide: true });
    const parts: Buffer[] = [];
    let [size, complaint, late] = [0, "", false];
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, limit);
    child.stdout.on("data", (part: Buffer) => {
      size += part.length;
      if (size > MOST_OUTPUT) child.kill("SIGKILL");
      else parts.push(part);
    });
    child.stderr.on("data", (part: Buffer) => {
      if (complaint.length < 500) complaint += part.toString("utf8");
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve({ failure: error.message, absent: error.code === "ENOENT" || error.code === "EACCES" });
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      if (code === 0) resolve({ output: Buffer.concat(parts).toString("utf8") });
      else
        resolve({
          failure: late ? `${limit / 1000} s` : complaint.trim().split("\n").at(-1) || `exit ${code}`,
          absent: false,
        });
    });
  });
}

const known = new Map<string, Promise<Tesseract | undefined>>();

async function ask(program: string): Promise<Tesseract | undefined> {
  const [version, languages] = await Promise.all([
    run(program, ["--version"], ASK_MS),
    run(program, ["--list-langs"], ASK_MS),
  ]);
  if (!("output" in version) || !("output" in languages)) return undefined;
  return {
    program,
    version: /\d+(?:\.\d+)+/.exec(version.output)?.[0] ?? "",
    languages: languages.output
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  };
}

/** The program at GONGKAI_TESSERACT, else on PATH; asked once a process. */
export function findTesseract(): Promise<Tesseract | undefined> {
  const program = process.env.GONGKAI_TESSERACT || "tesseract";
  const key = `${program}\n${process.env.PATH}`;
  const asked = known.get(key) ?? ask(program);
  known.set(key, asked);
  return asked;
}

/** The program with every language that reading needs, or the finding that says what lacks. */
export async function requireTesseract(): Promise<Outcome<Tesseract | null>> {
  const tesseract = await findTesseract();
  if (tesseract === undefined) return { value: null, findings: [{ code: "ocr-missing", parameters: {} }] };
  const lacking = OCR_LANGUAGES.filter((language) => !tesseract.languages.includes(language));
  if (lacking.length === 0) return { value: tesseract, findings: [] };
  const finding: Finding = { code: "ocr-language-missing", parameters: { languages: lacking.join(", ") } };
  return { value: null, findings: [finding] };
}

async function removeStale(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(FOLDER));
  for (const name of names) {
    const folder = join(tmpdir(), name);
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > STALE_MS) await rm(folder, { recursive: true, force: true });
  }
}

let cleared: Promise<void> | undefined;

const CJK = /[\u2e80-\u9fff\uff00-\uffef]/;

/** Words of a line; signs of Chinese stand without spaces whatever the program puts between. */
function joinWords(words: readonly string[]): string {
  return words.reduce((line, word) => {
    const apart = line !== "" && !CJK.test(line.at(-1) ?? "") && !CJK.test(word[0] ?? "");
    return line + (apart ? " " : "") + word;
  }, "");
}

/** Level, page, block, paragraph, line, word, left, top, width, height, confidence, text. */
function readTable(output: string, count: number): RecognizedLine[][] {
  const pictures: Map<string, { words: string[]; box: Box; confidence: number }>[] = Array.from(
    { length: count },
    () => new Map(),
  );
  for (const row of output.split("\n")) {
    const [level, page, block, paragraph, line, , ...rest] = row.split("\t");
    const [left = 0, top = 0, width = 0, height = 0, confidence = 0] = rest.slice(0, 5).map(Number);
    const text = rest.slice(5).join(" ").trim();
    const lines = pictures[Number(page) - 1];
    if (level !== "5" || lines === undefined || text === "") continue;
    const key = `${block} ${paragraph} ${line}`;
    const before = lines.get(key);
    const box: Box = [left, top, left + width, top + height];
    lines.set(key, {
      words: [...(before?.words ?? []), text],
      box:
        before === undefined
          ? box
          : [
              Math.min(before.box[0], box[0]),
              Math.min(before.box[1], box[1]),
              Math.max(before.box[2], box[2]),
              Math.max(before.box[3], box[3]),
            ],
      confidence: Math.min(before?.confidence ?? 1, Math.max(0, confidence) / 100),
    });
  }
  return pictures.map((lines) =>
    [...lines.values()].map(({ words, box, confidence }) => ({ text: joinWords(words), box, confidence })),
  );
}

/** The lines of each picture, in the order given. `null` where the program failed. */
export async function recognizePictures(
  { program }: Tesseract,
  pictures: readonly Bitmap[],
  task: RecognitionTask,
): Promise<Outcome<RecognizedLine[][] | null>> {
  if (pictures.length === 0) return { value: [], findings: [] };
  cleared ??= removeStale().catch(() => {});
  await cleared;
  const folder = await mkdtemp(join(tmpdir(), FOLDER));
  try {
    const files = pictures.map((_, at) => join(folder, `${at}.pgm`));
    for (const [at, picture] of pictures.entries()) await writeFile(files[at] ?? "", toGraymap(picture));
    const list = join(folder, "list.txt");
    await writeFile(list, `${files.join("\n")}\n`);
    const signs = task.signs === undefined ? [] : ["-c", `tessedit_char_whitelist=${task.signs}`];
    const args = [list, "stdout", "-l", task.language, "--psm", SEGMENTATIONS[task.segmentation], ...signs];
    const ran = await run(program, [...args, "--dpi", "300", "tsv"], BATCH_MS);
    if ("output" in ran) return { value: readTable(ran.output, pictures.length), findings: [] };
    return {
      value: null,
      findings: [{ code: "ocr-failed", parameters: { reason: ran.failure.slice(0, 120) } }],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
