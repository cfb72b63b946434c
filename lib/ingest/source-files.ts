import { readdir, stat } from "node:fs/promises";
import { extname, join } from "node:path";

/** Files that stand beside reports and are none. */
const NOT_REPORTS = new Set([".css", ".json", ".md", ".ts"]);

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

async function listFolder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const visible = entries.filter(({ name }) => !name.startsWith("."));
  const lists = visible
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(async (entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return listFolder(path);
      return NOT_REPORTS.has(extname(entry.name).toLowerCase()) ? [] : [path];
    });
  return (await Promise.all(lists)).flat();
}

/** Files as given, folders with all files below them. What does not exist stays in the list, to be reported. */
export async function listSourceFiles(paths: readonly string[]): Promise<string[]> {
  const lists = paths.map(async (path) => ((await isFolder(path)) ? listFolder(path) : [path]));
  return [...new Set((await Promise.all(lists)).flat())];
}
