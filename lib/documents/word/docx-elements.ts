/** Elements of WordprocessingML by what a reader sees of them (ECMA-376 part 1, 17). */

/** Elements that hold nothing a reader sees, changes of properties aside: those are told by their ending. */
export const UNSHOWN = new Set(
  (
    "w:del w:moveFrom w:delText w:instrText w:delInstrText w:sdtEndPr w:rt w:rubyPr w:sectPr w:tblPrEx w:ffData " +
    "w:tabs m:rPr m:ctrlPr m:fPr"
  ).split(" "),
);
/** Elements whose children are properties. */
export const PROPERTIES = new Set(["w:pPr", "w:rPr", "w:trPr", "w:tcPr", "w:tblPr", "w:sdtPr"]);

/** Signs that are elements (ECMA-376 17.3.3). A soft hyphen shows only at the end of a line. */
export const SIGNS: Readonly<Record<string, string>> = {
  "w:tab": "\t",
  "w:ptab": "\t",
  "w:br": "\n",
  "w:cr": "\n",
  "w:noBreakHyphen": "-",
  "m:den": "/",
  "m:mr": "\n",
};

/** Characters of the Symbol font that mean what they mean in ASCII. */
const PLAIN_SYMBOLS = /[0-9%(),./;:<=>[\]{|}+]/;
const SYMBOL_MINUS = 0x2d;

/**
 * `w:sym` (ECMA-376 17.3.3.30): a character by its code in a font. Picture fonts keep their private code, which is no
 * digit and no letter to anybody.
 */
export function symbolOf(font: string | undefined, char: string | undefined): string {
  const code = Number.parseInt(char ?? "", 16);
  if (!(code > 0 && code <= 0xffff)) return "";
  if (code < 0xf000 || code > 0xf0ff) return String.fromCharCode(code);
  const plain = String.fromCharCode(code - 0xf000);
  if (font?.toLowerCase() !== "symbol") return String.fromCharCode(code);
  if (code - 0xf000 === SYMBOL_MINUS) return "−";
  return PLAIN_SYMBOLS.test(plain) ? plain : String.fromCharCode(code);
}
