/** Tokens of Rich Text Format (RTF 1.9.1, "RTF Syntax"), in one pass over the bytes. */

export interface RtfHandler {
  /** It has all that it can take. */
  readonly isFull: boolean;
  openGroup(): void;
  closeGroup(): void;
  /** A control word, or a control symbol other than an escaped sign. */
  control(word: string, value: number | undefined): void;
  text(bytes: Uint8Array): void;
}

/** Deeper nesting of groups is no document that a program wrote. */
const DEEPEST_GROUP = 1000;
/** Letters of a control word; longer ones are damage. */
const LONGEST_WORD = 32;

const OPEN = 0x7b;
const CLOSE = 0x7d;
const ESCAPE = 0x5c;
const CR = 0x0d;
const LF = 0x0a;
const QUOTE = 0x27;
const MINUS = 0x2d;
const SPACE = 0x20;

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && ((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a));
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isSpecial = (byte: number | undefined): boolean =>
  byte === OPEN || byte === CLOSE || byte === ESCAPE || byte === CR || byte === LF;

class Tokens {
  private readonly bytes: Buffer;
  private readonly handler: RtfHandler;
  private at = 0;
  private depth = 0;

  constructor(bytes: Uint8Array, handler: RtfHandler) {
    this.bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.handler = handler;
  }

  walk(): "damaged" | "too-deep" | undefined {
    const { bytes, handler } = this;
    while (this.at < bytes.length && !handler.isFull) {
      const byte = bytes[this.at];
      if (byte === OPEN) {
        if (++this.depth > DEEPEST_GROUP) return "too-deep";
        this.at++;
        handler.openGroup();
      } else if (byte === CLOSE) {
        this.at++;
        handler.closeGroup();
        // What follows the outermost group is not a part of the document.
        if (--this.depth <= 0) return undefined;
      } else if (byte === ESCAPE) this.readControl();
      else if (byte === CR || byte === LF) this.at++;
      else this.readText();
    }
    return handler.isFull ? undefined : "damaged";
  }

  private readText(): void {
    const start = this.at;
    while (this.at < this.bytes.length && !isSpecial(this.bytes[this.at])) this.at++;
    this.handler.text(this.bytes.subarray(start, this.at));
  }

  private readControl(): void {
    const { bytes, handler } = this;
    const next = bytes[++this.at];
    if (next === undefined) return;
    if (isLetter(next)) this.readWord();
    else if (next === QUOTE) {
      const code = Number.parseInt(String.fromCharCode(bytes[this.at + 1] ?? 0, bytes[this.at + 2] ?? 0), 16);
      this.at += 3;
      if (code >= 0) handler.text(Uint8Array.of(code));
    } else {
      this.at++;
      if (next === OPEN || next === CLOSE || next === ESCAPE) handler.text(Uint8Array.of(next));
      else handler.control(next === CR || next === LF ? "par" : String.fromCharCode(next), undefined);
    }
  }

  private readWord(): void {
    const { bytes } = this;
    const start = this.at;
    while (isLetter(bytes[this.at]) && this.at - start < LONGEST_WORD) this.at++;
    const word = bytes.toString("latin1", start, this.at);
    const sign = bytes[this.at] === MINUS && isDigit(bytes[this.at + 1]) ? -1 : 1;
    if (sign < 0) this.at++;
    let value: number | undefined;
    for (let digits = 0; isDigit(bytes[this.at]) && digits < 10; digits++, this.at++)
      value = (value ?? 0) * 10 + ((bytes[this.at] ?? 0) - 0x30);
    if (bytes[this.at] === SPACE) this.at++;
    if (word === "bin") this.at += value ?? 0;
    else this.handler.control(word, value === undefined ? undefined : sign * value);
  }
}

/** Feeds a document to the handler; answers why it ended early. */
export function walkRtf(bytes: Uint8Array, handler: RtfHandler): "damaged" | "too-deep" | undefined {
  return new Tokens(bytes, handler).walk();
}
