import type { Bitmap } from "./bitmap.ts";

/**
 * Bilevel pictures as fax machines code them: ITU-T T.4 (one- and two-dimensional) and T.6. Every line must come out whole;
 * a line that does not is an error, for what is lost would look like paper.
 */

/** Runs of 0 to 63 white pixels (T.4, table 2). */
const WHITE_ENDING = `
  00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 110100
  110101 101010 101011 0100111 0001100 0001000 0010111 0000011 0000100 0101000 0101011 0010011
  0100100 0011000 00000010 00000011 00011010 00011011 00010010 00010011 00010100 00010101 00010110
  00010111 00101000 00101001 00101010 00101011 00101100 00101101 00000100 00000101 00001010
  00001011 01010010 01010011 01010100 01010101 00100100 00100101 01011000 01011001 01011010
  01011011 01001010 01001011 00110010 00110011 00110100`;
/** Runs of 0 to 63 black pixels. */
const BLACK_ENDING = `
  0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100 00000111
  000011000 0000010111 0000011000 0000001000 00001100111 00001101000 00001101100 00000110111
  00000101000 00000010111 00000011000 000011001010 000011001011 000011001100 000011001101
  000001101000 000001101001 000001101010 000001101011 000011010010 000011010011 000011010100
  000011010101 000011010110 000011010111 000001101100 000001101101 000011011010 000011011011
  000001010100 000001010101 000001010110 000001010111 000001100100 000001100101 000001010010
  000001010011 000000100100 000000110111 000000111000 000000100111 000000101000 000001011000
  000001011001 000000101011 000000101100 000001011010 000001100110 000001100111`;
/** White runs of 64, 128, … 1728 that a shorter one follows (table 3). */
const WHITE_LONG = `
  11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000 01100111 011001100
  011001101 011010010 011010011 011010100 011010101 011010110 011010111 011011000 011011001
  011011010 011011011 010011000 010011001 010011010 011000 010011011`;
/** Black runs of 64, 128, … 1728. */
const BLACK_LONG = `
  0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101
  0000001101100 0000001101101 0000001001010 0000001001011 0000001001100 0000001001101
  0000001110010 0000001110011 0000001110100 0000001110101 0000001110110 0000001110111
  0000001010010 0000001010011 0000001010100 0000001010101 0000001011010 0000001011011
  0000001100100 0000001100101`;
/** Runs of 1792, 1856, … 2560 of either colour. */
const LONGEST = `
  00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 000000010101
  000000010110 000000010111 000000011100 000000011101 000000011110 000000011111`;

type Codes = ReadonlyMap<string, number>;

function listRuns(ending: string, long: string): Codes {
  const split = (text: string): string[] => text.trim().split(/\s+/);
  const codes = new Map<string, number>();
  for (const [at, code] of split(ending).entries()) codes.set(code, at);
  for (const [at, code] of split(long).entries()) codes.set(code, 64 * (at + 1));
  for (const [at, code] of split(LONGEST).entries()) codes.set(code, 1792 + 64 * at);
  return codes;
}

const RUNS: readonly [Codes, Codes] = [
  listRuns(WHITE_ENDING, WHITE_LONG),
  listRuns(BLACK_ENDING, BLACK_LONG),
];

const [PASS, HORIZONTAL] = ["pass", "horizontal"] as const;
type Mode = number | typeof PASS | typeof HORIZONTAL;
/** T.6, table 1: how far the next change lies from the one above it. */
const MODES: ReadonlyMap<string, Mode> = new Map<string, Mode>([
  ["0001", PASS],
  ["001", HORIZONTAL],
  ["1", 0],
  ["011", 1],
  ["000011", 2],
  ["0000011", 3],
  ["010", -1],
  ["000010", -2],
  ["0000010", -3],
]);
const LONGEST_CODE = 13;
const END_OF_LINE = 12;

