import { constants, crc32, inflateRawSync } from "node:zlib";
import { decodeText } from "./charset.ts";
import { LARGEST_ENTRY, MOST_ENTRIES, MOST_UNPACKED } from "./limits.ts";

/**
 * Packed files (docx, xlsx, zip) without trust (APPNOTE.TXT 6.3, sections 4.3 to 4.5). The central directory says what
 * there is; where it is lost (a file cut short) the local headers are walked. Declared sizes are not believed: what
 * comes out is counted, and unpacking ends at the ceiling.
 */

export type UnpackProblem = "damaged" | "encrypted" | "too-large" | "unsupported";

export interface Unpacked {
  /** What could be had, also of a damaged entry. */
  readonly bytes: Uint8Array;
  readonly problem?: UnpackProblem;
}

export interface PackedEntry {
  /** Path with `/`, decoded: UTF-8 where marked so or valid, else GB18030. */
  readonly name: string;
  /** First byte of the entry in the packed file, and the first behind its data as far as the directory tells. */
  readonly from: number;
  readonly to: number;
  readonly read: () => Unpacked;
}

export interface PackedFile {
  readonly entries: readonly PackedEntry[];
  /** `directory-lost`: the file is cut or damaged, its entries were found one by one; `too-many`: the rest is left out. */
  readonly problem?: "directory-lost" | "too-many";
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** Bytes of a local header without its name. */
const LOCAL_SIZE = 30;
const STORED = 0;
const DEFLATED = 8;
const LONGEST_COMMENT = 65_557;
const NOTHING = new Uint8Array();

interface Header {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  /** Packed size; 0 in a local header whose sizes follow the data. */
  readonly packed: number;
  readonly localOffset: number;
}

const UTF8 = 0x800;
const ENCRYPTED = 0x1;
const UNICODE_PATH = 0x7075;

function nameOf(name: Uint8Array, extra: DataView, flags: number): string {
  let bytes = name;
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    const size = extra.getUint16(at + 2, true);
    if (extra.getUint16(at, true) !== UNICODE_PATH || size < 6 || at + 4 + size > extra.byteLength) continue;
    bytes = new Uint8Array(extra.buffer, extra.byteOffset + at + 9, size - 5);
  }
  const text = flags & UTF8 ? new TextDecoder().decode(bytes) : decodeText(bytes).text;
  return text.replaceAll("\\", "/");
}

/** As much of the asked bytes as there is. */
function part(view: DataView, from: number, size: number): Uint8Array {
  const start = Math.min(from, view.byteLength);
  return new Uint8Array(view.buffer, view.byteOffset + start, Math.min(size, view.byteLength - start));
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function readCentral(view: DataView, at: number): { header: Header; next: number } | undefined {
  if (at + 46 > view.byteLength || view.getUint32(at, true) !== CENTRAL) return undefined;
  const nameSize = view.getUint16(at + 28, true);
  const extraSize = view.getUint16(at + 30, true);
  const flags = view.getUint16(at + 8, true);
  const extra = viewOf(part(view, at + 46 + nameSize, extraSize));
  return {
    header: {
      name: nameOf(part(view, at + 46, nameSize), extra, flags),
      flags,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      localOffset: view.getUint32(at + 42, true),
    },
    next: at + 46 + nameSize + extraSize + view.getUint16(at + 32, true),
  };
}

function findDirectory(view: DataView): number | undefined {
  const first = Math.max(0, view.byteLength - LONGEST_COMMENT);
  for (let at = view.byteLength - 22; at >= first; at--)
    if (view.getUint32(at, true) === END) return view.getUint32(at + 16, true);
  return undefined;
}

function listCentral(view: DataView): Header[] {
  const headers: Header[] = [];
  let at = findDirectory(view);
  while (at !== undefined && headers.length <= MOST_ENTRIES) {
    const found = readCentral(view, at);
    if (found === undefined) break;
    headers.push(found.header);
    at = found.next;
  }
  return headers;
}

/** The local headers of a file whose directory is lost; each begins where the signature stands. */
function listLocal(view: DataView): Header[] {
  const headers: Header[] = [];
  const bytes = part(view, 0, view.byteLength);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = buffer.indexOf("PK\u0003\u0004", 0, "latin1");
  while (at >= 0 && at + 30 <= view.byteLength && headers.length <= MOST_ENTRIES) {
    const nameSize = view.getUint16(at + 26, true);
    const extraSize = view.getUint16(at + 28, true);
    const flags = view.getUint16(at + 6, true);
    const packed = view.getUint32(at + 18, true);
    const extra = viewOf(part(view, at + 30 + nameSize, extraSize));
    headers.push({
      name: nameOf(part(view, at + 30, nameSize), extra, flags),
      flags,
      method: view.getUint16(at + 8, true),
      crc: view.getUint32(at + 14, true),
      packed,
      localOffset: at,
    });
    at = buffer.indexOf("PK\u0003\u0004", at + 30 + nameSize + extraSize + packed, "latin1");
  }
  return headers;
}

interface Budget {
  left: number;
}

function inflate(packed: Uint8Array, most: number): Unpacked {
  try {
    const options = { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH };
    return { bytes: inflateRawSync(packed, options) };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    return { bytes: NOTHING, problem: code === "ERR_BUFFER_TOO_LARGE" ? "too-large" : "damaged" };
  }
}

function unpack(view: DataView, header: Header, budget: Budget, largest: number): Unpacked {
  if (header.flags & ENCRYPTED) return { bytes: NOTHING, problem: "encrypted" };
  const { localOffset: at } = header;
  if (at + 30 > view.byteLength || view.getUint32(at, true) !== LOCAL)
    return { bytes: NOTHING, problem: "damaged" };
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  // Sizes that follow the data are known to the directory alone: without it the data run to the end.
  const packed = part(view, start, header.packed || view.byteLength);
  const most = Math.min(largest, budget.left);
  if (most < 1) return { bytes: NOTHING, problem: "too-large" };
  if (header.method !== STORED && header.method !== DEFLATED)
    return { bytes: NOTHING, problem: "unsupported" };
  const unpacked = header.method === STORED ? { bytes: packed } : inflate(packed, most);
  if (unpacked.bytes.length > most) return { bytes: NOTHING, problem: "too-large" };
  budget.left -= unpacked.bytes.length;
  if ("problem" in unpacked && unpacked.problem) return unpacked;
  const sound = header.crc === 0 || crc32(unpacked.bytes) === header.crc;
  return sound ? unpacked : { ...unpacked, problem: "damaged" };
}

/** Lists a packed file's entries, folders left out; nothing is unpacked before an entry is read. Never throws. */
export function openPacked(
  bytes: Uint8Array,
  ceilings: { readonly entry: number; readonly all: number } = { entry: LARGEST_ENTRY, all: MOST_UNPACKED },
): PackedFile {
  const view = viewOf(bytes);
  const central = listCentral(view);
  const headers = central.length > 0 ? central : listLocal(view);
  const budget: Budget = { left: ceilings.all };
  const entries = headers
    .slice(0, MOST_ENTRIES)
    .filter(({ name }) => name !== "" && !name.endsWith("/"))
    .map((header) => ({
      name: header.name,
      from: header.localOffset,
      to: header.localOffset + LOCAL_SIZE + header.packed,
      read: () => unpack(view, header, budget, ceilings.entry),
    }));
  if (headers.length > MOST_ENTRIES) return { entries, problem: "too-many" };
  return central.length > 0 ? { entries } : { entries, problem: "directory-lost" };
}
