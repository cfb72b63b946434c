/** Text of one paragraph, put together from its runs. */

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

const shift = (text: string, digits: string): string =>
  text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);

export type Level = "baseline" | "superscript" | "subscript" | "lifted";

/** Digits off the line are a note, never a part of the figure: 3 with a raised 1 is not 31. */
function offTheLine(text: string, level: Level): string {
  if (level === "superscript" || level === "lifted") return shift(text, SUPERSCRIPTS);
  return level === "subscript" ? shift(text, SUBSCRIPTS) : text;
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
