import { getDatabase } from "@/db/index.ts";
import { listMarkedCells } from "@/db/queries/marked-cells.ts";
import { errorResponse } from "@/lib/errors.ts";
import { viewOriginal } from "@/lib/exports/original-view.ts";
import { findOriginal } from "../find-original.ts";

interface Route {
  readonly params: Promise<{ readonly sha256: string }>;
}

/** The document as it can be shown beside the form: `#cell-<table>-<row>-<column>` points at a cell. */
export async function GET(_request: Request, { params }: Route): Promise<Response> {
  const { sha256 } = await params;
  const found = await findOriginal(sha256);
  if (!found?.bytes) return errorResponse(404, "document-unknown", "No document with this hash is held");
  const { document, bytes } = found;
  const cells = await listMarkedCells(getDatabase(), sha256);
  return new Response(viewOriginal({ bytes, format: document.format, name: document.fileName, cells }), {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
      "x-content-type-options": "nosniff",
    },
  });
}
