import type { Look } from "./docx-styles.ts";

/** Text of one paragraph, put together from its runs. */

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

const shift = (text: string, digits: string): string =>
  text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);

type Level = "baseline" | "superscript" | "subscript" | "lifted";

/** Digits off the line are a note, never a part of the figure: 3 with a raised 1 is not 31. */
function offTheLine(text: string, level: Level): string {
  if (level === "superscript" || level === "lifted") return shift(text, SUPERSCRIPTS);
  return level === "subscript" ? shift(text, SUBSCRIPTS) : text;
}

export function levelOf(look: Look): Level {
  if (look.level === "superscript" || look.level === "subscript") return look.level;
  return look.lifted === true ? "lifted" : "baseline";
}

export class ParagraphText {
  private readonly pieces: { readonly text: string; readonly level: Level }[] = [];

  add(text: string, level: Level): void {
    this.pieces.push({ text, level });
  }

  /** A line that is lifted as a whole only stands a little higher; lifted digits beside others are a note. */
  toString(): string {
    const levels = new Set(this.pieces.filter(({ text }) => text.trim() !== "").map(({ level }) => level));
    const whole = levels.size === 1 && levels.has("lifted");
    return this.pieces.map(({ text, level }) => (whole ? text : offTheLine(text, level))).join("");
  }
}

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