class Bits {
  private at = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly lowFirst: boolean,
  ) {}

  read(): number {
    const byte = this.bytes[this.at >> 3];
    if (byte === undefined) throw new Error("CCITT: the data ends early");
    const bit = this.lowFirst ? this.at & 7 : 7 - (this.at & 7);
    this.at++;
    return (byte >> bit) & 1;
  }

  code<T>(codes: ReadonlyMap<string, T>): T {
    let code = "";
    while (code.length < LONGEST_CODE) {
      code += this.read();
      const found = codes.get(code);
      if (found !== undefined) return found;
    }
    throw new Error("CCITT: no code");
  }

  alignToByte(): void {
    this.at = (this.at + 7) & ~7;
  }

  /** Passes an end of line and the fill before it, if they come next. */
  skipEndOfLine(): boolean {
    const start = this.at;
    let zeros = 0;
    while (this.at < this.bytes.length * 8 && this.read() === 0) zeros++;
    if (zeros >= END_OF_LINE - 1 && this.at < this.bytes.length * 8) return true;
    this.at = start;
    return false;
  }
}

/** Where a line changes colour, from white at its left; the width stands for changes that never come. */
type Changes = readonly number[];

function readRun(bits: Bits, colour: 0 | 1): number {
  let length = 0;
  for (;;) {
    const run = bits.code(RUNS[colour]);
    length += run;
    if (run < 64) return length;
  }
}

function readLine(bits: Bits, width: number): number[] {
  const changes: number[] = [];
  let [at, colour]: [number, 0 | 1] = [0, 0];
  while (at < width) {
    at += readRun(bits, colour);
    if (at > width) throw new Error("CCITT: a run is too long");
    changes.push(at);
    colour = colour === 0 ? 1 : 0;
  }
  return changes;
}

/** A line coded by what differs from the line above. */
function readLineBelow(bits: Bits, width: number, above: Changes): number[] {
  const changes: number[] = [];
  let [at, colour]: [number, 0 | 1] = [-1, 0];
  let next = 0;
  /** b1: the first change above, right of here, to the colour that is not ours; b2 the one after it. */
  const findAbove = (): [number, number] => {
    while (next > 0 && (above[next - 1] ?? width) > at) next--;
    while (next < above.length && ((above[next] ?? width) <= at || next % 2 !== colour)) next++;
    return [above[next] ?? width, above[next + 1] ?? width];
  };
  while (at < width) {
    const [b1, b2] = findAbove();
    const mode = bits.code(MODES);
    if (mode === PASS) at = b2;
    else if (mode === HORIZONTAL) {
      for (const turn of [colour, colour === 0 ? 1 : 0] as const) {
        at = Math.max(0, at) + readRun(bits, turn);
        if (at > width) throw new Error("CCITT: a run is too long");
        changes.push(at);
      }
    } else {
      const change = b1 + mode;
      if (change < Math.max(0, at) || change > width) throw new Error("CCITT: a change is out of place");
      changes.push(change);
      at = change;
      colour = colour === 0 ? 1 : 0;
    }
  }
  return changes;
}

export interface FaxCoding {
  /** TIFF's numbers: 2 modified Huffman, 3 T.4, 4 T.6. */
  readonly scheme: 2 | 3 | 4;
  /** T.4 with lines coded by those above them. */
  readonly twoDimensional: boolean;
  /** Bits of a byte from the lowest. */
  readonly lowFirst: boolean;
}

/** Decodes `height` lines into the picture from row `top`. Throws where a line is not whole. */
export function decodeFax(
  data: Uint8Array,
  picture: Bitmap,
  top: number,
  height: number,
  coding: FaxCoding,
): void {
  const bits = new Bits(data, coding.lowFirst);
  const { width } = picture;
  let above: Changes = [];
  for (let row = top; row < top + height; row++) {
    let below = coding.scheme === 4;
    if (coding.scheme === 3) {
      bits.skipEndOfLine();
      below = coding.twoDimensional && bits.read() === 0;
    }
    above = below ? readLineBelow(bits, width, above) : readLine(bits, width);
    for (let at = 0; at < above.length; at += 2)
      picture.gray.fill(0, row * width + (above[at] ?? width), row * width + (above[at + 1] ?? width));
    if (coding.scheme === 2) bits.alignToByte();
  }
}
