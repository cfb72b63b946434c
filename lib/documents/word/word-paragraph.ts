/** Text of one paragraph, put together from its runs. */

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉";

const shift = (text: string, digits: string): string =>
  text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);

/**
 * `lifted`: moved off the line by hand, a little or down. `lifted-high`: up by so much that everybody sees a raised sign.
 * `uncertain`: nobody knows whether it stands on the line.
 */
export type Level = "baseline" | "superscript" | "subscript" | "lifted" | "lifted-high" | "uncertain";

/** Half points, a quarter of the size of most text in tables; how LibreOffice writes what a page raises. */
const HIGH = 6;

/** Level of text moved up by so many half points, or down by a negative number. */
export function levelOfLift(halfPoints: number): "baseline" | "lifted" | "lifted-high" {
  if (halfPoints >= HIGH) return "lifted-high";
  return halfPoints === 0 ? "baseline" : "lifted";
}

/** Digits off the line are a note, never a part of the figure: 3 with a raised 1 is not 31. */
function offTheLine(text: string, level: Level): string {
  if (level === "baseline") return text;
  return shift(text, level === "subscript" ? SUBSCRIPTS : SUPERSCRIPTS);
}

export class ParagraphText {
  private readonly pieces: { readonly text: string; readonly level: Level }[] = [];

  add(text: string, level: Level): void {
    this.pieces.push({ text, level });
  }

  /**
   * A line that is lifted as a whole only stands a little higher. Digits lifted high beside others are a note; those
   * lifted a little, or that may be, are a note or a part of the figure: then all digits are raised, so that no figure is
   * left to be read.
   */
  toString(): string {
    const levels = new Set(this.pieces.filter(({ text }) => text.trim() !== "").map(({ level }) => level));
    const whole = levels.size === 1 && (levels.has("lifted") || levels.has("lifted-high"));
    const isOpen = this.pieces.some(
      ({ text, level }) => /\d/.test(text) && (level === "uncertain" || (level === "lifted" && !whole)),
    );
    return this.pieces
      .map(({ text, level }) => (whole ? text : offTheLine(text, isOpen ? "uncertain" : level)))
      .join("");
  }
}
