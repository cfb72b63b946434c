import { createHash } from "node:crypto";

/** Headers of every answer. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
};

const SCRIPT = /<script(?<attributes>[^>]*)>(?<source>[\s\S]*?)<\/script>/dg;

/** Hashes of the inline scripts of a finished page, in the order of their first appearance. */
export function listScriptHashes(page: Buffer): string[] {
  const hashes = new Set<string>();
  // One character a byte: positions in the string are positions in the page, and nothing is decoded.
  for (const { groups, indices } of page.toString("latin1").matchAll(SCRIPT)) {
    const [start, end] = indices?.groups?.source ?? [0, 0];
    if (start === end || /\ssrc=/.test(groups?.attributes ?? "")) continue;
    const hash = createHash("sha256").update(page.subarray(start, end)).digest("base64");
    hashes.add(`'sha256-${hash}'`);
  }
  return [...hashes];
}

/**
 * The content security policy of a page. A kept page cannot carry a fresh nonce, so its own scripts are named by
 * their hashes. Styles in attributes are drawn by React and the charts.
 */
export function pagePolicy(page: Buffer): string {
  return [
    "default-src 'self'",
    ["script-src 'self'", ...listScriptHashes(page)].join(" "),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "frame-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
