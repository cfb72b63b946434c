import {
  type Admitted,
  admit,
  type DeskProps,
  goTo,
  isScripted,
  languageOf,
  refuse,
} from "@/app/_desk/admit.ts";
import { batchOf, batchPage } from "@/app/_desk/batch-of.ts";
import { messages } from "@/app/_messages/messages.ts";
import { type BatchView, handles } from "@/db/desk/batches.ts";
import { type Received, receiveFile } from "@/db/desk/receive.ts";
import { isFormToken } from "@/db/desk/sessions.ts";
import { BrokenForm, findBoundary, type Part, readParts } from "@/lib/desk/multipart.ts";
import { getEnvironment } from "@/lib/env.ts";
import { errorResponse } from "@/lib/errors.ts";

const LONGEST_FIELD = 4096;

async function readField({ body }: Part): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length <= LONGEST_FIELD) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

type Taken =
  | { readonly received: readonly Received[] }
  | { readonly problem: "bad-form" | "batch-closed" | "batch-full" };

/** Takes the files of a form one after the other; those that arrived whole stay, however the form ends. */
async function takeFiles(parts: AsyncIterable<Part>, batch: BatchView, admitted: Admitted): Promise<Taken> {
  const { db, token, write } = admitted;
  const received: Received[] = [];
  let isTrusted = false;
  let path: string | undefined;
  try {
    for await (const part of parts) {
      if (part.name === "token") isTrusted = isFormToken(await readField(part), token);
      else if (!isTrusted) return { problem: "bad-form" };
      else if (part.name === "path") path = await readField(part);
      else if (part.fileName) {
        const upload = { batch: batch.key, path: path || part.fileName, body: part.body };
        path = undefined;
        const at = new Date().toISOString();
        const answer = await receiveFile(db, getEnvironment().dataFolder, { ...upload, at });
        if (answer === "batch-closed" || answer === "batch-full") return { problem: answer };
        if (answer === "no-name") continue;
        received.push(answer);
        write((note) => {
          const { path: name, sha256, state, findings } = answer;
          const subject = `batch ${batch.key}`;
          if (state === "waiting") note("file-received", subject, { name, sha256 });
          else note("file-refused", subject, { name, why: findings.map(({ code }) => code) });
        });
      }
    }
  } catch (error) {
    if (!(error instanceof BrokenForm)) throw error;
  }
  return { received };
}

/** Takes files into a batch: many by a form, one at a time by the script of the page. */
export async function POST(request: Request, props: DeskProps): Promise<Response> {
  const lang = await languageOf(props);
  const params = await props.params;
  const page = batchPage(params);
  const admitted = await admit(request, lang, "edit", page);
  if (admitted instanceof Response) return admitted;
  const boundary = findBoundary(request.headers.get("content-type"));
  if (boundary === undefined || request.body === null) return refuse(request, lang, "bad-form", page);
  const batch = batchOf(admitted.db, admitted.user, params.key);
  if (batch === undefined || !handles(admitted.user, batch))
    return refuse(request, lang, "not-allowed", page);
  const taken = await takeFiles(readParts(request.body, boundary), batch, admitted);
  if ("problem" in taken) {
    const { problem } = taken;
    if (problem === "bad-form") return refuse(request, lang, problem, page);
    return isScripted(request)
      ? errorResponse(409, problem, messages(lang).desk.problems[problem])
      : goTo(lang, `${page}?problem=${problem}`);
  }
  const { received } = taken;
  if (isScripted(request)) return Response.json({ received }, { headers: { "cache-control": "no-store" } });
  return goTo(lang, `${page}?${received.length > 0 ? "done=files-received" : "problem=no-files"}`);
}
