import { createHash } from "node:crypto";

/** Headers of every answer. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
};

const INLINE_SCRIPT = /<script(?<attributes>[^>]*)>(?<source>[\s\S]*?)<\/script>/g;

/** Hashes of the inline scripts of a finished page, in the order of their first appearance. */
export function listScriptHashes(html: string): string[] {
  const hashes = new Set<string>();
  for (const { groups } of html.matchAll(INLINE_SCRIPT)) {
    const { attributes = "", source = "" } = groups ?? {};
    if (/\ssrc=/.test(attributes) || source === "") continue;
    hashes.add(`'sha256-${createHash("sha256").update(source).digest("base64")}'`);
  }
  return [...hashes];
}

/**
 * The content security policy of a page. A kept page cannot carry a fresh nonce, so its own scripts are named by
 * their hashes. Styles in attributes are drawn by React and the charts.
 */
export function pagePolicy(html: string): string {
  return [
    "default-src 'self'",
    ["script-src 'self'", ...listScriptHashes(html)].join(" "),
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
