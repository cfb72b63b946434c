import { constants, readFileSync } from "node:fs";
import { access, statfs } from "node:fs/promises";
import { availableParallelism, totalmem } from "node:os";
import { dirname } from "node:path";
import { findTesseract, OCR_LANGUAGES } from "../documents/pictures/tesseract.ts";
import { databaseFile, getEnvironment, getReadingSettings } from "../env.ts";
import { findProgram } from "./find-program.ts";
import { chooseLimits } from "./reading-limits.ts";

/** What of the machine Gongkai needs and can use, each looked at without changing anything. */

export type Subject = "node" | "data" | "disk" | "machine" | "tesseract" | "office" | "chromium";

export interface Diagnosis {
  readonly subject: Subject;
  /** Gongkai does not work without it. */
  readonly required: boolean;
  /** `lacking`: there in part. */
  readonly state: "there" | "lacking" | "missing";
  readonly parameters: Readonly<Record<string, string | number>>;
}

const GB = 1024 ** 3;
const MB = 1024 ** 2;
/** Room for the database and the originals of some thousand reports. */
const LEAST_DISK = GB;

const orUndefined = <T>(promise: Promise<T>): Promise<T | undefined> => promise.catch(() => undefined);

/** Whether a version lies in a range such as `>=20.19 <21 || >=22.12`. */
export function isInRange(version: string, range: string): boolean {
  const parse = (text: string): number[] => text.split(".").map(Number);
  const order = (one: readonly number[], other: readonly number[]): number => {
    const at = [0, 1, 2].find((place) => (one[place] ?? 0) !== (other[place] ?? 0)) ?? 0;
    return (one[at] ?? 0) - (other[at] ?? 0);
  };
  return range.split("||").some((part) =>
    [...part.matchAll(/(>=|<)\s*([\d.]+)/g)].every(([, sign, bound = ""]) => {
      const compared = order(parse(version), parse(bound));
      return sign === "<" ? compared < 0 : compared >= 0;
    }),
  );
}

function examineNode(): Diagnosis {
  const file = new URL("../../package.json", import.meta.url);
  const { engines } = JSON.parse(readFileSync(file, "utf8")) as { engines: { node: string } };
  const { node } = process.versions;
  const state = isInRange(node, engines.node) ? "there" : "missing";
  return { subject: "node", required: true, state, parameters: { version: node, range: engines.node } };
}

/** The folder itself, or the nearest above it that exists. */
async function nearestFolder(folder: string): Promise<string> {
  const exists = await orUndefined(access(folder).then(() => true));
  const above = dirname(folder);
  return exists || above === folder ? folder : nearestFolder(above);
}

async function examineData(dataFolder: string): Promise<Diagnosis> {
  const database = databaseFile(dataFolder);
  const hasDatabase = (await orUndefined(access(database).then(() => true))) === true;
  const wanted = [
    access(await nearestFolder(dataFolder), constants.W_OK | constants.X_OK),
    ...(hasDatabase ? [access(database, constants.R_OK | constants.W_OK)] : []),
  ];
  const usable = (await orUndefined(Promise.all(wanted))) !== undefined;
  const state = usable ? "there" : "missing";
  return { subject: "data", required: true, state, parameters: { folder: dataFolder } };
}

async function examineDisk(dataFolder: string): Promise<Diagnosis> {
  const disk = await orUndefined(statfs(await nearestFolder(dataFolder)));
  const free = disk === undefined ? Number.POSITIVE_INFINITY : disk.bavail * disk.bsize;
  const state = free < LEAST_DISK ? "lacking" : "there";
  const size = Number.isFinite(free) ? Math.round((free / GB) * 10) / 10 : "?";
  return { subject: "disk", required: false, state, parameters: { size, least: LEAST_DISK / GB } };
}

function examineMachine(): Diagnosis {
  const limits = chooseLimits({}, getReadingSettings());
  const { workers, megabytes } = limits;
  const memory = Math.round(totalmem() / MB);
  const state = memory < workers * megabytes ? "lacking" : "there";
  const parameters = { cores: availableParallelism(), memory, workers, megabytes };
  return { subject: "machine", required: false, state, parameters };
}

async function examineTesseract(): Promise<Diagnosis> {
  const tesseract = await findTesseract();
  const lacking = OCR_LANGUAGES.filter((language) => !tesseract?.languages.includes(language));
  const state = tesseract === undefined ? "missing" : lacking.length > 0 ? "lacking" : "there";
  const parameters = {
    program: tesseract?.program ?? "",
    version: tesseract?.version ?? "",
    languages: (lacking.length > 0 ? lacking : OCR_LANGUAGES).join(", "),
  };
  return { subject: "tesseract", required: false, state, parameters };
}

async function examineProgram(subject: "office" | "chromium", names: readonly string[]): Promise<Diagnosis> {
  const program = await findProgram(names);
  const state = program === undefined ? "missing" : "there";
  return { subject, required: false, state, parameters: { program: program ?? "" } };
}

const OFFICE = ["soffice", "libreoffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"];
const CHROMIUM = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

export async function examine(): Promise<Diagnosis[]> {
  const { dataFolder } = getEnvironment();
  const { CHROMIUM_PATH } = process.env;
  return Promise.all([
    examineNode(),
    examineData(dataFolder),
    examineDisk(dataFolder),
    examineMachine(),
    examineTesseract(),
    examineProgram("office", OFFICE),
    examineProgram("chromium", CHROMIUM_PATH ? [CHROMIUM_PATH, ...CHROMIUM] : CHROMIUM),
  ]);
}

export function isHealthy(diagnoses: readonly Diagnosis[]): boolean {
  return diagnoses.every(({ required, state }) => !required || state === "there");
}
