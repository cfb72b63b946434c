import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { MOST_PIXELS } from "../limits.ts";

/** The decoder of PDF files: no network, no system font, no script. */

export type Pdfjs = typeof import("pdfjs-dist/legacy/build/pdf.mjs");
export type PdfDocument = Awaited<ReturnType<Pdfjs["getDocument"]>["promise"]>;
export type PdfPage = Awaited<ReturnType<PdfDocument["getPage"]>>;

/** Pictures with more pixels are left out; smaller ones may be lines. */
const MOST_PICTURE_PIXELS = 20_000;

const packageFolder = dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
const folderOf = (name: string): string => join(packageFolder, name) + sep;

let loaded: Promise<Pdfjs> | undefined;

/** pdfjs asks for drawing classes of browsers when it is loaded; nothing is drawn here. */
export function loadPdfjs(): Promise<Pdfjs> {
  if (loaded !== undefined) return loaded;
  const scope: Record<string, unknown> = Object(globalThis);
  for (const name of ["DOMMatrix", "Path2D", "ImageData"]) scope[name] ??= class {};
  process.on("unhandledRejection", passOver);
  loaded = import("pdfjs-dist/legacy/build/pdf.mjs");
  return loaded;
}

/**
 * Of a damaged file pdfjs leaves promises behind that it has replaced by a second attempt, or that say again what another has
 * said: nobody waits for them, and they end no process.
 */
function passOver(reason: unknown): void {
  if (!(reason instanceof Error && reason.stack?.includes(packageFolder))) throw reason;
}

/** `pictures`: scanned pages are to be decoded, too. */
export function open(pdfjs: Pdfjs, bytes: Uint8Array, pictures = false) {
  return pdfjs.getDocument({
    // pdfjs keeps and may detach what it is given.
    data: Uint8Array.from(bytes),
    cMapUrl: folderOf("cmaps"),
    cMapPacked: true,
    standardFontDataUrl: folderOf("standard_fonts"),
    isEvalSupported: false,
    disableFontFace: true,
    fontExtraProperties: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: pictures,
    wasmUrl: folderOf("wasm"),
    enableXfa: false,
    maxImageSize: pictures ? MOST_PIXELS : MOST_PICTURE_PIXELS,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
}
