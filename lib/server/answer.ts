import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from "node:http";
import type { Captured } from "./captured-response.ts";
import { addressOf } from "./client-address.ts";
import { KeptResponse } from "./kept-response.ts";
import {
  type Handler,
  isPage,
  listOwnHeaders,
  renderCaptured,
  tellsUnchanged,
  withPolicy,
} from "./render-captured.ts";
import { chooseEncoding, isCacheable, isPrivate, keyOf } from "./request-key.ts";
import type { ResponseCache } from "./response-cache.ts";
import { COMMON_HEADERS } from "./security-headers.ts";

/** Under this header the pages learn who asks; what a visitor writes there himself is replaced. */
const ADDRESS = "x-gongkai-address";
const LARGEST_KEPT = 2 * 1024 * 1024;

/** What Next says of every page that is rendered on request. */
const NEXT_DEFAULT = "private, no-cache, no-store, max-age=0, must-revalidate";

/** Whoever keeps an answer asks each time whether it is still true: data may change at any moment. */
const REVALIDATE = "public, max-age=0, must-revalidate";

/** Answers from the cache where it can; else lets `render` answer, and keeps that. */
export function answerWith(render: Handler, cache: ResponseCache<KeptResponse>): RequestListener {
  return (request, response) => {
    request.headers[ADDRESS] = addressOf(request);
    if (isPrivate(request)) {
      answerOne(request, response).catch((error) => fail(response, error));
      return;
    }
    if (!isCacheable(request)) {
      for (const [name, value] of Object.entries(COMMON_HEADERS)) response.setHeader(name, value);
      render(request, response).catch((error) => fail(response, error));
      return;
    }
    const key = keyOf(request);
    const kept = cache.get(key);
    if (kept) send(kept, key, request, response);
    else fill(key, request, response).catch((error) => fail(response, error));
  };

  function send(kept: KeptResponse, key: string, request: IncomingMessage, response: ServerResponse) {
    const grown = kept.send(request, response);
    if (grown !== false) {
      Promise.resolve(grown).then(
        () => cache.measure(key),
        (error) => fail(response, error),
      );
    }
  }

  async function fill(key: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    let own = false;
    const kept = await cache.fill(key, () => {
      own = true;
      return make(request, response);
    });
    if (kept) send(kept, key, request, response);
    else if (!own) await make(request, response).then((made) => made && send(made, key, request, response));
  }

  /** Renders for one visitor; nobody keeps the answer. */
  async function answerOne(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const captured = await finish(request, response);
    if (captured === undefined) return;
    const headers = { ...captured.headers, "cache-control": "private, no-store" };
    sendOnce({ ...captured, headers }, request, response);
  }

  /** Renders; answers what may be kept. What may not be kept is sent to this client at once. */
  async function make(request: IncomingMessage, response: ServerResponse): Promise<KeptResponse | undefined> {
    const finished = await finish(request, response);
    if (!finished) return undefined;
    if (mayBeKept(finished)) {
      const encoding = chooseEncoding(request.headers["accept-encoding"]);
      const { etag } = finished.headers;
      const own = tellsUnchanged(request.url) && typeof etag === "string" ? etag : undefined;
      return KeptResponse.keep(listHeaders(finished), finished.body, encoding, own);
    }
    sendOnce(finished, request, response);
    return undefined;
  }

  /** Renders a page as it is to be sent, with its policy. */
  async function finish(request: IncomingMessage, response: ServerResponse): Promise<Captured | undefined> {
    const captured = await renderCaptured(render, request, response, request.url);
    if (!captured) return undefined;
    const isMissing =
      isPage(captured) && (captured.status === 404 || request.url === notFoundPath(request.url));
    return withPolicy(isMissing ? await tellNotFound(captured, request, response) : captured);
  }

  /** Next leaves the page of a record that does not exist to the browser's scripts: a finished one takes its place. */
  async function tellNotFound(missing: Captured, request: IncomingMessage, response: ServerResponse) {
    const told = await renderCaptured(render, request, response, notFoundPath(request.url));
    return told?.status === 200 ? { ...told, status: 404 } : missing;
  }
}

/** The address of the page that says a record does not exist, in the language of the address asked for. */
function notFoundPath(url = ""): string {
  return /^\/en(?:[/?]|$)/.test(url) ? "/en/no-such-page" : "/no-such-page";
}

function mayBeKept({ status, headers, body }: Captured): boolean {
  if (status !== 200 || body.length > LARGEST_KEPT || headers["set-cookie"] !== undefined) return false;
  const control = String(headers["cache-control"] ?? "");
  return control === NEXT_DEFAULT || !/no-store|private/.test(control);
}

function listHeaders(captured: Captured): (readonly [string, string])[] {
  const list = listOwnHeaders(captured)
    .filter(([name]) => name !== "vary" && name !== "cache-control")
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => [name, String(one)] as const),
    );
  const { headers } = captured;
  const control = String(headers["cache-control"] ?? NEXT_DEFAULT);
  return [
    ...list,
    ["cache-control", control === NEXT_DEFAULT ? REVALIDATE : control],
    ["vary", joinVary(headers.vary)],
  ];
}

function joinVary(vary: OutgoingHttpHeaders["vary"]): string {
  const names = [vary ?? []].flat().flatMap((value) => String(value).toLowerCase().split(/,\s*/));
  return [...new Set([...names, "accept-encoding"])].join(", ");
}

function sendOnce(captured: Captured, request: IncomingMessage, response: ServerResponse) {
  const { status, body } = captured;
  const headers = { ...Object.fromEntries(listOwnHeaders(captured)), "content-length": body.length };
  response.writeHead(status, headers);
  response.end(request.method === "HEAD" ? undefined : body);
}

function fail(response: ServerResponse, error: unknown): void {
  console.error(error);
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { "content-type": "text/plain; charset=utf-8" }).end("500");
}
