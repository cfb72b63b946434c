/**
 * Streams in a compound file of version 3 ([MS-CFB]): header, streams, directory, table of sectors. Streams are filled
 * with zeros to 4096 bytes, below which they would have to lie in a stream of small sectors (2.3).
 */

const SECTOR = 512;
const LEAST = 4096;
const FREE = 0xffffffff;
const END = 0xfffffffe;
const TABLE = 0xfffffffd;
const ENTRY = 128;
const PER_TABLE = SECTOR / 4;
/** Sectors of the table that the header itself lists (2.2). */
const MOST_TABLES = 109;

const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

export const bytesOf16 = (...numbers: readonly number[]): number[] =>
  numbers.flatMap((number) => [number & 0xff, (number >> 8) & 0xff]);

export const bytesOf32 = (...numbers: readonly number[]): number[] =>
  numbers.flatMap((number) => bytesOf16(number & 0xffff, (number >>> 16) & 0xffff));

interface Entry {
  readonly name: string;
  /** 5 is the root, 2 a stream. */
  readonly type: 2 | 5;
  readonly right: number;
  readonly child: number;
  readonly start: number;
  readonly size: number;
}

/** A directory entry (2.6.1); all are black, and each is the right-hand sibling of the one before. */
function printEntry({ name, type, right, child, start, size }: Entry): number[] {
  const letters = [...name].flatMap((sign) => bytesOf16(sign.charCodeAt(0)));
  return [
    ...letters,
    ...new Array<number>(64 - letters.length).fill(0),
    ...bytesOf16(letters.length + 2),
    ...[type, 1],
    ...bytesOf32(FREE, right, child),
    ...new Array<number>(36).fill(0),
    ...bytesOf32(start, size, 0),
  ];
}

const EMPTY = [...new Array<number>(68).fill(0), ...bytesOf32(FREE, FREE, FREE), ...new Array(48).fill(0)];

/** A compound file with these streams in its root; throws `RangeError` beyond 7 MB. */
export function printCompoundFile(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  // Siblings are ordered by length, then by name (2.6.4).
  const named = Object.entries(streams).sort(([a], [b]) => a.length - b.length || (a < b ? -1 : 1));
  const parts = named.map(([name, bytes]) => {
    const size = Math.max(LEAST, bytes.length);
    return { name, bytes, size, sectors: Math.ceil(size / SECTOR) };
  });
  const starts = parts.map((_, at) => parts.slice(0, at).reduce((sum, { sectors }) => sum + sectors, 0));
  const directoryStart = parts.reduce((sum, { sectors }) => sum + sectors, 0);
  const directorySectors = Math.ceil(((parts.length + 1) * ENTRY) / SECTOR);
  const used = directoryStart + directorySectors;
  let tables = 1;
  while (tables * PER_TABLE < used + tables) tables += 1;
  if (tables > MOST_TABLES) throw new RangeError("too large for a compound file of one header");

  const chain = (start: number, length: number): number[] =>
    Array.from({ length }, (_, at) => (at === length - 1 ? END : start + at + 1));
  const table = [
    ...parts.flatMap(({ sectors }, at) => chain(starts[at] ?? 0, sectors)),
    ...chain(directoryStart, directorySectors),
    ...new Array<number>(tables).fill(TABLE),
  ];
  while (table.length < tables * PER_TABLE) table.push(FREE);

  const root = { name: "Root Entry", type: 5, right: FREE, child: 1, start: END, size: 0 } as const;
  const entries = [
    root,
    ...parts.map(({ name, size }, at): Entry => {
      const right = at === parts.length - 1 ? FREE : at + 2;
      return { ...{ name, type: 2, right, child: FREE, size }, start: starts[at] ?? 0 };
    }),
  ].flatMap(printEntry);
  while (entries.length < directorySectors * SECTOR) entries.push(...EMPTY);

  const header = [
    ...SIGNATURE,
    ...new Array<number>(16).fill(0),
    ...bytesOf16(0x3e, 3, 0xfffe, 9, 6, 0, 0, 0),
    ...bytesOf32(0, tables, directoryStart, 0, LEAST, END, 0, END, 0),
    ...bytesOf32(...Array.from({ length: MOST_TABLES }, (_, at) => (at < tables ? used + at : FREE))),
  ];
  const file = new Uint8Array((1 + used + tables) * SECTOR);
  file.set(header);
  parts.forEach(({ bytes }, at) => {
    file.set(bytes, (1 + (starts[at] ?? 0)) * SECTOR);
  });
  file.set(entries, (1 + directoryStart) * SECTOR);
  file.set(bytesOf32(...table), (1 + used) * SECTOR);
  return file;
}
