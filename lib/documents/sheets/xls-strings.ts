import { u16, u32, utf16 } from "../little-endian.ts";

/** Strings of workbooks ([MS-XLS] 2.5.293 and 2.5.294): one or two bytes a character, with runs of other fonts. */

export interface FontRun {
  /** First character of the run. */
  readonly from: number;
  readonly font: number;
}

export interface XlsText {
  readonly text: string;
  readonly runs: readonly FontRun[];
}

const WIDE = 0x01;
const EXTENDED = 0x04;
const RICH = 0x08;
const NO_RUNS: readonly FontRun[] = [];

const latin1 = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1", from, to);

/**
 * A string whose record goes on in others. Where its characters go on in the next record, that one begins with a byte
 * that tells anew whether they take one or two bytes (2.5.293).
 */
export class StringReader {
  private segment = 0;
  private at = 0;

  constructor(
    private readonly segments: readonly Uint8Array[],
    start: number,
  ) {
    this.at = start;
  }

  /** Whether there is nothing left. */
  get isDone(): boolean {
    return this.bytesHere() === 0 && this.segment >= this.segments.length - 1;
  }

  /** `undefined` where the bytes end before the string does. */
  read(countSize: 1 | 2 = 2): XlsText | undefined {
    const count = countSize === 1 ? this.byte() : this.word();
    const flags = this.byte();
    if (count === undefined || flags === undefined) return undefined;
    const runCount = flags & RICH ? this.word() : 0;
    const extra = flags & EXTENDED ? [this.word(), this.word()] : [0, 0];
    const text = this.characters(count, (flags & WIDE) !== 0);
    if (text === undefined || runCount === undefined) return undefined;
    const runs: FontRun[] = [];
    for (let n = 0; n < runCount; n++) {
      const from = this.word();
      const font = this.word();
      if (from === undefined || font === undefined) return undefined;
      runs.push({ from, font });
    }
    const skipped = this.skip((extra[0] ?? 0) + (extra[1] ?? 0) * 0x10000);
    return skipped ? { text, runs: runs.length > 0 ? runs : NO_RUNS } : undefined;
  }

  private bytesHere(): number {
    return (this.segments[this.segment]?.length ?? 0) - this.at;
  }

  private step(): boolean {
    while (this.bytesHere() <= 0) {
      if (this.segment >= this.segments.length - 1) return false;
      this.segment++;
      this.at = 0;
    }
    return true;
  }

  private byte(): number | undefined {
    return this.step() ? this.segments[this.segment]?.[this.at++] : undefined;
  }

  private word(): number | undefined {
    const low = this.byte();
    const high = this.byte();
    return low === undefined || high === undefined ? undefined : low + high * 256;
  }

  private skip(size: number): boolean {
    let left = size;
    while (left > 0) {
      if (!this.step()) return false;
      const step = Math.min(left, this.bytesHere());
      this.at += step;
      left -= step;
    }
    return true;
  }

  private characters(count: number, isWide: boolean): string | undefined {
    let text = "";
    let wide = isWide;
    while (text.length < count) {
      if (this.bytesHere() === 0) {
        const flags = this.byte();
        if (flags === undefined) return undefined;
        wide = (flags & WIDE) !== 0;
      }
      const width = wide ? 2 : 1;
      const here = Math.min(count - text.length, Math.floor(this.bytesHere() / width));
      const segment = this.segments[this.segment];
      if (here < 1 || segment === undefined) return undefined;
      const end = this.at + here * width;
      text += wide ? utf16(segment, this.at, end) : latin1(segment, this.at, end);
      this.at = end;
    }
    return text;
  }
}

/**
 * The shared strings (2.4.265, SST). Where they are not exactly as many as they say, or leave bytes over, one of them was
 * read wrongly and all behind it may be each other's: none is believed.
 */
export function readSharedTexts(
  body: Uint8Array,
  more: readonly Uint8Array[],
): readonly XlsText[] | undefined {
  const reader = new StringReader([body, ...more], 8);
  const declared = u32(body, 4);
  const texts: XlsText[] = [];
  while (texts.length < declared) {
    const text = reader.read();
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return reader.isDone ? texts : undefined;
}

/** A string of Excel 5 and 95: bytes in the workbook's code page. */
export function readByteText(
  body: Uint8Array,
  at: number,
  countSize: 1 | 2,
  decoder: TextDecoder,
): string | undefined {
  const count = countSize === 1 ? body[at] : u16(body, at);
  const from = at + countSize;
  if (count === undefined || from + count > body.length) return undefined;
  return decoder.decode(body.subarray(from, from + count));
}
