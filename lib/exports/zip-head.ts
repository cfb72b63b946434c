/** Headers of zip files (APPNOTE.TXT 6.3, sections 4.3.7, 4.3.9, 4.3.12 and 4.3.16), the same for the same content. */

/** 1 January 1980, the first day a zip can name: the same content always gives the same bytes. */
const DATE = 0x21;
const VERSION = 20;
const DEFLATED = 8;
/** Names are UTF-8. */
const UTF8 = 0x800;
/** Sizes follow the data. */
const SIZES_FOLLOW = 0x8;
const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;

export interface Packed {
  readonly path: string;
  readonly crc: number;
  /** Bytes after and before deflating. */
  readonly packed: number;
  readonly size: number;
  /** Sizes stand behind the data, not before them. */
  readonly isStreamed: boolean;
}

/** From version to length of the name, alike in both headers. */
function fields({ path, crc, packed, size, isStreamed }: Packed, tellsSizes: boolean): Buffer {
  const bytes = Buffer.alloc(24);
  bytes.writeUInt16LE(VERSION, 0);
  bytes.writeUInt16LE(isStreamed ? UTF8 | SIZES_FOLLOW : UTF8, 2);
  bytes.writeUInt16LE(DEFLATED, 4);
  bytes.writeUInt16LE(DATE, 8);
  if (tellsSizes) {
    bytes.writeUInt32LE(crc, 10);
    bytes.writeUInt32LE(packed, 14);
    bytes.writeUInt32LE(size, 18);
  }
  bytes.writeUInt16LE(Buffer.byteLength(path), 22);
  return bytes;
}

function words(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * numbers.length);
  for (const [at, number] of numbers.entries()) bytes.writeUInt32LE(number, 4 * at);
  return bytes;
}

/** What stands before the data of a part. */
export function localHead(part: Packed): Buffer {
  return Buffer.concat([
    words(LOCAL),
    fields(part, !part.isStreamed),
    Buffer.alloc(2),
    Buffer.from(part.path),
  ]);
}

/** What stands behind the data of a part whose sizes were not known before. */
export function descriptor({ crc, packed, size }: Packed): Buffer {
  return words(DESCRIPTOR, crc, packed, size);
}

/** The directory and its end, behind all parts. `starts` are where the local headers begin. */
export function directory(parts: readonly Packed[], starts: readonly number[], offset: number): Buffer {
  const entries = parts.map((part, at) => {
    const own = fields(part, true);
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(starts[at] ?? 0, 12);
    return Buffer.concat([words(CENTRAL), own.subarray(0, 2), own, tail, Buffer.from(part.path)]);
  });
  const central = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([central, end]);
}
