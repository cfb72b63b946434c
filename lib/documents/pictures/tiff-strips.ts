import { inflateSync } from "node:zlib";

/** Compressions of TIFF that give bytes (TIFF 6.0, sections 9 and 13; technical note 2). Each gives `size` bytes or throws. */

const [CLEAR, END] = [256, 257];
const MOST_CODES = 4096;

const short = (name: string): Error => new Error(`TIFF ${name}: the data ends early`);

/** Codes of 9 to 12 bits, each for a string of bytes: the one before it and one byte more. */
function unpackLzw(data: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  const before = new Int16Array(MOST_CODES);
  const last = new Uint8Array(MOST_CODES);
  const lengths = new Uint16Array(MOST_CODES).fill(1);
  for (let byte = 0; byte < CLEAR; byte++) last[byte] = byte;
  let [written, bit, width, next, previous] = [0, 0, 9, END + 1, -1];
  const read = (): number => {
    let code = 0;
    for (let at = 0; at < width; at++, bit++) {
      const byte = data[bit >> 3];
      if (byte === undefined) throw short("LZW");
      code = (code << 1) | ((byte >> (7 - (bit & 7))) & 1);
    }
    return code;
  };
  /** Writes the string of a code; answers its first byte. */
  const write = (code: number): number => {
    const length = lengths[code] ?? 1;
    let at = code;
    for (let place = written + length - 1; place > written; place--) {
      if (place < size) out[place] = last[at] ?? 0;
      at = before[at] ?? 0;
    }
    if (written < size) out[written] = last[at] ?? 0;
    written += length;
    return last[at] ?? 0;
  };
  while (written < size) {
    const code = read();
    if (code === END) throw short("LZW");
    if (code === CLEAR) {
      [width, next, previous] = [9, END + 1, -1];
      continue;
    }
    if (code > next || (code === next && previous < 0)) throw new Error("TIFF LZW: no such code");
    if (previous >= 0 && next < MOST_CODES) {
      before[next] = previous;
      lengths[next] = (lengths[previous] ?? 1) + 1;
      let at = code === next ? previous : code;
      while ((lengths[at] ?? 1) > 1) at = before[at] ?? 0;
      last[next] = last[at] ?? 0;
      next++;
    }
    write(code);
    previous = code;
    // The width grows one code early (section 13).
    width = next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9;
  }
  return out;
}

/** A count and bytes to copy, or a negative count and one byte to repeat. */
function unpackBits(data: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  let [from, to] = [0, 0];
  while (to < size) {
    const head = data[from++];
    if (head === undefined) throw short("PackBits");
    if (head === 128) continue;
    const count = head < 128 ? head + 1 : 257 - head;
    if (head < 128) {
      if (from + count > data.length) throw short("PackBits");
      out.set(data.subarray(from, from + Math.min(count, size - to)), to);
      from += count;
    } else out.fill(data[from++] ?? 0, to, to + count);
    to += count;
  }
  return out;
}

function whole(data: Uint8Array, size: number): Uint8Array {
  if (data.length < size) throw short("strip");
  return data.subarray(0, size);
}

const UNPACKERS: Readonly<Record<number, (data: Uint8Array, size: number) => Uint8Array>> = {
  1: whole,
  5: unpackLzw,
  8: (data, size) => whole(inflateSync(data, { maxOutputLength: size + 65_536 }), size),
  32773: unpackBits,
  32946: (data, size) => whole(inflateSync(data, { maxOutputLength: size + 65_536 }), size),
};

export function isPacked(compression: number): boolean {
  return UNPACKERS[compression] !== undefined;
}

/** The bytes of a strip, `size` of them. Throws where there are fewer. */
export function unpackStrip(data: Uint8Array, compression: number, size: number): Uint8Array {
  const unpack = UNPACKERS[compression];
  if (unpack === undefined) throw new Error(`compression ${compression}`);
  return unpack(data, size);
}

/** Undoes the differences between neighbours in a row (section 14), of samples of 8 or 16 bits. */
export function undoDifferences(
  bytes: Uint8Array,
  stride: number,
  samples: number,
  bits: number,
  little: boolean,
): void {
  for (let row = 0; row + stride <= bytes.length; row += stride) {
    if (bits === 8)
      for (let at = row + samples; at < row + stride; at++)
        bytes[at] = (bytes[at] ?? 0) + (bytes[at - samples] ?? 0);
    else {
      const view = new DataView(bytes.buffer, bytes.byteOffset + row, stride);
      for (let at = 2 * samples; at + 1 < stride; at += 2)
        view.setUint16(at, view.getUint16(at, little) + view.getUint16(at - 2 * samples, little), little);
    }
  }
}
