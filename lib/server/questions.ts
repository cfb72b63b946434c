import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from "node:http";
import { ASK_PATH, askPath, parseCellAddress } from "../asking/cell-address.ts";
import { type AskRefusal, judgeQuestion, type TakenQuestion, typedOf } from "../asking/rules.ts";
import { showingRefused } from "../asking/showing.ts";
import { isFromHere } from "../from-here.ts";
import { addressOf } from "./client-address.ts";
import { drain, receive } from "./handed-in.ts";
import { type Handler, listOwnHeaders, renderCaptured, withPolicy } from "./render-captured.ts";
import { openTurnstile, type TurnstileLimits } from "./turnstile.ts";

/**
 * `POST /questions/ask`: enters what a reader doubts and leads to the page on which its state can be followed. What is
 * not taken is shown again as it was filled in, with the reason; it is kept nowhere. Nobody needs to be signed in, and
 * nothing but the queue of the desk is written.
 */

export interface QuestionDesk {
  readonly enter: (
    question: TakenQuestion,
    at: Date,
  ) => { readonly number: number } | "no-cell" | "full-today";
}

/** Forms sent, taken or not: of the mistyped, too, there are few. */
const LIMITS: TurnstileLimits = { atOnce: 20, atOnceFromOne: 3, often: 10, windowMs: 3_600_000 };
const LARGEST_FORM = 32 * 1024;

const STATUS: Partial<Readonly<Record<AskRefusal, number>>> = {
  "other-site": 403,
  forged: 403,
  trap: 403,
  "no-cell": 404,
  "form-damaged": 400,
  "too-often": 429,
  "full-today": 429,
};
const BY_RULE = 422;
const WAIT_SECONDS = 3600;

const ADDRESS = /^(?<prefix>\/en|\/zh)?\/questions\/ask(?:\?|$)/;

async function readFields(request: IncomingMessage): Promise<Readonly<Record<string, string>> | undefined> {
  const type = request.headers["content-type"] ?? "";
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) return undefined;
  const body = await receive(request, LARGEST_FORM);
  return typeof body === "string"
    ? undefined
    : Object.fromEntries(new URLSearchParams(body.toString("utf8")));
}

export function withQuestions(
  others: RequestListener,
  render: Handler,
  desk: QuestionDesk,
  {
    limits = LIMITS,
    now = Date.now,
  }: { readonly limits?: TurnstileLimits; readonly now?: () => number } = {},
): RequestListener {
  const turnstile = openTurnstile(limits, now);

  return (request, response) => {
    const place = request.method === "POST" ? ADDRESS.exec(request.url ?? "")?.groups : undefined;
    if (place === undefined) return others(request, response);
    answer(request, response, place.prefix === "/en" ? "/en" : "").catch((error) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { "content-type": "text/plain; charset=utf-8" }).end("500");
    });
  };

  /** What becomes of a form. */
  function decide(
    request: IncomingMessage,
    fields: Readonly<Record<string, string>>,
  ): { readonly number: number } | AskRefusal {
    const { origin, host, "sec-fetch-site": site } = request.headers;
    if (!isFromHere({ origin, host, site })) return "other-site";
    const leave = turnstile.enter(addressOf(request));
    if (typeof leave === "string") return "too-often";
    try {
      const judged = judgeQuestion(fields, now());
      return typeof judged === "string" ? judged : desk.enter(judged, new Date(now()));
    } finally {
      leave();
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse, prefix: string): Promise<void> {
    const fields = await readFields(request);
    const decided = fields === undefined ? "form-damaged" : decide(request, fields);
    if (typeof decided !== "string") {
      const location = `${prefix}/questions/${decided.number}?sent=yes`;
      response.writeHead(303, { location, "cache-control": "no-store", "content-length": 0 }).end();
      return;
    }
    const cell = parseCellAddress(fields);
    const status = STATUS[decided] ?? BY_RULE;
    const refused = { why: decided, typed: typedOf(fields ?? {}) };
    const path = cell === undefined ? ASK_PATH : askPath(cell);
    const page = await showingRefused(refused, () =>
      renderCaptured(render, request, response, `${prefix}${path}`),
    );
    if (page === undefined) throw new Error("The form of a question was not rendered whole");
    const finished = withPolicy(page);
    const own = Object.fromEntries(listOwnHeaders(finished));
    send(request, response, finished.status === 200 ? status : finished.status, own, finished.body);
  }
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: Buffer,
): void {
  const head: OutgoingHttpHeaders = {
    ...headers,
    "cache-control": "no-store",
    "content-length": body.length,
  };
  if (status === 429) head["retry-after"] = String(WAIT_SECONDS);
  // A connection with half a body in it cannot be used again.
  if (!request.complete) head.connection = "close";
  response.writeHead(status, head);
  response.end(body);
  if (!request.complete) drain(request);
}
