import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from "node:http";
import type { Language } from "../catalog/schema.ts";
import { errorBody } from "../errors.ts";
import type { FileReading } from "../ingest/file-reading.ts";
import type { ReadOutput } from "../ingest/read-output.ts";
import { LARGEST_HANDED_IN, type Precheck, type Refusal, showingPrecheck } from "../precheck.ts";
import { addressOf } from "./client-address.ts";
import { drain, type HandedInFile, isFromOtherSite, takeFile } from "./handed-in.ts";
import { type Handler, listOwnHeaders, renderCaptured, withPolicy } from "./render-captured.ts";
import { COMMON_HEADERS } from "./security-headers.ts";
import { openTurnstile, type TurnstileLimits } from "./turnstile.ts";

/**
 * `POST /check`: reads the file of a form and answers with the page that shows it, or with its figures as JSON. Nothing
 * of it is kept, neither by this server nor by caches: the body is taken apart in memory, the answer is `no-store`.
 */

export interface PrecheckReader {
  readonly read: (file: HandedInFile) => Promise<FileReading>;
  readonly view: (reading: FileReading, bytes: number) => Promise<Precheck>;
  readonly describe: (reading: FileReading, language: Language) => readonly ReadOutput[];
}

const LIMITS: TurnstileLimits = { atOnce: 6, atOnceFromOne: 2, often: 30, windowMs: 600_000 };
const WAIT_SECONDS = { busy: 15, "too-often": 600 } as const;

const STATUS: Readonly<Record<Refusal, number>> = {
  "no-file": 400,
  "several-files": 400,
  "too-large": 413,
  "form-damaged": 400,
  "other-site": 403,
  "too-often": 429,
  busy: 503,
  archive: 415,
};

/** In words for programs; pages have their own. */
const MESSAGES: Readonly<Record<Refusal, string>> = {
  "no-file": "The form holds no file",
  "several-files": "The form holds several files: send one",
  "too-large": `The file is larger than ${LARGEST_HANDED_IN} bytes`,
  "form-damaged": "The body is no whole multipart/form-data",
  "other-site": "The form was sent from a page of another site",
  "too-often": "Too many files from this address",
  busy: "Too many files are being read",
  archive: "An archive: send the report in it",
};

/** What the content of a file, known by its first bytes, makes of the answer. */
const NO_KIND = new Set(["file-binary", "format-unsupported"]);

const ADDRESS = /^(?<prefix>\/en)?\/check(?<json>\/data\.json)?(?:\?|$)/;

export function withPrecheck(
  others: RequestListener,
  render: Handler,
  reader: PrecheckReader,
  limits = LIMITS,
): RequestListener {
  const turnstile = openTurnstile(limits);

  return (request, response) => {
    const place = request.method === "POST" ? ADDRESS.exec(request.url ?? "")?.groups : undefined;
    if (place === undefined) return others(request, response);
    const language: Language = place.prefix === undefined ? "zh" : "en";
    const answer = place.json === undefined ? answerPage : answerJson;
    answer(request, response, language).catch((error) => {
      console.error(error);
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { "content-type": "text/plain; charset=utf-8" }).end("500");
    });
  };

  /** Reads what was sent, one visitor's turn at a time. */
  async function read(
    request: IncomingMessage,
  ): Promise<{ readonly reading: FileReading; readonly bytes: number } | Refusal> {
    if (isFromOtherSite(request)) return "other-site";
    const leave = turnstile.enter(addressOf(request));
    if (typeof leave === "string") return leave;
    try {
      const file = await takeFile(request);
      if (typeof file === "string") return file;
      const reading = await reader.read(file);
      return reading.state === "archive" ? "archive" : { reading, bytes: file.bytes.length };
    } finally {
      leave();
    }
  }

  async function answerPage(request: IncomingMessage, response: ServerResponse, language: Language) {
    const outcome = await read(request);
    const precheck =
      typeof outcome === "string" ? refuse(outcome) : await reader.view(outcome.reading, outcome.bytes);
    const path = language === "en" ? "/en/check" : "/check";
    const page = await showingPrecheck(precheck, () => renderCaptured(render, request, response, path));
    if (page === undefined) throw new Error("The page of the pre-check was not rendered whole");
    const finished = withPolicy(page);
    const status = finished.status === 200 ? statusOf(precheck) : finished.status;
    send(request, response, status, Object.fromEntries(listOwnHeaders(finished)), finished.body);
  }

  async function answerJson(request: IncomingMessage, response: ServerResponse, language: Language) {
    const outcome = await read(request);
    const isRefused = typeof outcome === "string";
    const status = isRefused ? STATUS[outcome] : 200;
    const body = isRefused
      ? errorBody(status, outcome, MESSAGES[outcome])
      : reader.describe(outcome.reading, language);
    const headers = { ...COMMON_HEADERS, "content-type": "application/json" };
    send(request, response, status, headers, Buffer.from(JSON.stringify(body)));
  }
}

function refuse(why: Refusal): Precheck {
  const limit = { megabytes: LARGEST_HANDED_IN / 1024 / 1024 };
  return { kind: "refused", why, parameters: limit };
}

function statusOf(precheck: Precheck): number {
  if (precheck.kind === "refused") return STATUS[precheck.why];
  if (precheck.reports.length > 0) return 200;
  return precheck.findings.some(({ code }) => NO_KIND.has(code)) ? 415 : 422;
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders,
  body: Buffer,
): void {
  const wait = status === 429 ? WAIT_SECONDS["too-often"] : status === 503 ? WAIT_SECONDS.busy : undefined;
  const head: OutgoingHttpHeaders = {
    ...headers,
    "cache-control": "no-store",
    "content-length": body.length,
  };
  if (wait !== undefined) head["retry-after"] = String(wait);
  // A connection with half a body in it cannot be used again.
  if (!request.complete) head.connection = "close";
  response.writeHead(status, head);
  response.end(body);
  if (!request.complete) drain(request);
}
