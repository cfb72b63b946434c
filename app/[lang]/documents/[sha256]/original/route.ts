import { errorResponse } from "@/lib/errors.ts";
import { findOriginal } from "../find-original.ts";

interface Route {
  readonly params: Promise<{ readonly sha256: string }>;
}

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  text: "text/plain",
  csv: "text/csv",
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  doc: "application/msword",
  rtf: "application/rtf",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  xls: "application/vnd.ms-excel",
  mht: "multipart/related",
};
/** What a browser shows by itself; everything else is handed over to be saved. */
const SHOWN = new Set(["html", "text", "csv", "pdf"]);

/** RFC 5987: the name in UTF-8, and a plain one for those who cannot read it. */
function disposition(name: string, shown: boolean): string {
  const plain = name.replace(/[^\w.-]+/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return `${shown ? "inline" : "attachment"}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/** The bytes exactly as received, sandboxed. */
export async function GET(_request: Request, { params }: Route): Promise<Response> {
  const found = await findOriginal((await params).sha256);
  if (!found?.bytes) return errorResponse(404, "document-unknown", "No document with this hash is held");
  const { document, bytes } = found;
  const type = TYPES[document.format] ?? "application/octet-stream";
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type":
        type.startsWith("text/") && document.charset ? `${type}; charset=${document.charset}` : type,
      // A sandbox would keep the browser's own viewer from showing a PDF.
      "content-security-policy": `${document.format === "pdf" ? "" : "sandbox; "}default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'`,
      "content-disposition": disposition(document.fileName, SHOWN.has(document.format)),
      "x-content-type-options": "nosniff",
    },
  });
}
