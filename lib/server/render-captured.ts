import { IncomingMessage, type ServerResponse } from "node:http";
import { type Captured, CapturedResponse } from "./captured-response.ts";
import { COMMON_HEADERS, pagePolicy } from "./security-headers.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Next is to answer whole and uncompressed, since the cache compresses and validates; and no body follows. */
const KEPT_FROM_NEXT = new Set([
  "if-none-match",
  "accept-encoding",
  "content-type",
  "content-length",
  "transfer-encoding",
  "expect",
]);

/** Addresses that know without being rendered whether a client holds their answer. */
const TELLS_UNCHANGED = /^\/(?:api\/v1\/|(?:en\/)?data\/)/;

export const tellsUnchanged = (url = ""): boolean => TELLS_UNCHANGED.test(url);

/** Lets `render` answer a GET of `path` as if `request` had asked for it; see CapturedResponse. */
export function renderCaptured(
  render: Handler,
  { socket, headers }: IncomingMessage,
  response: ServerResponse,
  path: string | undefined,
): Promise<Captured | undefined> {
  const isKept = (name: string) =>
    !KEPT_FROM_NEXT.has(name) || (name === "if-none-match" && tellsUnchanged(path));
  const asked = Object.fromEntries(Object.entries(headers).filter(([name]) => isKept(name)));
  const own = Object.assign(new IncomingMessage(socket), { method: "GET", url: path, headers: asked });
  own.push(null);
  const captured = new CapturedResponse(own, response);
  for (const [name, value] of Object.entries(COMMON_HEADERS)) captured.setHeader(name, value);
  render(own, captured).catch((error) => captured.destroy(error));
  return captured.captured;
}

export function isPage({ headers }: Captured): boolean {
  return String(headers["content-type"] ?? "").startsWith("text/html");
}

/** A page with the policy that names its scripts. */
export function withPolicy(captured: Captured): Captured {
  const { headers, body } = captured;
  if (!isPage(captured) || headers["content-security-policy"] !== undefined) return captured;
  return { ...captured, headers: { ...headers, "content-security-policy": pagePolicy(body) } };
}

const TRANSFER = new Set(["connection", "content-length", "date", "etag", "keep-alive", "transfer-encoding"]);

/** Headers that tell of the answer, not of the connection it came through. */
export function listOwnHeaders({ headers }: Captured): [string, string | number | string[]][] {
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined || TRANSFER.has(name) ? [] : [[name, value]],
  );
}
