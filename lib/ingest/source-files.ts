import { readdir, readFile, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { decodeText } from "../documents/charset.ts";
import { LARGEST_TEXT } from "../documents/limits.ts";
import { mentionsDisclosure } from "../recognition/report-words.ts";

/** Files that stand beside reports and are none. */
const NOT_REPORTS = new Set([".css", ".json", ".ts"]);
/** Reports and the documents of a program alike: what a file says decides. */
const MARKDOWN = new Set([".md", ".markdown"]);
const DOCUMENTS_OF_PROGRAMS =
  /^(?:readme|licen[cs]e|changelog|changes|contributing|code[_-]of[_-]conduct|security|authors|notice|history)(?:[._-].*)?$/i;
/** What is not finished, or belongs to a program: downloads, locks of Office and WPS, folder views. */
const NO_DOCUMENT = /^(?:\.|~\$)|\.(?:part|crdownload|tmp)$|^(?:thumbs\.db|desktop\.ini|__macosx)$/i;
/** Where a browser or an office program puts the pictures and styles of a page it saves. */
const PAGE_PARTS = /^(?<page>.+)(?:_files|\.files)$/i;
const PAGES = [".html", ".htm", ".shtml", ".xhtml"];
const PART_OF_PAGE = /\.(?:css|js|png|jpe?g|gif|svg|ico|woff2?|ttf|webp)$/i;

const isMarkdown = (name: string): boolean => MARKDOWN.has(extname(name).toLowerCase());

const isReportName = (name: string): boolean =>
  !NO_DOCUMENT.test(name) &&
  !NOT_REPORTS.has(extname(name).toLowerCase()) &&
  !(isMarkdown(name) && DOCUMENTS_OF_PROGRAMS.test(basename(name, extname(name))));

/** Whether a member of an archive may be a report, by its path and, of Markdown, by what it says. */
export function isReportMember({
  name,
  bytes,
}: {
  readonly name: string;
  readonly bytes: Uint8Array;
}): boolean {
  return isReportPath(name) && (!isMarkdown(name) || mentionsDisclosure(decodeText(bytes).text));
}

/** Whether a file that lies in a folder may be a report; what cannot be opened or is too large stays, to be reported. */
async function mayBeReport(path: string): Promise<boolean> {
  if (!isReportName(basename(path))) return false;
  if (!isMarkdown(path)) return true;
  try {
    const { size } = await stat(path);
    return size > LARGEST_TEXT || mentionsDisclosure(decodeText(await readFile(path)).text);
  } catch {
    return true;
  }
}

/** Whether a member of an archive may be a report; its path has `/`. */
export function isReportPath(path: string): boolean {
  const parts = path.split("/");
  const isPart = parts.slice(0, -1).some((folder) => PAGE_PARTS.test(folder)) && PART_OF_PAGE.test(path);
  return !isPart && parts.every((part) => !NO_DOCUMENT.test(part)) && isReportName(parts.at(-1) ?? "");
}

function isPartsOfPage(folder: string, names: ReadonlySet<string>): boolean {
  const page = PAGE_PARTS.exec(folder)?.groups?.page;
  return page !== undefined && PAGES.some((ending) => names.has(`${page}${ending}`.toLowerCase()));
}

type Kind = "folder" | "file" | "other" | "lost";

/** Kind and, of a folder, what tells it from others when links lead to it twice. */
async function look(path: string): Promise<{ readonly kind: Kind; readonly id: string }> {
  try {
    const found = await stat(path, { bigint: true });
    const kind = found.isDirectory() ? "folder" : found.isFile() ? "file" : "other";
    return { kind, id: `${found.dev}:${found.ino}` };
  } catch {
    return { kind: "lost", id: "" };
  }
}

async function listFolder(folder: string, entered: Set<string>): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) return [folder];
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (NO_DOCUMENT.test(entry.name)) continue;
    if (entry.isFile() && (await mayBeReport(path))) files.push(path);
    if (entry.isFile()) continue;
    const { kind, id } = await look(path);
    if (kind === "folder" && !entered.has(id) && !isPartsOfPage(entry.name, names)) {
      entered.add(id);
      for (const file of await listFolder(path, entered)) files.push(file);
    }
    if ((kind === "file" || kind === "lost") && (await mayBeReport(path))) files.push(path);
  }
  return files;
}

/**
 * Files as given, folders with all files below them; a folder to which links lead is read once. What does not exist
 * and folders that cannot be read stay in the list, to be reported.
 */
export async function listSourceFiles(paths: readonly string[]): Promise<string[]> {
  const entered = new Set<string>();
  const files = new Set<string>();
  for (const path of paths) {
    const { kind, id } = await look(path);
    if (kind !== "folder") files.add(path);
    if (kind !== "folder" || entered.has(id)) continue;
    entered.add(id);
    for (const file of await listFolder(path, entered)) files.add(file);
  }
  return [...files];
}
