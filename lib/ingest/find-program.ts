import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";

const ENDINGS = process.platform === "win32" ? [".exe", ".cmd", ".bat"] : [""];

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** The first of these programs that can be started: names are looked for on PATH, in its order. */
export async function findProgram(names: readonly string[]): Promise<string | undefined> {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const files = names.flatMap((name) =>
    isAbsolute(name)
      ? [name]
      : folders.flatMap((folder) => ENDINGS.map((ending) => join(folder, name + ending))),
  );
  for (const file of files) if (await isExecutable(file)) return file;
  return undefined;
}
