import type { IncomingMessage } from "node:http";
import { LARGEST_HANDED_IN, type Refusal } from "../precheck.ts";

/** One file sent by a form, taken apart in memory. */
export interface HandedInFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a form adds: its boundaries, names and other fields. */
const FORM_OVERHEAD = 64 * 1024;
const LARGEST_BODY = LARGEST_HANDED_IN + FORM_OVERHEAD;
const SENDING_MS = 120_000;
/** What is still taken from a client that is told no: most show an answer only after they have sent everything. */
const MOST_DRAINED = 10 * LARGEST_BODY;

/** Whether a page of another site sent the request; programs that say nothing of it are not browsers. */
export function isFromOtherSite({ headers }: IncomingMessage): boolean {
  const { origin, host = "", "sec-fetch-site": site } = headers;
  if (site !== undefined) return site !== "same-origin" && site !== "none";
  if (origin === undefined) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}

/** Takes the rest of a body that nobody wants, up to a limit. */
export function drain(request: IncomingMessage): void {
  let taken = 0;
  request.on("data", (part: Buffer) => {
    taken += part.length;
    if (taken > MOST_DRAINED) request.destroy();
  });
  request.on("error", () => {});
  request.resume();
}

/** The whole body, given up as soon as it is known to be too large. */
export function receive(
  request: IncomingMessage,
  largest: number,
): Promise<Buffer | "too-large" | "form-damaged"> {
  if (Number(request.headers["content-length"] ?? 0) > largest) return Promise.resolve("too-large");
  return new Promise((done) => {
    const parts: Buffer[] = [];
    let size = 0;
    const late = setTimeout(() => finish("form-damaged"), SENDING_MS);
    const take = (part: Buffer) => {
      size += part.length;
      if (size > largest) finish("too-large");
      else parts.push(part);
    };
    const end = () => finish(Buffer.concat(parts));
    const fail = () => finish("form-damaged");
    function finish(outcome: Buffer | "too-large" | "form-damaged") {
      clearTimeout(late);
      request.off("data", take).off("end", end).off("error", fail).off("close", fail);
      done(outcome);
    }
    request.on("data", take).on("end", end).on("error", fail).on("close", fail);
  });
}

/** The one file of a form (multipart/form-data, RFC 7578), or why there is none. */
export async function takeFile(request: IncomingMessage): Promise<HandedInFile | Refusal> {
  const type = request.headers["content-type"] ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type)) return "form-damaged";
  const body = await receive(request, LARGEST_BODY);
  if (typeof body === "string") return body;
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(body), { headers: { "content-type": type } }).formData();
  } catch {
    return "form-damaged";
  }
  const files = [...form.values()].flatMap((value) => (typeof value === "string" ? [] : [value]));
  const [file, ...more] = files.filter(({ name, size }) => name !== "" || size > 0);
  if (file === undefined) return "no-file";
  if (more.length > 0) return "several-files";
  if (file.size > LARGEST_HANDED_IN) return "too-large";
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}
