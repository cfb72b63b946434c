import { isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { listMarkedCells } from "@/db/queries/marked-cells.ts";
import { readReading } from "@/db/readings.ts";
import { getEnvironment } from "@/lib/env.ts";
import { errorResponse } from "@/lib/errors.ts";
import { viewOriginal } from "@/lib/exports/original-view.ts";
import { findOriginal } from "../find-original.ts";

interface Route {
  readonly params: Promise<{ readonly lang: string; readonly sha256: string }>;
}

/** The document as it can be shown beside the form: `#cell-<table>-<row>-<column>` points at a cell. */
export async function GET(_request: Request, { params }: Route): Promise<Response> {
  const { lang, sha256 } = await params;
  const found = await findOriginal(sha256);
  if (!found?.bytes) return errorResponse(404, "document-unknown", "No document with this hash is held");
  const { document, bytes } = found;
  const cells = await listMarkedCells(getDatabase(), sha256);
  const { page, unread } = messages(isLanguage(lang) ? lang : "zh").documents.reading;
  const view = viewOriginal({
    bytes,
    format: document.format,
    reading: readReading(getEnvironment().dataFolder, sha256),
    words: { page, unread },
    name: document.fileName,
    cells,
  });
  return new Response(view, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      "x-content-type-options": "nosniff",
    },
  });
}
