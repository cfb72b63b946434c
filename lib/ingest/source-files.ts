import { readdir, stat } from "node:fs/promises";
import { extname, join } from "node:path";

/** Files that stand beside reports and are none. */
const NOT_REPORTS = new Set([".css", ".json", ".md", ".ts"]);
/** What is not finished, or belongs to a program: downloads, locks of Office and WPS, folder views. */
const NO_DOCUMENT = /^(?:\.|~\$)|\.(?:part|crdownload|tmp)$|^(?:thumbs\.db|desktop\.ini|__macosx)$/i;
/** Where a browser or an office program puts the pictures and styles of a page it saves. */
const PAGE_PARTS = /^(?<page>.+)(?:_files|\.files)$/i;
const PAGES = [".html", ".htm", ".shtml", ".xhtml"];
const PART_OF_PAGE = /\.(?:css|js|png|jpe?g|gif|svg|ico|woff2?|ttf|webp)$/i;

const isReportName = (name: string): boolean =>
  !NO_DOCUMENT.test(name) && !NOT_REPORTS.has(extname(name).toLowerCase());

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
    if (entry.isFile() && isReportName(entry.name)) files.push(path);
    if (entry.isFile()) continue;
    const { kind, id } = await look(path);
    if (kind === "folder" && !entered.has(id) && !isPartsOfPage(entry.name, names)) {
      entered.add(id);
      for (const file of await listFolder(path, entered)) files.push(file);
    }
    if ((kind === "file" || kind === "lost") && isReportName(entry.name)) files.push(path);
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
