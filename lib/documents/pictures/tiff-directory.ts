/** Directories of a TIFF file (TIFF 6.0, section 2), read with every count and offset held against the file. */

export interface TiffPage {
  /** Tag number → values. */
  readonly tags: ReadonlyMap<number, readonly number[]>;
}

export const TIFF = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripBytes: 279,
  planar: 284,
  g3Options: 292,
  predictor: 317,
  palette: 320,
  tileWidth: 322,
  extraSamples: 338,
  jpegTables: 347,
} as const;

const WANTED: ReadonlySet<number> = new Set(Object.values(TIFF));
/** Bytes of a value by its type: BYTE, SHORT, LONG, UNDEFINED. Other types hold nothing that decoding needs. */
const SIZES: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4, 7: 1 };
/** Entries of one directory; scanners write some twenty. */
const MOST_ENTRIES = 400;
/** Values of one entry: a strip for each row of a large page. */
const MOST_VALUES = 200_000;

/** The chain of directories, each met once, at most `most` of them. */
export function listTiffPages(bytes: Uint8Array, most: number): { pages: TiffPage[]; cut: boolean } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = bytes[0] === 0x49;
  const short = (at: number): number => (at + 2 <= view.byteLength ? view.getUint16(at, little) : 0);
  const long = (at: number): number => (at + 4 <= view.byteLength ? view.getUint32(at, little) : 0);
  const pages: TiffPage[] = [];
  const met = new Set<number>();
  let at = long(4);
  while (at !== 0 && at + 2 <= view.byteLength && !met.has(at)) {
    if (pages.length >= most) return { pages, cut: true };
    met.add(at);
    const count = short(at);
    const tags = new Map<number, readonly number[]>();
    for (let entry = 0; entry < Math.min(count, MOST_ENTRIES); entry++) {
      const from = at + 2 + entry * 12;
      const size = SIZES[short(from + 2)];
      const values = long(from + 4);
      if (!WANTED.has(short(from)) || size === undefined || values > MOST_VALUES) continue;
      const start = values * size <= 4 ? from + 8 : long(from + 8);
      if (start + values * size > view.byteLength) continue;
      const read = (index: number): number =>
        size === 1
          ? (bytes[start + index] ?? 0)
          : size === 2
            ? short(start + 2 * index)
            : long(start + 4 * index);
      tags.set(
        short(from),
        Array.from({ length: values }, (_, index) => read(index)),
      );
    }
    pages.push({ tags });
    at = long(at + 2 + count * 12);
  }
  return { pages, cut: false };
}
