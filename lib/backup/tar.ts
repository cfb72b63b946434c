import { BackupError } from "./backup-error.ts";

/**
 * Tar archives as streams (POSIX.1-1988 ustar; sizes beyond 8 GB in base 256 as GNU tar writes them): what every system
 * can list and unpack without this program. Only regular files.
 */

const BLOCK = 512;
const LARGEST_OCTAL = 0o77777777777;
const MODE = 0o600;

interface Field {
  readonly at: number;
  readonly length: number;
}
const NAME = { at: 0, length: 100 };
const SIZE = { at: 124, length: 12 };
const SUM = { at: 148, length: 8 };
const TYPE = 156;
const PREFIX = { at: 345, length: 155 };

export interface TarEntry {
  readonly name: string;
  readonly size: number;
  /** To be read to its end before the next entry is asked for. */
  readonly body: AsyncIterable<Buffer>;
}

function checksum(header: Buffer): number {
  let sum = 0;
  for (const [at, byte] of header.entries()) sum += at >= SUM.at && at < SUM.at + SUM.length ? 0x20 : byte;
  return sum;
}

/** Name and prefix, which are joined with a slash. */
function splitName(name: string): readonly [string, string] {
  if (Buffer.byteLength(name) <= NAME.length) return [name, ""];
  for (let at = name.indexOf("/"); at > 0; at = name.indexOf("/", at + 1)) {
    const [prefix, rest] = [name.slice(0, at), name.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= PREFIX.length && Buffer.byteLength(rest) <= NAME.length)
      return [rest, prefix];
  }
  throw new BackupError("name-too-long", { name });
}

export function tarHeader(name: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  const [rest, prefix] = splitName(name);
  const octal = (value: number, { at, length }: Field) =>
    header.write(`${value.toString(8).padStart(length - 1, "0")}\0`, at, "latin1");
  header.write(rest, NAME.at, "utf8");
  octal(MODE, { at: 100, length: 8 });
  octal(0, { at: 108, length: 8 });
  octal(0, { at: 116, length: 8 });
  if (size <= LARGEST_OCTAL) octal(size, SIZE);
  else {
    header[SIZE.at] = 0x80;
    header.writeBigUInt64BE(BigInt(size), SIZE.at + 4);
  }
  octal(0, { at: 136, length: 12 });
  header.write("0", TYPE, "latin1");
  header.write("ustar\u000000", 257, "latin1");
  header.write(prefix, PREFIX.at, "utf8");
  header.write(`${checksum(header).toString(8).padStart(6, "0")}\0 `, SUM.at, "latin1");
  return header;
}

/** What fills the last block of a body. */
export const tarPadding = (size: number): Buffer => Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);

/** Two empty blocks end an archive. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

function textOf(header: Buffer, { at, length }: Field): string {
  const field = header.subarray(at, at + length);
  const end = field.indexOf(0);
  return field.subarray(0, end < 0 ? length : end).toString("utf8");
}

function sizeOf(header: Buffer): number {
  if (((header[SIZE.at] ?? 0) & 0x80) !== 0) return Number(header.readBigUInt64BE(SIZE.at + 4));
  return Number.parseInt(textOf(header, SIZE).trim() || "0", 8);
}

/** The entries of an archive in their order. Throws a BackupError where it ends before its end, or is none. */
export async function* readTar(source: AsyncIterable<Buffer>): AsyncGenerator<TarEntry, void> {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);

  /** At most so many bytes, at least one. */
  async function take(most: number): Promise<Buffer> {
    while (rest.length === 0) {
      const { value, done } = await chunks.next();
      if (done) throw new BackupError("truncated");
      rest = value;
    }
    const taken = rest.subarray(0, most);
    rest = rest.subarray(taken.length);
    return taken;
  }

  async function takeBlock(): Promise<Buffer> {
    const parts: Buffer[] = [];
    for (let missing = BLOCK; missing > 0; ) {
      const part = await take(missing);
      parts.push(part);
      missing -= part.length;
    }
    return Buffer.concat(parts);
  }

  async function* takeBody(size: number): AsyncGenerator<Buffer, void> {
    for (let missing = size; missing > 0; ) {
      const part = await take(missing);
      missing -= part.length;
      yield part;
    }
    for (let padding = tarPadding(size).length; padding > 0; ) padding -= (await take(padding)).length;
  }

  for (;;) {
    const header = await takeBlock();
    if (header.every((byte) => byte === 0)) {
      // The sum at the end of a compressed stream is looked at only for who reads to it.
      while (!(await chunks.next()).done);
      return;
    }
    if (Number.parseInt(textOf(header, SUM).trim(), 8) !== checksum(header))
      throw new BackupError("not-a-backup");
    const [name, prefix, size] = [textOf(header, NAME), textOf(header, PREFIX), sizeOf(header)];
    if (header[TYPE] !== 0x30 || !Number.isSafeInteger(size) || size < 0)
      throw new BackupError("strange-entry", { name });
    yield { name: prefix === "" ? name : `${prefix}/${name}`, size, body: takeBody(size) };
  }
}
