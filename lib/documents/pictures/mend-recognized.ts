/** What recognition does to brackets and numbering, undone where the text itself shows it. */

/** Opening signs that a round bracket is taken for, with what would close them. */
const TAKEN_FOR: Readonly<Record<string, string>> = { "《": "》", "〈": "〉", "{": "}", "<": ">", "[": "]" };
const NUMERAL = /^[一二三四五六七八九十]{1,2}[)）]/;

/**
 * A bracket that closes was opened by one of its kind.
 *
 *   《一)予以公开   → (一)予以公开
 *   二)部分公开     → (二)部分公开
 *   《条例》所指    stays: its own bracket closes it
 */
export function mendBrackets(text: string): string {
  let open = 0;
  for (const sign of text) {
    if (sign === "(" || sign === "（") open++;
    if (sign === ")" || sign === "）") open--;
  }
  let mended = "";
  for (const [at, sign] of [...text].entries()) {
    const closing = TAKEN_FOR[sign];
    const isClosed = closing === undefined || [...text].indexOf(closing, at) >= 0;
    if (open < 0 && !isClosed) {
      mended += "(";
      open++;
    } else mended += sign;
  }
  return open < 0 && NUMERAL.test(mended) ? `(${mended}` : mended;
}

const NUMBER = /^(\d{1,2})(?=[\u4e00-\u9fff])(?![年月日条项件次个人份篇元万])/;

/** What the one of a numbering is taken for, and the seven; no label begins so. */
const ONE = /^[|lI!] ?[.、](?=[\u4e00-\u9fff])/;
const SEVEN = /^了 ?\.(?=[\u4e00-\u9fff])/;

/** A label with its brackets and its number: 1信访举报 and |.信访举报 → 1.信访举报. */
export function mendLabel(text: string): string {
  return mendBrackets(text).replace(NUMBER, "$1.").replace(ONE, "1.").replace(SEVEN, "7.");
}
