import { readFileSync } from "node:fs";

const messages = JSON.parse(readFileSync(new URL("./messages.json", import.meta.url), "utf8"));

/**
 * A sentence of messages.json in both languages, Chinese first, one line each.
 * @param {string} key
 * @param {Record<string, string | number>} [parameters]
 */
export function sentence(key, parameters = {}) {
  const { zh, en } = messages[key];
  const lines = zh === en ? [zh] : [zh, en];
  return lines
    .map((line) => line.replace(/\{(\w+)\}/g, (whole, name) => parameters[name] ?? whole))
    .join("\n");
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [parameters]
 */
export function say(key, parameters) {
  console.log(sentence(key, parameters));
}

/**
 * Says why the command cannot go on, and ends it with exit code 1.
 * @param {string} key
 * @param {Record<string, string | number>} [parameters]
 * @returns {never}
 */
export function fail(key, parameters) {
  console.error(sentence(key, parameters));
  process.exit(1);
}
