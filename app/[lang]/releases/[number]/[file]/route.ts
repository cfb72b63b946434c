import { createReadStream, statSync } from "node:fs";
import { Readable } from "node:stream";
import { markedName } from "@/app/_components/demonstration-note.ts";
import { isUnchanged } from "@/app/_components/validator.ts";
import { fill, isLanguage, messages } from "@/app/_messages/messages.ts";
import { isThere, placeOf, type ReleaseFile } from "@/db/release-files.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { getEnvironment } from "@/lib/env.ts";
import { errorResponse } from "@/lib/errors.ts";
import { requireReleaseFiles } from "../../release-files.ts";

interface Props {
  readonly params: Promise<{ readonly lang: string; readonly number: string; readonly file: string }>;
}

/** They never change, whatever is released later. */
const UNCHANGING = "public, max-age=31536000, immutable";

/** `/releases/3/2022.zip`, and their hashes as `sha256sum -c` reads them: `/releases/3/SHA256SUMS`. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { lang: asked, number, file } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const isNumber = /^[1-9]\d{0,8}$/.test(number);
  const files = (isNumber ? await requireReleaseFiles(Number(number)) : undefined)?.filter(
    (one) => one.lang === lang,
  );
  if (file === "SHA256SUMS" && files !== undefined) return sumsOf(files);
  const found = files?.find(({ year }) => file === `${year}.zip`);
  if (found === undefined)
    return errorResponse(404, "no-such-file", fill(messages(lang).releases.files.none, { file, number }));
  if (!isThere(getEnvironment().dataFolder, found)) {
    const { sha256 } = found;
    return errorResponse(
      410,
      "file-lost",
      fill(messages(lang).releases.files.lost, { file, number, sha256 }),
    );
  }
  return answerFile(request, found, lang);
}

const nameOf = ({ year, since }: ReleaseFile): string =>
  `${markedName(`gongkai-${year}-release-${since}`)}.zip`;

function sumsOf(files: readonly ReleaseFile[]): Response {
  const lines = files.map((file) => `${file.sha256}  ${nameOf(file)}\n`);
  return new Response(lines.join(""), {
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": UNCHANGING },
  });
}

function answerFile(request: Request, file: ReleaseFile, lang: Language): Response {
  const etag = `"${file.sha256}"`;
  const headers = { etag, "cache-control": UNCHANGING, "access-control-allow-origin": "*" };
  if (isUnchanged(request, etag)) return new Response(null, { status: 304, headers });
  const place = placeOf(getEnvironment().dataFolder, file.sha256);
  const body = Readable.toWeb(createReadStream(place)) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: {
      ...headers,
      "content-type": "application/zip",
      "content-language": lang,
      "content-length": String(statSync(place).size),
      "content-disposition": `attachment; filename="${nameOf(file)}"`,
    },
  });
}
