/** Texts of cells: plain, or in runs with their own look (ECMA-376 part 1, 18.4.8 `si` and 18.3.1.53 `is`). */

/** The name of an element without its prefix: files choose their own. */
export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** Digits by the level of their run (18.18.98, ST_VerticalAlignRun). */
const OFF_THE_LINE: Readonly<Record<string, string>> = {
  superscript: "⁰¹²³⁴⁵⁶⁷⁸⁹",
  subscript: "₀₁₂₃₄₅₆₇₈₉",
};
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;

/** `_x000D_` is how sheets write signs that XML cannot hold (22.9.2.19). */
export function unescapeText(text: string): string {
  return text.includes("_x")
    ? text.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

const isOn = (value: string | undefined): boolean => value !== "0" && value !== "false";

/**
 * Gathers the text of one `si` or `is`: runs joined, struck runs and phonetic guides left out, digits of raised runs
 * as raised digits and of lowered ones as lowered, lest a note's number lengthen a figure.
 */
export class TextGatherer {
  private parts: string[] = [];
  private inText = false;
  private phonetic = false;
  private struck = false;
  private digits: string | undefined;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (localName(name)) {
      case "t":
        this.inText = !this.phonetic;
        break;
      case "rPh":
        this.phonetic = true;
        break;
      case "strike":
        this.struck = isOn(attributes.val);
        break;
      case "vertAlign":
        this.digits = OFF_THE_LINE[attributes.val ?? ""];
        break;
    }
  }

  close(name: string): void {
    switch (localName(name)) {
      case "t":
        this.inText = false;
        break;
      case "rPh":
        this.phonetic = false;
        break;
      case "r":
        this.struck = false;
        this.digits = undefined;
        break;
    }
  }

  text(text: string): void {
    if (!this.inText || this.struck) return;
    const { digits } = this;
    this.parts.push(
      digits === undefined ? text : text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit),
    );
  }

  /** The text gathered since the last call. */
  take(): string {
    const text = unescapeText(this.parts.join(""));
    this.parts = [];
    this.inText = false;
    this.phonetic = false;
    this.struck = false;
    this.digits = undefined;
    return text;
  }
}
