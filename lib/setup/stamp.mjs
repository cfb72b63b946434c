import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/**
 * Hash over names and contents of files and folders (recursive), so that a step runs only when what it rests
 * on has changed. Paths that do not exist count as absent.
 * @param {string} root
 * @param {readonly string[]} paths relative to `root`
 * @param {readonly string[]} [without] relative paths left out
 */
export function hashPaths(root, paths, without = []) {
  const hash = createHash("sha256");
  const add = (path) => {
    const name = relative(root, path).split(sep).join("/");
    if (without.includes(name) || !existsSync(path)) return;
    if (statSync(path).isDirectory()) {
      for (const entry of readdirSync(path).sort()) add(join(path, entry));
      return;
    }
    hash.update(`${name}\0`).update(readFileSync(path)).update("\0");
  };
  for (const path of paths) add(join(root, path));
  return hash.digest("hex");
}

/**
 * @param {string} file
 * @param {string} stamp
 */
export function isStamped(file, stamp) {
  return existsSync(file) && readFileSync(file, "utf8") === stamp;
}

/**
 * @param {string} file
 * @param {string} stamp
 */
export function writeStamp(file, stamp) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stamp);
}
