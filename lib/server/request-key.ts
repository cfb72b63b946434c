import type { IncomingMessage } from "node:http";

export type Encoding = "br" | "gzip" | "identity";

const SESSION = /(?:^|;\s*)gongkai-session=/;

const DESK = /^\/(?:en\/|zh\/)?desk(?:[/?]|$)/;

/** The form of a question bears a token of the moment. */
const ASKING = /^\/(?:en\/|zh\/)?questions\/ask(?:[/?]|$)/;

/** Longer addresses are answered but not kept: a key must not cost more than its page. */
const LONGEST_ADDRESS = 4096;

/** Requests of Next's router inside a page: the same address, another body. */
const ROUTER_HEADERS = [
  "rsc",
  "next-router-state-tree",
  "next-router-prefetch",
  "next-router-segment-prefetch",
];

/** Whether an answer can be taken whole: not those to partial requests and to the router's own. */
function isWhole({ method, headers }: IncomingMessage): boolean {
  if (method !== "GET" && method !== "HEAD") return false;
  return headers.range === undefined && ROUTER_HEADERS.every((name) => headers[name] === undefined);
}

/** Whether the answer is for one visitor alone, and for nobody to keep: whoever is signed in, the desk, forms that bear a token. */
function isForOne({ url = "", headers }: IncomingMessage): boolean {
  return DESK.test(url) || ASKING.test(url) || (headers.cookie !== undefined && SESSION.test(headers.cookie));
}

/** Whether the answer depends on the address alone. */
export function isCacheable(request: IncomingMessage): boolean {
  const { url = "", headers } = request;
  if (url.length > LONGEST_ADDRESS || headers.authorization !== undefined) return false;
  return isWhole(request) && !isForOne(request);
}

/** Whether a page is to be finished as those of the cache are, though it is sent to one visitor only. */
export function isPrivate(request: IncomingMessage): boolean {
  return isWhole(request) && isForOne(request);
}

/**
 * Host, path and query with its parameters in order of their names; parameters of one name keep their order.
 * The host is part of it because a page may print it.
 */
export function keyOf({ url = "", headers }: IncomingMessage): string {
  const host = headers.host ?? "";
  const mark = url.indexOf("?");
  if (mark < 0) return `${host} ${url}`;
  const query = new URLSearchParams(url.slice(mark + 1));
  query.sort();
  return `${host} ${url.slice(0, mark)}?${query}`;
}

/** The best encoding a client takes; `q=0` refuses one (RFC 9110, 12.5.3). */
export function chooseEncoding(accepted: string | undefined): Encoding {
  if (accepted === undefined) return "identity";
  return accepts(accepted, "br") ? "br" : accepts(accepted, "gzip") ? "gzip" : "identity";
}

function accepts(accepted: string, encoding: string): boolean {
  if (!accepted.includes(encoding)) return false;
  const offer = accepted.split(",").find((part) => part.trim().split(";")[0]?.trim() === encoding);
  return offer !== undefined && !/;\s*q=0(?:\.0*)?\s*$/.test(offer);
}

/** Whether a validator the client holds is the one we would send (RFC 9110, 13.1.2). */
export function isHeldByClient(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch === "*" || ifNoneMatch.split(",").some((tag) => tag.trim().replace(/^W\//, "") === etag);
}
