import { cidOf } from "./adobe-gb1.ts";

/**
 * The font of our PDFs: one that every viewer brings for simplified Chinese (ISO 32000-1, 9.7.5.2), so that nothing is
 * embedded. Codes are the numbers of the characters in Adobe-GB1, with a table of what they mean; or UCS-2, which
 * only programs with the character maps of Adobe can read. ASCII is half as wide as a Chinese character.
 */

export type PdfCodes = "numbers" | "ucs2";

/** Width of a text in ems. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const sign of text) ems += sign.charCodeAt(0) < 0x80 ? 0.5 : 1;
  return ems;
}

const hexOf = (code: number): string => code.toString(16).toUpperCase().padStart(4, "0");

/** Text as UCS-2 in hexadecimal digits. */
export function ucs2Of(text: string): string {
  return Array.from({ length: text.length }, (_, index) => hexOf(text.charCodeAt(index))).join("");
}

/** Encodes the text that is drawn, and keeps which characters it used. */
export class Typeface {
  private readonly used = new Map<string, string>();

  constructor(private readonly codes: PdfCodes) {}

  /** A string operand. */
  toHex(text: string): string {
    if (this.codes === "ucs2") return `<${ucs2Of(text)}>`;
    const codes = [...text.replaceAll("\u00a0", " ")].map((sign) => {
      const code = this.used.get(sign) ?? hexOf(cidOf(sign));
      this.used.set(sign, code);
      return code;
    });
    return `<${codes.join("")}>`;
  }

  /** The font, its descendant and its descriptor, to stand as objects from `first` on, and its map to Unicode behind. */
  printFonts(first: number): readonly string[] {
    const numbered = this.codes === "numbers";
    const encoding = numbered ? `/Identity-H /ToUnicode ${first + 4} 0 R` : "/UniGB-UCS2-H";
    return [
      `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding ${encoding} /DescendantFonts [${first + 1} 0 R] >>`,
      `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor ${first + 2} 0 R /DW 1000 /W [1 95 500] >>`,
      "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ];
  }

  /** What the codes mean (9.10.3), in runs of at most a hundred (Adobe Technical Note 5014). */
  printToUnicode(): string {
    const lines = [...this.used].sort().map(([sign, code]) => `<${code}> <${ucs2Of(sign)}>`);
    const blocks: string[] = [];
    for (let from = 0; from < lines.length; from += 100) {
      const block = lines.slice(from, from + 100);
      blocks.push(`${block.length} beginbfchar\n${block.join("\n")}\nendbfchar`);
    }
    return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /ToUnicode def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
${blocks.join("\n")}
endcmap CMapName currentdict /CMap defineresource pop end end`;
  }
}
