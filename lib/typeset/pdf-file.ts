import { strToU8, zlibSync } from "fflate";
import { type Typeface, ucs2Of } from "./pdf-typeface.ts";

/** Pages of drawing operators as a PDF file (ISO 32000-1). */

export interface PdfPage {
  /** As shown, in points. */
  readonly width: number;
  readonly height: number;
  /** Content stream in a space whose origin is the lower left corner of the page as shown. */
  readonly operators: string;
  /** Whether the page lies on its side in the file and is turned when shown. */
  readonly turned?: boolean;
  /** A picture that fills the page, as JPEG. */
  readonly picture?: {
    readonly bytes: Uint8Array;
    readonly width: number;
    readonly height: number;
    readonly gray?: boolean;
  };
}

/** A number as it stands in a file: at most two decimals. */
export function point(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function stream(dictionary: string, bytes: Uint8Array): Uint8Array {
  const head = strToU8(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`);
  return concatenate([head, bytes, strToU8("\nendstream")]);
}

function printPage(page: PdfPage, first: number): readonly Uint8Array[] {
  const [width, height] = page.turned ? [page.height, page.width] : [page.width, page.height];
  const turn = page.turned ? `0 1 -1 0 ${point(page.height)} 0 cm\n` : "";
  const picture = page.picture ? `q ${point(width)} 0 0 ${point(height)} 0 0 cm /P Do Q\n` : "";
  const resources = page.picture ? `/XObject << /P ${first + 2} 0 R >>` : "/Font << /F 3 0 R >>";
  const content = zlibSync(strToU8(turn + picture + page.operators), { level: 9 });
  return [
    strToU8(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${point(width)} ${point(height)}]${page.turned ? " /Rotate 90" : ""} /Resources << ${resources} >> /Contents ${first + 1} 0 R >>`,
    ),
    stream("/Filter /FlateDecode", content),
    ...(page.picture
      ? [
          stream(
            `/Type /XObject /Subtype /Image /Width ${page.picture.width} /Height ${page.picture.height} /ColorSpace /Device${page.picture.gray ? "Gray" : "RGB"} /BitsPerComponent 8 /Filter /DCTDecode`,
            page.picture.bytes,
          ),
        ]
      : []),
  ];
}

/** Pages as the bytes of a file with a table of its objects at the end (7.5). */
export function printPdfFile(pages: readonly PdfPage[], title: string, face: Typeface): Uint8Array {
  const objects: Uint8Array[] = [];
  const kids: number[] = [];
  const FIRST = 8;
  for (const page of pages) {
    kids.push(FIRST + objects.length);
    objects.push(...printPage(page, FIRST + objects.length));
  }
  const all = [
    strToU8("<< /Type /Catalog /Pages 2 0 R >>"),
    strToU8(`<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(" ")}] /Count ${kids.length} >>`),
    ...face.printFonts(3).map((text) => strToU8(text)),
    strToU8(`<< /Title <FEFF${ucs2Of(title)}> >>`),
    stream("/Filter /FlateDecode", zlibSync(strToU8(face.printToUnicode()), { level: 9 })),
    ...objects,
  ];
  const parts: Uint8Array[] = [Uint8Array.from([...strToU8("%PDF-1.4\n%"), 0xe2, 0xe3, 0xcf, 0xd3, 10])];
  const offsets: number[] = [];
  let at = parts[0]?.length ?? 0;
  all.forEach((object, index) => {
    const whole = concatenate([strToU8(`${index + 1} 0 obj\n`), object, strToU8("\nendobj\n")]);
    offsets.push(at);
    at += whole.length;
    parts.push(whole);
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  parts.push(
    strToU8(
      `xref\n0 ${all.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${all.length + 1} /Root 1 0 R /Info 6 0 R >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return concatenate(parts);
}
