import { fail } from "./say.mjs";

/**
 * The range of package.json, engines.node: >=20.19 <21 || >=22.12.
 * @param {string} version e.g. "20.19.2"
 */
export function isSupported(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
}

/** Ends with a sentence where this Node cannot run the project. */
export function requireNode() {
  if (!isSupported(process.versions.node)) fail("node-version", { version: process.version });
}
